package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Secret;
import org.junit.jupiter.api.Test;

class PoolerSettingsTest {
  private final PoolerSettings settings = new PoolerSettings(ManifestFileTest.candidate());

  @Test
  void opensNoConnectionWhileThePoolIsHeld() {
    assertThat(settings.server())
        .contains("pool_mode = transaction\n")
        .contains("min_pool_size = 0\n")
        .contains("server_login_retry = 1\n");
  }

  @Test
  void keepsWhereItSendsToInAFileOfItsOwn() {
    assertThat(settings.server()).contains("%include /state/servers/v42-b/pgbouncer/databases.ini");
    assertThat(settings.databases())
        .isEqualTo("[databases]\ncatalog = host=127.0.41.2 port=5432\n");
  }

  @Test
  void quotesPasswordsAsItsUserListWantsThem() {
    assertThat(settings.users(new Secret("pa\"ss"), new Secret("word")))
        .isEqualTo("\"catalog\" \"pa\"\"ss\"\n\"slipway\" \"word\"\n");
  }
}
