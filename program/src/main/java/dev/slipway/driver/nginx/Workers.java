package dev.slipway.driver.nginx;

import dev.slipway.exec.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The worker processes of an nginx master. One that is shutting down has closed its listening
 * sockets: it finishes what it has and takes nothing new; it says so in its process title.
 */
record Workers(Set<ProcessIdentity> taking) {
  private static final String RESTING = "is shutting down";

  /** Those that take requests now. */
  static Workers of(ProcessIdentity master) {
    return new Workers(
        ProcessHandle.of(master.pid()).stream()
            .flatMap(ProcessHandle::children)
            .filter(child -> takes(child.pid()))
            .flatMap(child -> ProcessIdentity.of(child.pid()).stream())
            .collect(Collectors.toSet()));
  }

  /** True when there are new ones and none of the old ones takes requests. */
  boolean replace(Workers old) {
    return !taking.isEmpty() && taking.stream().noneMatch(old.taking::contains);
  }

  /** True when none of them runs any more: their last client is served. */
  boolean ended() {
    return taking.stream().noneMatch(ProcessIdentity::alive);
  }

  private static boolean takes(long pid) {
    String title = title(pid);
    return title.contains("worker process") && !title.contains(RESTING);
  }

  private static String title(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "cmdline");
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
