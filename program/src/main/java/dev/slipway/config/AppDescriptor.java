package dev.slipway.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the released application offers, from {@code slipway-app.yaml} in its own repository, read
 * at the tag that is released. Only {@code health} is obligatory; what is missing is skipped, and
 * the plan says so. Texts may hold variables; {@link #on} replaces them for one server.
 *
 * @param name of the application, for messages
 * @param logs the log files; a relative one lies in the server's log folder
 */
public record AppDescriptor(
    String name,
    Optional<Build> build,
    Optional<Start> start,
    Health health,
    Optional<Indexer> indexer,
    Optional<FileIndexer> fileIndexer,
    Optional<Upgrade> upgrade,
    List<String> logs,
    Optional<Documents> documents) {

  /** The file's name at the root of the application's repository. */
  public static final String FILE = "slipway-app.yaml";

  /** How to build it: a program run at the root of the source tree, and the folder it leaves. */
  public record Build(List<String> command, String output) {}

  /** How to start it: a program that stays in the foreground, run in the build's output. */
  public record Start(List<String> command, Map<String, String> environment) {}

  /**
   * How to ask whether it serves.
   *
   * @param site JSON pointer to the site's name in the health answer
   */
  public record Health(String path, Optional<String> site) {}

  /**
   * Where its primary indexer answers, in JSON: {@code status}, {@code started}, {@code recovery},
   * {@code snapshot} of the last finished round ({@code xmin:xmax:…}), {@code remaining}, and
   * {@code results}, the newest first, each with {@code indexed}, {@code took} in milliseconds and
   * {@code errors}.
   *
   * @param seed how its index is replaced by a copy; empty when it must not be
   */
  public record Indexer(String status, Optional<Seed> seed) {}

  /**
   * Only an application that says this has its index begun as a copy of the former version's.
   *
   * @param index where it answers what its index is, in JSON: {@code name}; {@code progress}, the
   *     id of the document in which it keeps how far the index is; {@code form}, the same text in
   *     two versions that put the same into indexes of the same mapping; {@code definition}, the
   *     {@code settings}, {@code mappings} and {@code aliases} that it makes the index with
   * @param sample where it answers what must be in it, from its own site's database: {@code
   *     documents}, how many; {@code sample}, some, each with {@code id}, {@code version} (that of
   *     the document in the index, which grows with each change) and {@code source}
   * @param on program that switches its primary indexer on: it goes on with the index that it finds
   * @param off program that switches it off: soon its status is {@code off} and it writes no more
   */
  public record Seed(String index, String sample, List<String> on, List<String> off) {
    private Seed on(Variables variables) {
      return new Seed(index, sample, variables.in(on), variables.in(off));
    }
  }

  /**
   * Where its follow-up indexer answers with {@code status} ({@code off} or another) and {@code
   * remaining}, and the programs that switch it, run as the application is.
   */
  public record FileIndexer(String status, List<String> on, List<String> off) {}

  /**
   * The program that upgrades every document below its type's schema version, run as the
   * application is. It prints {@code updated N of M (errors K)} for each collection with K indented
   * lines under it, and exits non-zero on any error.
   */
  public record Upgrade(List<String> command) {}

  /**
   * Where it says, in JSON, which of the stored documents this version cannot read, because a newer
   * one wrote them: {@code unreadable}, a list of {@code type}, {@code version} and {@code
   * documents}, how many. Asked of the site that is returned to while writes are held, so it must
   * ask the server of its own site and not the pooler.
   */
  public record Documents(String unreadable) {}

  private static final String SEARCH = "${search.url}";

  public AppDescriptor {
    logs = List.copyOf(logs);
  }

  /**
   * Reads a descriptor.
   *
   * @throws dev.slipway.error.SlipwayException {@code DESCRIPTOR_INVALID} with every problem of the
   *     text, each with its path
   */
  public static AppDescriptor parse(String yaml) {
    return DescriptorReader.read(yaml);
  }

  /**
   * Whether the application is told where its search node is. To be asked before {@link #on}, which
   * leaves no variable.
   */
  public boolean usesSearch() {
    return start.stream()
        .flatMap(s -> Stream.concat(s.environment.values().stream(), s.command.stream()))
        .anyMatch(text -> text.contains(SEARCH));
  }

  /**
   * The same descriptor as it reads on one server: no variable is left in its programs, environment
   * and log files.
   *
   * @throws dev.slipway.error.SlipwayException {@code DESCRIPTOR_INVALID} naming a variable that
   *     has no value there
   */
  public AppDescriptor on(Variables variables) {
    return new AppDescriptor(
        name,
        build,
        start.map(s -> new Start(variables.in(s.command), variables.in(s.environment))),
        health,
        indexer.map(i -> new Indexer(i.status, i.seed.map(s -> s.on(variables)))),
        fileIndexer.map(f -> new FileIndexer(f.status, variables.in(f.on), variables.in(f.off))),
        upgrade.map(u -> new Upgrade(variables.in(u.command))),
        variables.in(logs),
        documents);
  }
}
