package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.config.Estate;
import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * What the JVM watches when the build makes the AOT cache: the beginnings of all verbs, which load
 * what most of them need.
 */
public final class Training {
  private Training() {}

  /** Asks every verb for its help, and reads the reference estate. */
  public static void main(String[] arguments) throws GeneralSecurityException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandRun run = new CommandRun(new Tools(Training::open, new Screen(nowhere, nowhere, false)));
    run.run("--help");
    run.run("--version");
    run.run("init", "--print");
    run.run("backup", "list");
    for (String verb : Verbs.names()) {
      run.run((verb + " --help").split(" ", -1));
    }
    connect(nowhere);
  }

  /** Runs a program on a server. Without a loopback network the cache is only less complete. */
  private static void connect(PrintWriter nowhere) throws GeneralSecurityException {
    CommandRun run = new CommandRun(new Tools(Wiring::open, new Screen(nowhere, nowhere, false)));
    try (TrainingServer server = new TrainingServer()) {
      String estate = server.estate().toString();
      Path copy = server.estate().resolveSibling("copy");
      run.run(
          ("server run --profile-name training --estate "
                  + estate
                  + " --copy "
                  + estate
                  + ":"
                  + copy
                  + " -- true")
              .split(" ", -1));
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      return;
    }
  }

  /** Reads the reference as an estate and goes no further. */
  private static OpenEstate open(Path file) {
    try {
      Path reference = Files.createTempFile("slipway-training", ".yaml");
      Files.writeString(reference, EstateFile.reference());
      Estate estate = EstateFile.load(reference);
      Files.delete(reference);
      throw new SlipwayException(ErrorCode.ESTATE_MISSING, estate.estate() + " is no estate", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
