package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerVerbsTest {
  @TempDir Path folder;
  private CliEstate estate;

  @BeforeEach
  void open() throws IOException {
    estate = CliEstate.in(folder);
  }

  @Test
  void everyServerIsLookedAtAndThoseThatFailAreNamed() throws IOException {
    assertThat(run("server", "check").output())
        .contains("SERVER", "db1", "db2.example:22", "db3", "GB");
    estate.machines.of("db2").mishaps().fail(ErrorCode.HOST_KEY_CHANGED);

    CommandLineRun check = run("server", "check", "--output", "json");

    assertThat(check.exitCode()).isEqualTo(ErrorCode.HOST_KEY_CHANGED.exitCode());
    assertThat(check.errors()).contains("1 of 3 failed: db2: ");
    JsonNode servers = new ObjectMapper().readTree(check.output());
    assertThat(servers.at("/0/found/freeBytes").asLong()).isPositive();
    assertThat(servers.at("/1/error/code").asText()).isEqualTo("HOST_KEY_CHANGED");
    assertThat(run("server", "check", "--server", "db3").output()).doesNotContain("db1");
    assertThat(run("server", "check", "--server", "db9").exitCode())
        .isEqualTo(ErrorCode.USAGE.exitCode());
  }

  @Test
  void programsRunOneAfterTheOtherWithTheirArgumentsAsTheyAre() throws IOException {
    CommandLineRun run =
        run(
            "server",
            "run",
            "--output",
            "json",
            "--",
            "echo",
            "a  b",
            "---",
            "printf",
            "%s",
            "$HOME");

    assertThat(run.exitCode()).isZero();
    JsonNode servers = new ObjectMapper().readTree(run.output());
    assertThat(servers).hasSize(3);
    assertThat(servers.at("/2/programs/0/output").asText()).isEqualTo("a  b\n");
    assertThat(servers.at("/2/programs/1/output").asText()).isEqualTo("$HOME");
    assertThat(run("server", "run", "--", "echo", "word").output()).contains("echo", "word");
  }

  @Test
  void afterAFailureNothingMoreIsDoneOnThatServer() {
    Path witness = folder.resolve("witness");
    CommandLineRun run =
        run(
            "server",
            "run",
            "--server",
            "db1",
            "--",
            "sh",
            "-c",
            "exit 3",
            "---",
            "touch",
            witness.toString());

    assertThat(run.exitCode()).isEqualTo(ErrorCode.COMMAND_FAILED.exitCode());
    assertThat(run.errors()).contains("db1: sh ended with exit code 3");
    assertThat(witness).doesNotExist();
  }

  @Test
  void filesAreCopiedFirst() throws IOException {
    Path file = Files.writeString(folder.resolve("motd"), "hello");
    Path there = folder.resolve("there");
    String copy = file + ":" + there;

    assertThat(
            run("server", "run", "--server", "db1", "--copy", copy, "--dry-run", "--", "ls", "-l")
                .output())
        .isEqualToIgnoringNewLines("would copy %s to %s, run ls -l on db1".formatted(file, there));
    assertThat(there).doesNotExist();
    assertThat(run("server", "run", "--server", "db1", "--copy", copy, "--mode", "600").output())
        .contains("db1", "copied");
    assertThat(there).hasContent("hello");
    assertThat(Files.getPosixFilePermissions(there)).hasSize(2);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(run("server", "run").errors()).contains("there is nothing to do");
    assertThat(run("server", "run", "--copy", "motd").errors()).contains("--copy FILE:/whole/path");
    assertThat(run("server", "run", "--mode", "999", "--copy", "a:/b").exitCode()).isEqualTo(2);
    assertThat(run("server", "run", "--deadline", "soon", "--", "ls").exitCode()).isEqualTo(2);
    assertThat(run("server", "run", "--", "---", "ls").exitCode()).isEqualTo(2);
  }

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(any -> estate, arguments);
  }
}
