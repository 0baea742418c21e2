package dev.slipway.workflow.dbos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedServerIT {
  private final TestJournal journal = TestJournal.create("server");
  private EmbeddedServer server;

  @BeforeEach
  void start() {
    server = journal.open();
  }

  @AfterEach
  void stop() {
    server.close();
    journal.remove();
  }

  @Test
  void keepsWhatItAcknowledges() {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
  }

  @Test
  void answersOnTheLoopbackAddressAloneAndToItsPasswordAlone() throws IOException {
    JournalAddress address = server.address();
    assertThatThrownBy(
            () ->
                new JournalAddress(address.url(), address.user(), new Secret("guess"), "guess")
                    .connect())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    int port = new EmbeddedFiles(journal.journal()).port();
    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", port), 1000))
          .isInstanceOf(IOException.class);
    }
    assertThat(mode(journal.journal())).isEqualTo("rwx------");
    assertThat(mode(journal.journal().resolve("password"))).isEqualTo("rw-------");
    assertThat(address.toString()).doesNotContain(address.password().open());
  }

  @Test
  void isSharedAndStopsWithItsLastUse() {
    try (EmbeddedServer second = journal.open()) {
      assertThat(second.address().url()).isEqualTo(server.address().url());
      server.close();
      assertThat(journal.running()).isTrue();
    }
    assertThat(journal.running()).isFalse();
  }

  @Test
  void startsAgainWithWhatItHeldAndOnItsPort() {
    new Sql(server.address().connections()).update("create table kept (number int)");
    String url = server.address().url();
    server.close();

    server = journal.open();

    assertThat(server.address().url()).isEqualTo(url);
    assertThat(new Sql(server.address().connections()).update("insert into kept values (1)"))
        .isEqualTo(1);
  }

  private String setting(String name) {
    return new Sql(server.address().connections())
        .first("select current_setting(?)", row -> row.getString(1), name)
        .orElseThrow();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
