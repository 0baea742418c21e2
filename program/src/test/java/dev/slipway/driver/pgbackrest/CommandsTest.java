package dev.slipway.driver.pgbackrest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Secret;
import dev.slipway.driver.pgbackrest.PgBackRestSettings.Cluster;
import dev.slipway.driver.pgbackrest.PgBackRestSettings.Login;
import dev.slipway.driver.pgbackrest.PgBackRestSettings.Repository;
import dev.slipway.exec.Command;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final PgBackRestSettings SETTINGS =
      new PgBackRestSettings(
          "catalog",
          new Repository(
              new Endpoint("127.0.9.1", 9000),
              "backups",
              "us-east-1",
              "/production",
              Path.of("/ca.pem"),
              3),
          new Cluster(
              Path.of("/pg/bin"),
              Path.of("/srv/data"),
              Path.of("/srv/run"),
              5432,
              "postgres",
              new Login("slipway", new Secret("pg-hush"))),
          Path.of("/srv/it's 5%"));

  private final Commands commands = new Commands(SETTINGS);

  @Test
  void restoresAStandbyWithItsRecoverySettings() {
    Command restore =
        commands.restoreStandby(
            "20260301-070000F",
            Path.of("/new"),
            new StandbyOptions(true, Map.of("primary_conninfo", "host=a b"), Optional.empty()));

    assertThat(restore.arguments())
        .containsExactly(
            "pgbackrest",
            "--config=/srv/it's 5%/pgbackrest.conf",
            "--stanza=catalog",
            "--log-level-console=info",
            "--pg1-path=/new",
            "--set=20260301-070000F",
            "--type=standby",
            "--delta",
            "--recovery-option=primary_conninfo=host=a b",
            "restore");
    assertThat(restore.user()).contains("postgres");
  }

  @Test
  void quotesForTheShellThatPostgresStartsAndItsPlaceholders() {
    assertThat(commands.forShell("archive-push %p"))
        .isEqualTo(
            "pgbackrest --config='/srv/it'\\''s 5%%/pgbackrest.conf' --stanza='catalog'"
                + " archive-push %p");
  }

  @Test
  void aCopyAsksTheArchiveWithoutTheArchiversLock() {
    assertThat(commands.archiveGet(Path.of("/copy")))
        .startsWith("pgbackrest ")
        .endsWith(" --no-archive-async --pg1-path='/copy' archive-get %f \"%p\"");
  }

  @Test
  void noCommandHoldsASecret() {
    Stream<Command> all =
        Stream.of(
            commands.createStanza(),
            commands.backup(),
            commands.info(),
            commands.restoreStandby("label", Path.of("/new"), StandbyOptions.fresh()),
            commands.restoreCopy("label", Path.of("/copy"), Duration.ofMinutes(1)),
            commands.ask(Path.of("/run"), 5432, "postgres", "CHECKPOINT"));

    assertThat(all).noneMatch(command -> command.toString().contains("hush"));
    assertThat(SETTINGS.toString()).doesNotContain("hush");
  }

  @Test
  void theConfigurationNamesTheKeyAndTheStore() {
    String text = new ConfigurationFile(SETTINGS).text(new NewKey("AKIA1", new Secret("s3-hush")));

    List<String> lines = text.lines().toList();
    assertThat(lines)
        .contains(
            "repo1-s3-key=AKIA1",
            "repo1-s3-key-secret=s3-hush",
            "repo1-s3-endpoint=127.0.9.1",
            "repo1-storage-port=9000",
            "repo1-storage-ca-file=/ca.pem",
            "repo1-s3-uri-style=path",
            "[catalog]",
            "pg1-path=/srv/data");
  }
}
