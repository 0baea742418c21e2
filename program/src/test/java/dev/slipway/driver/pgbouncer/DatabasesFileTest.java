package dev.slipway.driver.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.Endpoint;
import org.junit.jupiter.api.Test;

final class DatabasesFileTest {
  private static final Endpoint NEW = new Endpoint("127.0.42.1", 5433);

  @Test
  void changesOnlyHostAndPortOfTheNamedPool() {
    String text =
        """
        [databases]
        ; catalog = host=none port=1
        catalog2 = host=127.0.41.1 port=5432 dbname=catalog
        catalog = host=127.0.41.1 port=5432 dbname=catalog user='host=x port=9' pool_size=20
        """;
    assertThat(DatabasesFile.repoint(text, "catalog", NEW))
        .contains(
            text.replace(
                "catalog = host=127.0.41.1 port=5432", "catalog = host=127.0.42.1 port=5433"));
  }

  @Test
  void addsAPortThatWasLeftToItsDefault() {
    assertThat(DatabasesFile.repoint("\"app\" = host='127.0.0.1' dbname=app\r\n", "app", NEW))
        .contains("\"app\" = port=5433 host=127.0.42.1 dbname=app\r\n");
  }

  @Test
  void refusesAPoolWithoutALineAndOneWithTwo() {
    assertThat(DatabasesFile.repoint("app = host=a port=1\n", "other", NEW)).isEmpty();
    assertThat(DatabasesFile.repoint("app = host=a\napp = host=b\n", "app", NEW)).isEmpty();
  }
}
