package dev.slipway.demo;

import dev.slipway.exec.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM that runs the demo, for its child processes. */
final class JavaProgram {
  private JavaProgram() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A verb of Slipway as a process of its own, with this process's class path. */
  static Command slipway(List<String> arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.cli.Main"));
    all.addAll(arguments);
    return Command.of(all);
  }
}
