package dev.slipway.driver.nginx;

import dev.slipway.driver.nginx.Statements.End;
import dev.slipway.driver.nginx.Statements.Statement;
import dev.slipway.driver.nginx.Statements.Word;
import dev.slipway.error.SlipwayException;
import dev.slipway.serverline.ServerLine;
import dev.slipway.serverline.ServerLines;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A configuration with everything that it includes, read only as far as needed: the servers of the
 * upstreams and where nginx keeps its pid.
 */
final class ConfigurationFiles {
  private static final int DEEPEST = 16;
  private static final String UPSTREAM = "upstream";
  private static final Optional<Integer> HTTP = Optional.of(80);

  private final Path folder;
  private final List<ServerLine> servers = new ArrayList<>();
  private Optional<String> pidFile = Optional.empty();

  private ConfigurationFiles(Path main) {
    folder = main.toAbsolutePath().getParent();
  }

  /**
   * @throws SlipwayException {@code PROXY_CONFIGURATION} when a file cannot be read
   */
  static ConfigurationFiles read(Path main) {
    ConfigurationFiles files = new ConfigurationFiles(main);
    files.file(main, new ArrayDeque<>(), 0);
    return files;
  }

  /** Every server of every upstream, in the order of the files. */
  List<ServerLine> servers() {
    return List.copyOf(servers);
  }

  Optional<String> pidFile() {
    return pidFile;
  }

  private void file(Path file, Deque<Statement> blocks, int depth) {
    if (depth > DEEPEST) {
      throw ServerLines.unreadable(file, new IOException("it includes itself"));
    }
    String text = ServerLines.text(file);
    Statements statements = new Statements(text);
    for (Statement s = statements.next(); s.end() != End.FILE; s = statements.next()) {
      switch (s.end()) {
        case OPENS -> blocks.push(s);
        case CLOSES -> blocks.poll();
        case SEMICOLON, FILE -> statement(s, file, text, blocks, depth);
      }
    }
  }

  private void statement(
      Statement statement, Path file, String text, Deque<Statement> blocks, int depth) {
    if (statement.is("include", 2)) {
      included(statement.words().getLast().text())
          .forEach(include -> file(include, blocks, depth + 1));
    } else if (statement.is("pid", 2)) {
      pidFile = Optional.of(statement.words().getLast().text());
    } else if (statement.words().size() > 1
        && statement.words().getFirst().text().equals("server")) {
      upstream(blocks).ifPresent(name -> servers.add(server(name, file, text, statement)));
    }
  }

  private static Optional<String> upstream(Deque<Statement> blocks) {
    return Optional.ofNullable(blocks.peek())
        .filter(block -> block.is(UPSTREAM, 2))
        .map(block -> block.words().getLast().text());
  }

  private static ServerLine server(String upstream, Path file, String text, Statement statement) {
    Word address = statement.words().get(1);
    return ServerLine.at(upstream, file, text, address.begin(), address.end(), HTTP);
  }

  /** Relative to the main file's folder, as nginx does; a pattern may stand for no file. */
  private List<Path> included(String pattern) {
    Path path = folder.resolve(pattern);
    if (!pattern.matches(".*[*?\\[].*")) {
      return List.of(path);
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
    try (Stream<Path> files = Files.list(path.getParent())) {
      return files.filter(matcher::matches).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
