package dev.slipway.node;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of Slipway's own, as a Java process of the class path that this one has. Where this
 * process runs from an archive, so does that one: from its cache of linked classes, too.
 */
public record JavaProgram(Path javaHome, List<String> options, String mainClass) {
  /** The folder of the archive that this process runs from; absent in a source tree. */
  private static final String HOME = "slipway.home";

  public JavaProgram {
    options = List.copyOf(options);
  }

  /** On the JDK that this process runs on. */
  public static JavaProgram here(List<String> options, String mainClass) {
    return new JavaProgram(Path.of(System.getProperty("java.home")), options, mainClass);
  }

  /** The argument list; the process may run in any folder. */
  public List<String> with(List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add(javaHome.resolve("bin/java").toString());
    all.addAll(options);
    all.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    all.add("--enable-native-access=ALL-UNNAMED");
    all.add("--sun-misc-unsafe-memory-access=allow");
    all.addAll(archive());
    all.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), mainClass));
    all.addAll(arguments);
    return all;
  }

  /** As the launcher does it; a JVM of another build ignores the cache without a word. */
  private static List<String> archive() {
    String home = System.getProperty(HOME);
    return home == null
        ? List.of()
        : List.of(
            "-D" + HOME + "=" + home,
            "-XX:AOTCache=" + Path.of(home, "lib", "slipway.aot"),
            "-Xlog:aot*=off,cds*=off,class+path=off");
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
