package dev.slipway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of an estate, looked for wherever a run leaves something. All of them are long random
 * words, so that whoever finds one knows where it comes from. Also watches the arguments of every
 * process of this machine until it is closed.
 */
final class Canaries implements AutoCloseable {
  private static final int SHORTEST = 16;

  private static final Pattern SECRET_KEY = Pattern.compile("\"secret\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final Thread watcher = Thread.ofPlatform().daemon().unstarted(this::watch);

  /**
   * @param folder of the estate
   */
  Canaries(Path folder) {
    this.folder = folder;
    watcher.start();
  }

  /** Every secret that the estate has now or had since this began. */
  Set<String> secrets() {
    collect();
    return Set.copyOf(secrets);
  }

  /** Programs whose arguments had a secret in them. */
  Set<String> shown() {
    return Set.copyOf(shown);
  }

  boolean in(String text) {
    return secrets().stream().anyMatch(text::contains);
  }

  /**
   * Files with a secret that others than their owner may read, and those that are no place for one
   * whoever may read them: the journal's, logs, reports, plans.
   */
  List<String> lyingAbout() {
    collect();
    return files(folder)
        .filter(file -> mustBeFree(file) && in(read(file)))
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  private boolean mustBeFree(Path file) {
    Path within = folder.relativize(file);
    String name = within.getFileName().toString();
    return within.startsWith("state/journal")
        || name.endsWith(".log")
        || name.endsWith(".html")
        || !OWNER.containsAll(permissions(file));
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      collect();
      ProcessHandle.allProcesses()
          .map(process -> arguments(process.pid()))
          .filter(words -> secrets.stream().anyMatch(words::contains))
          .forEach(words -> shown.add(words.substring(0, words.indexOf('\0'))));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static String arguments(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", String.valueOf(pid), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** The passwords, and every key that the object store knows. */
  private void collect() {
    files(folder.resolve("secrets")).forEach(file -> add(read(file).strip()));
    SECRET_KEY
        .matcher(read(folder.resolve("store/keys.json")))
        .results()
        .forEach(found -> add(found.group(1)));
  }

  private void add(String secret) {
    if (secret.length() >= SHORTEST) {
      secrets.add(secret);
    }
  }

  private static Stream<Path> files(Path below) {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty();
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException e) {
      return OWNER;
    }
  }

  /** One that has gone meanwhile holds nothing. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
