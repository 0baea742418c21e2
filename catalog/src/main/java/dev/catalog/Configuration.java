package dev.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one process of the catalog is told by its environment. Every problem is reported at once.
 *
 * @param host address that is listened on
 * @param port port that is listened on, 0 for any free one
 * @param site name of this copy of the application, shown by {@code /health}
 * @param search address of a search node; the catalog serves documents without one
 * @param logs folder of {@code access.log} and {@code application.log}
 * @param state folder of what outlives a restart, such as the file indexer's switch
 * @param fileIndexer whether the file indexer is on as long as nobody has switched it
 */
public record Configuration(
    String host,
    int port,
    String site,
    Database database,
    Optional<URI> search,
    Path logs,
    Path state,
    boolean fileIndexer) {

  /** The variables, their meanings and defaults, as shown by {@code --help}. */
  public static final List<String> VARIABLES =
      List.of(
          "CATALOG_HOST                    address to listen on (127.0.0.1)",
          "CATALOG_PORT                    port to listen on (8080)",
          "CATALOG_SITE                    name of this site in /health (local)",
          "CATALOG_DATABASE_URL            JDBC URL, usually of the pooler",
          "                                (jdbc:postgresql://127.0.0.1:5432/catalog)",
          "CATALOG_DATABASE_DIRECT_URL     JDBC URL of this site's own server (none)",
          "CATALOG_DATABASE_USER           database user (catalog)",
          "CATALOG_DATABASE_PASSWORD_FILE  file with the password alone (none)",
          "CATALOG_SEARCH_URL              address of a search node (none)",
          "CATALOG_LOGS                    folder of access.log, application.log (logs)",
          "CATALOG_STATE                   folder of switches that outlive a restart (state)",
          "CATALOG_FILE_INDEXER            on or off, until somebody switches it (on)");

  /**
   * How to reach the database.
   *
   * @param url through the pooler, which may work by transaction: no session state is kept
   * @param directUrl the server of this site itself, for LISTEN and snapshots
   * @param passwordFile read when a pool or a connection is opened, so that no secret is held here
   */
  public record Database(
      String url, Optional<String> directUrl, String user, Optional<Path> passwordFile) {

    /** Where to read and be notified without a pooler in between, when there is such a place. */
    public String directOrPooled() {
      return directUrl.orElse(url);
    }
  }

  /**
   * Reads the variables.
   *
   * @throws IllegalArgumentException naming every variable that is wrong
   */
  public static Configuration of(Map<String, String> environment) {
    var reader = new Reader(environment, new ArrayList<>());
    var configuration =
        new Configuration(
            reader.text("CATALOG_HOST", "127.0.0.1"),
            reader.port("CATALOG_PORT", 8080),
            reader.text("CATALOG_SITE", "local"),
            new Database(
                reader.jdbc("CATALOG_DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/catalog"),
                reader
                    .optional("CATALOG_DATABASE_DIRECT_URL")
                    .map(url -> reader.jdbc("CATALOG_DATABASE_DIRECT_URL", url)),
                reader.text("CATALOG_DATABASE_USER", "catalog"),
                reader.optional("CATALOG_DATABASE_PASSWORD_FILE").map(Path::of)),
            reader.optional("CATALOG_SEARCH_URL").flatMap(reader::address),
            Path.of(reader.text("CATALOG_LOGS", "logs")),
            Path.of(reader.text("CATALOG_STATE", "state")),
            reader.onOrOff("CATALOG_FILE_INDEXER", true));
    if (!reader.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", reader.problems()));
    }
    return configuration;
  }

  private record Reader(Map<String, String> environment, List<String> problems) {

    Optional<String> optional(String name) {
      return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    String text(String name, String otherwise) {
      return optional(name).orElse(otherwise);
    }

    int port(String name, int otherwise) {
      var text = text(name, String.valueOf(otherwise));
      if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535) {
        return Integer.parseInt(text);
      }
      problems.add(name + ": '" + text + "' is not a port (0 to 65535)");
      return otherwise;
    }

    String jdbc(String name, String otherwise) {
      var url = text(name, otherwise);
      if (!url.startsWith("jdbc:postgresql:")) {
        problems.add(name + ": must begin with jdbc:postgresql:");
      }
      return url;
    }

    Optional<URI> address(String text) {
      if (text.matches("https?://[^\\s/]+/?")) {
        return Optional.of(URI.create(text));
      }
      problems.add("CATALOG_SEARCH_URL: '" + text + "' is not like http://127.0.0.1:9200");
      return Optional.empty();
    }

    boolean onOrOff(String name, boolean otherwise) {
      var text = text(name, otherwise ? "on" : "off");
      if (!text.equals("on") && !text.equals("off")) {
        problems.add(name + ": '" + text + "' is neither on nor off");
      }
      return text.equals("on");
    }
  }
}
