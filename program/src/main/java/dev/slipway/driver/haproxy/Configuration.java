package dev.slipway.driver.haproxy;

import dev.slipway.driver.haproxy.Words.Word;
import dev.slipway.serverline.ServerLine;
import dev.slipway.serverline.ServerLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A configuration file, line by line, read only as far as needed. HAProxy includes no files. */
record Configuration(Path file, String text, List<Line> lines) {
  /** What begins a section, HAProxy 2.6 to 3.2; in all others a server is no backend's. */
  private static final Set<String> SECTIONS =
      Set.of(
          "global",
          "defaults",
          "frontend",
          "backend",
          "listen",
          "peers",
          "resolvers",
          "mailers",
          "userlist",
          "program",
          "cache",
          "ring",
          "http-errors",
          "fcgi-app",
          "log-forward",
          "log-profile",
          "crt-store",
          "acme",
          "traces");

  private static final String SERVER = "server";

  /**
   * A line within a section.
   *
   * @param name of the section; empty when it has none
   * @param number counted from 1
   */
  record Line(String section, String name, Words words, int number) {
    boolean isOf(String backend) {
      return name.equals(backend) && (section.equals("backend") || section.equals("listen"));
    }

    boolean isServer() {
      return isOf(name) && words.text(0).equals(SERVER) && words.all().size() > 2;
    }

    /**
     * True when a client's further requests stay with the server of its first one, whatever the
     * server's address is meanwhile: its connection is the client's own, or carries many at once.
     */
    boolean bindsClients() {
      return switch (words.text(0)) {
        case "http-reuse" -> words.text(1).equals("never");
        case SERVER, "default-server" -> words.have("proto") || words.have("alpn");
        default -> false;
      };
    }
  }

  /**
   * @throws dev.slipway.error.SlipwayException {@code PROXY_CONFIGURATION} when it cannot be read
   */
  static Configuration read(Path file) {
    String text = ServerLines.text(file);
    List<Line> lines = new ArrayList<>();
    String section = "";
    String name = "";
    int number = 0;
    for (int begin = 0; begin < text.length(); begin = end(text, begin) + 1) {
      Words words = Words.of(text.substring(begin, end(text, begin)), begin);
      number++;
      if (SECTIONS.contains(words.text(0))) {
        section = words.text(0);
        name = words.text(1);
      } else {
        lines.add(new Line(section, name, words, number));
      }
    }
    return new Configuration(file, text, List.copyOf(lines));
  }

  /** Every server of every backend. */
  List<ServerLine> servers() {
    return lines.stream().filter(Line::isServer).map(this::server).toList();
  }

  /** The first line that binds the backend's clients, for a message. */
  Optional<String> binding(String backend) {
    return lines.stream()
        .filter(line -> line.section().equals("defaults") || line.isOf(backend))
        .filter(Line::bindsClients)
        .map(line -> "%s:%d: %s".formatted(file, line.number(), line.words()))
        .findFirst();
  }

  private ServerLine server(Line line) {
    Word address = line.words().all().get(2);
    return ServerLine.at(line.name(), file, text, address.begin(), address.end(), Optional.empty());
  }

  private static int end(String text, int begin) {
    int end = text.indexOf('\n', begin);
    return end < 0 ? text.length() : end;
  }
}
