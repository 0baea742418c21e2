package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRunTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeEstate() throws IOException {
    file = folder.resolve("estate.yaml");
    Files.writeString(file, EstateFile.reference());
  }

  @Test
  void helpNamesEveryVerb() {
    CommandLineRun help = run("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.output())
        .contains("release", "backup", "file-indexer", "slipway release plan v42");
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.cli.Verbs#names")
  void everyVerbTeachesWithAnExample(String verb) {
    CommandLineRun help = run((verb + " --help").split(" ", -1));

    assertThat(help.exitCode()).isZero();
    assertThat(help.output())
        .contains("Usage: slipway " + verb, "Example", "--help")
        .containsAnyOf("--estate", "MANIFEST", "SERVER");
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.cli.Verbs#names")
  void everyVerbPrintsJsonOrWritesAFile(String verb) {
    String help = run((verb + " --help").split(" ", -1)).output();

    assertThat(help).containsAnyOf("--output=text|json", "--print", "lines of JSON");
  }

  @ParameterizedTest
  @MethodSource("dev.slipway.cli.Verbs#names")
  void noExampleIsBrokenInTwoOnATerminalOf80Columns(String verb) {
    String help = run((verb + " --help").split(" ", -1)).output();

    assertThat(help.substring(help.lastIndexOf("\nExample")).lines())
        .allMatch(line -> line.matches("|  .*|.*[.:]"));
  }

  @Test
  void aGroupSaysOfEachVerbHowItsOwnHelpBeginsAndNoHalfSentence() {
    String group = run("proxy", "--help").output();
    String verb = run("proxy", "switch", "--help").output();

    assertThat(group.lines()).contains("  switch  Send the proxies to another site");
    assertThat(verb.lines())
        .containsOnlyOnce(
            "Send the proxies to another site: one line of each configuration changes, is",
            "tested, reloaded and proved by a request.");
  }

  @Test
  void saysItsVersion() {
    assertThat(run("--version").output()).matches("slipway \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void aVerbThatDoesNotExistIsWrongUsage() {
    CommandLineRun wrong = run("relaese", "plan");

    assertThat(wrong.exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
    assertThat(wrong.errors())
        .contains("error [USAGE]: there is no verb relaese", "did you mean release?")
        .contains("see slipway --help");
    assertThat(run("rollback", "v42").errors()).contains("did you mean release rollback?");
    assertThat(run("version").errors()).contains("hint: see slipway --help");
    assertThat(run("deploy", "--cluser-size", "3").errors()).contains("or --cluster-size?");
  }

  @Test
  void aVerbThatIsMissingIsAnsweredWithThoseThatThereAre() {
    CommandLineRun wrong = run("proxy");

    assertThat(wrong.exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
    assertThat(wrong.errors())
        .contains("error [USAGE]: a verb is missing")
        .contains("hint: one of show, switch; see slipway proxy --help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "indexer wait",
        "cluster health --fix",
        "cluster remove v42-b-data1",
        "node up manifest.json --detached",
        "server run"
      })
  void whatIsNoDurationIsWrongUsageAndNoDefect(String verb) {
    CommandLineRun wrong = run((verb + " --deadline banana").split(" ", -1));

    assertThat(wrong.exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
    assertThat(wrong.errors()).contains("--deadline", "\"banana\" is not a duration; write 500ms");
  }

  @Test
  void anArgumentTooManyAndTwoThatExcludeEachOtherAreNamed() {
    assertThat(run("release", "plan", "v42", "v43").errors())
        .startsWith("error [USAGE]: 'v43' is one argument too many");
    assertThat(run("deploy", "--test", "--candidate").errors())
        .startsWith("error [USAGE]: --candidate, --test are mutually exclusive");
  }

  @Test
  void anOptionThatDoesNotExistNamesItsVerb() {
    CommandLineRun wrong = run("backup", "list", "--colour");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.errors())
        .contains("there is no option --colour")
        .contains("see slipway backup list --help");
  }

  @Test
  void aMissingEstateIsNamedWithTheWayOut() {
    CommandLineRun missing = run("backup", "list", "--estate", folder.resolve("x").toString());

    assertThat(missing.exitCode()).isEqualTo(ErrorCode.ESTATE_MISSING.exitCode());
    assertThat(missing.errors()).contains("hint: ").contains("slipway init");
    assertThat(missing.output()).isEmpty();
  }

  @Test
  void anEstateWithMistakesListsThemAll() throws IOException {
    Files.writeString(
        file,
        EstateFile.reference()
            .replace("budget: 5s ", "budget: soon ")
            .replace("provider: local", "provider: lokal"));

    CommandLineRun wrong = run("proxy", "show", "--estate", file.toString());

    assertThat(wrong.exitCode()).isEqualTo(ErrorCode.ESTATE_INVALID.exitCode());
    assertThat(wrong.errors())
        .contains("switchover.budget: ", "profiles.production.provider: ", "2 problems");
  }

  @Test
  void aKnownErrorIsOneLineAndAHintAndItsOwnExitCode() throws IOException {
    CommandLineRun failed =
        CommandLineRun.of(
            file -> {
              CliEstate estate = new CliEstate(file);
              estate.application.mishaps().fail(ErrorCode.INDEXER_UNREACHABLE);
              return estate;
            },
            "indexer",
            "status",
            "--estate",
            file.toString());

    assertThat(failed.exitCode()).isEqualTo(ErrorCode.INDEXER_UNREACHABLE.exitCode());
    assertThat(failed.errors().lines()).hasSize(1);
    assertThat(Files.readString(folder.resolve("state/slipway.log")))
        .contains("INDEXER", "at dev.slipway");
  }

  @Test
  void aDefectIsOneLineThatSaysWhereTheRestIs() throws IOException {
    CommandLineRun failed =
        CommandLineRun.of(
            file -> {
              CliEstate estate = new CliEstate(file);
              estate.releases.add(null);
              return estate;
            },
            "release",
            "status",
            "--estate",
            file.toString());

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.errors())
        .contains("error [INTERNAL]: slipway release status met an unexpected NullPointerException")
        .contains(folder.resolve("state/slipway.log").toString())
        .doesNotContain("\tat ");
    assertThat(Files.readString(folder.resolve("state/slipway.log"))).contains("\tat ");
  }

  @Test
  void initWritesTheReferenceOnceAndNeverOverAnotherFile() throws IOException {
    Path fresh = folder.resolve("fresh.yaml");

    assertThat(run("init", "--dry-run", "--estate", fresh.toString()).output())
        .startsWith("would write ");
    assertThat(fresh).doesNotExist();
    assertThat(run("init", "--estate", fresh.toString()).exitCode()).isZero();
    assertThat(fresh).hasContent(EstateFile.reference());
    Files.writeString(fresh, "mine");
    for (String how : List.of("--estate", "--dry-run --estate")) {
      CommandLineRun again = run(("init " + how + " " + fresh).split(" ", -1));
      assertThat(again.exitCode()).isEqualTo(ErrorCode.NAME_TAKEN.exitCode());
    }
    assertThat(fresh).hasContent("mine");
  }

  @Test
  void aServerIsKnownByItsManifestAlone() {
    CommandLineRun wrong = run("node", "status", folder.resolve("manifest.json").toString());

    assertThat(wrong.exitCode()).isEqualTo(ErrorCode.MANIFEST_INVALID.exitCode());
    assertThat(wrong.errors()).contains("error [MANIFEST_INVALID]", "hint: ");
    assertThat(run("node", "up").exitCode()).isEqualTo(2);
  }

  private static CommandLineRun run(String... arguments) {
    return CommandLineRun.of(
        file -> {
          EstateFile.load(file);
          throw new SlipwayException(ErrorCode.INTERNAL, "no verb of this test opens it", "");
        },
        arguments);
  }
}
