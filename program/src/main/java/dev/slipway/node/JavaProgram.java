package dev.slipway.node;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of Slipway's own, as a Java process of the class path that this one has. */
public record JavaProgram(Path javaHome, List<String> options, String mainClass) {
  public JavaProgram {
    options = List.copyOf(options);
  }

  /** The argument list; the process may run in any folder. */
  public List<String> with(List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add(javaHome.resolve("bin/java").toString());
    all.addAll(options);
    all.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    all.add("--enable-native-access=ALL-UNNAMED");
    all.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), mainClass));
    all.addAll(arguments);
    return all;
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
