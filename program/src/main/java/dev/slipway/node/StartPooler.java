package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** The pooler in front of the database. Where it sends to is kept when it was sent elsewhere. */
record StartPooler(Manifest manifest, Daemons daemons) implements BootstrapStep {
  private static final Duration START = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "pooler";
  }

  @Override
  public void run(Consumer<String> log) {
    configure();
    SiteFiles files = manifest.files();
    ProcessIdentity process =
        daemons.start(
            Command.of("pgbouncer", files.poolerIni().toString())
                .as(manifest.host().user())
                .in(files.pooler()),
            files.pidFile(ServerProcesses.POOLER),
            files.poolerLog());
    Await.of("the pooler of " + manifest.identity().server(), START)
        .untilTrue(() -> ended(process) || listens());
    if (ended(process)) {
      throw new SlipwayException(
          ErrorCode.POOLER_FAILED,
          "the pooler ended while starting: " + BootstrapLog.lastLine(files.poolerLog()),
          "read " + files.poolerLog());
    }
    log.accept("listens on " + manifest.poolerEndpoint());
  }

  private void configure() {
    var settings = new PoolerSettings(manifest);
    var passwords = manifest.database().passwords();
    SiteFiles files = manifest.files();
    write(files.poolerIni(), settings.server());
    write(
        files.poolerUsers(),
        settings.users(
            PasswordFiles.read(passwords.user()), PasswordFiles.read(passwords.superuser())));
    if (!Files.exists(files.poolerDatabases())) {
      write(files.poolerDatabases(), settings.databases());
    }
  }

  private void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), manifest.host().user());
  }

  private static boolean ended(ProcessIdentity process) {
    return !process.alive();
  }

  private boolean listens() {
    return Ports.answers(manifest.poolerEndpoint());
  }
}
