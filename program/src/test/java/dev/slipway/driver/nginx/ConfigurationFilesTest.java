package dev.slipway.driver.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.LocalRunner;
import dev.slipway.serverline.ServerLine;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationFilesTest {
  private static final Endpoint NEW = new Endpoint("127.0.42.1", 8081);

  private static final String TRICKY =
      """
      # upstream portal { server 127.0.0.9:1; }
      pid "run/nginx.pid";
      http {
        map $host $x { default "} upstream portal { server 127.0.0.8:1;"; }
        upstream portal_test { server 127.0.41.9:8080; }
        upstream "portal" {
          # server 127.0.0.7:1;
          keepalive 32;\tserver  127.0.41.1:8080 max_fails=0; # naïve
        }
        server { listen 80; location / { proxy_pass http://portal${x}; set $y '{'; } }
        include sites/*.conf;
      }
      """;

  @TempDir private Path folder;
  private Path main;

  @BeforeEach
  void write() throws IOException {
    main = folder.resolve("nginx.conf");
    Files.writeString(main, TRICKY);
    Files.createDirectory(folder.resolve("sites"));
  }

  @Test
  void findsTheServersOfUpstreamsOnlyWhereNginxWould() {
    assertThat(ConfigurationFiles.read(main).servers())
        .extracting(ServerLine::upstream, ServerLine::address, ServerLine::line)
        .containsExactly(
            tuple("portal_test", "127.0.41.9:8080", 5), tuple("portal", "127.0.41.1:8080", 8));
    assertThat(ConfigurationFiles.read(main).pidFile()).contains("run/nginx.pid");
  }

  @Test
  void aPreviewShowsOneLineOfDifference() {
    assertThat(proxy().preview("portal", NEW))
        .contains("-    keepalive 32;\tserver  127.0.41.1:8080 max_fails=0; # naïve\n")
        .contains("+    keepalive 32;\tserver  127.0.42.1:8081 max_fails=0; # naïve\n")
        .contains("@@ -5,7 +5,7 @@");
  }

  @Test
  void findsAnUpstreamInAnIncludedFileAndRefusesTwoServersByTheirPlaces() throws IOException {
    Path other = folder.resolve("sites/test.conf");
    Files.writeString(other, "upstream test {\r\n  server a:1;\r\n  server b:2 backup;\r\n}\r\n");
    assertThatThrownBy(() -> proxy().current("test"))
        .isInstanceOf(SlipwayException.class)
        .hasMessageContaining(other + ":2 a:1")
        .hasMessageContaining(other + ":3 b:2");
  }

  @Test
  void refusesAnUpstreamWithoutAServerAndOneOnASocket() throws IOException {
    assertThatThrownBy(() -> proxy().current("porta")).isInstanceOf(SlipwayException.class);
    Files.writeString(folder.resolve("sites/s.conf"), "upstream s { server unix:/run/app.sock; }");
    assertThatThrownBy(() -> proxy().current("s")).isInstanceOf(SlipwayException.class);
  }

  @Test
  void endsWhenAFileIncludesItself() throws IOException {
    Files.writeString(main, "include nginx.conf;", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ConfigurationFiles.read(main))
        .isInstanceOf(SlipwayException.class)
        .hasMessageContaining("includes itself");
  }

  private NginxProxy proxy() {
    return new NginxProxy(
        new NginxSettings(
            "main", "http://127.0.0.1", main, folder, "nginx", Optional.empty(), Optional.empty()),
        new LocalRunner());
  }
}
