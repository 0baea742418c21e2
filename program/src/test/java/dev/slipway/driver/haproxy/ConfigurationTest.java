package dev.slipway.driver.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.LocalRunner;
import dev.slipway.serverline.ServerLine;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
  private static final String TRICKY =
      """
      # backend portal
      global # server a 127.0.0.9:1
        log-tag "backend portal # no"
      peers others
        server site 127.0.0.8:1024
      backend 'portal_test'
        server site 127.0.41.9:8080
      listen portal
        default-server pool-max-conn 0
      \thttp-request set-header x a\\ server\\ b#server c 127.0.0.7:1
        # server site 127.0.0.6:1
      \tserver  "the site"\t127.0.41.1:8080 check # naïve
      backend more
        server a 127.0.0.1:1
        server b 127.0.0.2:1 backup
        http-reuse safe
      backend odd
        server a unix@/run/app.sock
      backend portless
        server a 127.0.0.3
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("haproxy.cfg");
    Files.writeString(file, TRICKY);
  }

  @Test
  void findsTheServersOfBackendsOnlyWhereHaproxyWould() {
    assertThat(Configuration.read(file).servers())
        .extracting(ServerLine::upstream, ServerLine::address, ServerLine::line)
        .startsWith(
            tuple("portal_test", "127.0.41.9:8080", 7), tuple("portal", "127.0.41.1:8080", 12))
        .hasSize(6);
  }

  @Test
  void aPreviewShowsOneLineOfDifference() {
    assertThat(proxy().preview("portal", new Endpoint("127.0.42.1", 8081)))
        .contains("-\tserver  \"the site\"\t127.0.41.1:8080 check # naïve\n")
        .contains("+\tserver  \"the site\"\t127.0.42.1:8081 check # naïve\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"more", "odd", "portless", "others", "nobody"})
  void refusesABackendWithoutExactlyOneServerWithAHostAndAPort(String backend) {
    assertThatThrownBy(() -> proxy().current(backend)).isInstanceOf(SlipwayException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "defaults\n  http-reuse never\n",
        "backend portal\n  http-reuse \"never\"\n",
        "backend portal\n  default-server proto h2\n",
        "listen portal\n  server a 127.0.0.1:1 ssl alpn h2\n"
      })
  void findsWhatBindsClientsToTheServerOfTheirFirstRequest(String text) throws IOException {
    Files.writeString(file, "global\n" + text);
    assertThat(Configuration.read(file).binding("portal").orElseThrow())
        .startsWith(file + ":3: " + text.lines().toList().get(1).strip().replace("\"", ""));
  }

  @Test
  void findsNothingThatBindsClientsWhereNothingDoes() {
    assertThat(Configuration.read(file).binding("portal")).isEmpty();
    assertThat(Configuration.read(file).binding("more")).isEmpty();
  }

  private HaproxyProxy proxy() {
    return new HaproxyProxy(
        new HaproxySettings("main", file, folder.resolve("none"), "haproxy", List.of("portal")),
        new LocalRunner());
  }
}
