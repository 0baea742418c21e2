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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of an estate, looked for wherever a run leaves something. All of them are long random
 * words, so that whoever finds one knows where it comes from. Also watches the arguments of every
 * process of this machine until it is closed: those of its loopback servers are among them.
 */
final class Canaries implements AutoCloseable {
  private static final int SHORTEST = 16;

  private static final Pattern SECRET_KEY = Pattern.compile("\"secret\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Programs hold no secret of one estate, and take long to read. */
  private static final Pattern PROGRAM = Pattern.compile(".*\\.(jar|aot|so|gz)");

  /** What an estate is given, and what is given to a server, its PgBouncer and its pgBackRest. */
  private static final Pattern PLACE =
      Pattern.compile(
          ".*/(secrets/.+|aws-keys|operator|store/keys.json|state/journal/password"
              + "|[.]aws/credentials|[.]?pgpass|pgbouncer/userlist.txt|pgbackrest/pgbackrest.conf)");

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;
  private final Supplier<Set<String>> keys;
  private final Supplier<List<Path>> disks;
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();
  private final Set<String> arguments = ConcurrentHashMap.newKeySet();
  private final Thread watcher = Thread.ofPlatform().daemon().unstarted(this::watch);

  /** Of an estate whose sites are on this machine, in its folder. */
  Canaries(Path folder) {
    this(folder, Set::of, List::of);
  }

  /**
   * @param folder of the estate
   * @param keys secrets that are in no file of it
   * @param disks of its servers
   */
  Canaries(Path folder, Supplier<Set<String>> keys, Supplier<List<Path>> disks) {
    this.folder = folder;
    this.keys = keys;
    this.disks = disks;
    watcher.start();
  }

  /** Every secret that the estate has now or had since this began. */
  Set<String> secrets() {
    collect();
    return Set.copyOf(secrets);
  }

  /** Programs whose arguments had a secret in them, one that was not known then among them. */
  Set<String> shown() {
    Set<String> all = secrets();
    return arguments.stream()
        .filter(words -> holds(words, all))
        .map(words -> words.substring(0, words.indexOf('\0')))
        .collect(Collectors.toSet());
  }

  boolean in(String text) {
    return holds(text, secrets());
  }

  /** Files with a secret that are no place for one, or that others than their owner may read. */
  List<String> lyingAbout() {
    Set<String> all = secrets();
    return Stream.concat(Stream.of(folder), disks.get().stream())
        .flatMap(Canaries::files)
        .filter(file -> mustBeFree(file) && holds(read(file), all))
        .map(Path::toString)
        .toList();
  }

  private static boolean mustBeFree(Path file) {
    return !PROGRAM.matcher(file.toString()).matches()
        && !(PLACE.matcher(file.toString()).matches() && OWNER.containsAll(permissions(file)));
  }

  private static boolean holds(String text, Set<String> secrets) {
    return secrets.stream().anyMatch(text::contains);
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      collect();
      ProcessHandle.allProcesses().forEach(process -> arguments.add(arguments(process.pid())));
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

  /** The passwords, and every key that the object store knows, the demo's or another. */
  private void collect() {
    keys.get().forEach(this::add);
    add(read(folder.resolve("state/journal/password")).strip());
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
