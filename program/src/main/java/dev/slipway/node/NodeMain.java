package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import java.nio.file.Path;

/**
 * A bootstrap as a process of its own, started by the local provider: it outlives the controller,
 * which finds it again by its pid file.
 */
public final class NodeMain {
  /** The name of the bootstrap's pid file. */
  public static final String PROCESS = "bootstrap";

  private NodeMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      ServerManifest manifest = ManifestFile.read(Path.of(args[0]));
      new NodeUp(manifest, new LocalRunner(), new Daemons(), System.out::println).run();
      return 0;
    } catch (SlipwayException e) {
      System.err.println(e.render());
      return e.code().exitCode();
    } catch (RuntimeException e) {
      e.printStackTrace();
      return ErrorCode.INTERNAL.exitCode();
    }
  }
}
