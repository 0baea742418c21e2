package dev.slipway.cli;

import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a commented estate file. */
@Command(
    name = "init",
    description = "Write an estate file in which every key is explained.%n",
    footer = {"", "Example:", "  slipway init --estate production.yaml"})
final class Init implements Callable<Integer> {
  @Option(
      names = "--estate",
      paramLabel = "FILE",
      defaultValue = "estate.yaml",
      description = "Where to write it. Default: ${DEFAULT-VALUE}")
  private Path file;

  @Option(names = "--print", description = "Print it instead.")
  private boolean print;

  @Mixin private DryRun dryRun;

  private final Tools tools;

  Init(Tools tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    if (print) {
      tools.screen().result(EstateFile.reference().stripTrailing());
    } else if (dryRun.on()) {
      if (Files.exists(file)) {
        throw taken(null);
      }
      tools.screen().result("would write " + file.toAbsolutePath());
    } else {
      write();
      tools.screen().result("wrote " + file.toAbsolutePath());
    }
    return 0;
  }

  private void write() {
    try {
      Files.writeString(file, EstateFile.reference(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw taken(e);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED,
          "cannot write " + file.toAbsolutePath(),
          "is there such a folder, and may you write there?",
          e);
    }
  }

  private SlipwayException taken(Throwable cause) {
    return new SlipwayException(
        ErrorCode.NAME_TAKEN,
        "there is a file %s already, and it stays as it is".formatted(file),
        "name another one with --estate FILE",
        cause);
  }
}
