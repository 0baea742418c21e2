package dev.slipway.driver.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One application on one server: its descriptor with no variable left in it.
 *
 * @param base of its URLs: {@code http://host:port}
 * @param logs absolute
 * @param timeout of one HTTP question
 */
public record ApplicationSettings(
    URI base,
    Health health,
    Search search,
    Documents documents,
    List<Path> logs,
    Surroundings surroundings,
    Duration timeout) {

  /**
   * @param site JSON pointer to the site's name in the answer
   */
  public record Health(String path, Optional<String> site) {}

  /**
   * What it has to do with search.
   *
   * @param node whether it uses a search node
   * @param indexer path of the primary indexer's status; empty when it has none
   */
  public record Search(
      boolean node,
      Optional<String> indexer,
      Optional<Seed> seed,
      Optional<FileIndexer> fileIndexer) {}

  /**
   * How its index is replaced by a copy: paths of what the index is and of a sample of it, and the
   * programs that switch the primary indexer.
   */
  public record Seed(String index, String sample, List<String> on, List<String> off) {
    public Seed {
      on = List.copyOf(on);
      off = List.copyOf(off);
    }
  }

  /**
   * What it has to do with versions of documents.
   *
   * @param upgrade the upgrade program; no arguments when it has none
   * @param unreadable path of the answer what it cannot read; empty when it has none
   */
  public record Documents(List<String> upgrade, Optional<String> unreadable) {
    public Documents {
      upgrade = List.copyOf(upgrade);
    }
  }

  /** Path of the follow-up indexer's status, and the programs that switch it. */
  public record FileIndexer(String status, List<String> on, List<String> off) {
    public FileIndexer {
      on = List.copyOf(on);
      off = List.copyOf(off);
    }
  }

  /**
   * Where its programs run: as the application itself does.
   *
   * @param folder the build's output on the server
   * @param user the operating system's user; empty for the runner's own
   */
  public record Surroundings(Path folder, Map<String, String> environment, Optional<String> user) {
    public Surroundings {
      environment = Map.copyOf(environment);
    }
  }

  public ApplicationSettings {
    logs = List.copyOf(logs);
  }
}
