package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRole;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseConfigurationTest {

  @Test
  void listensOnItsOwnAddressAndSocketOnly() {
    assertThat(server(SiteRole.CANDIDATE))
        .containsEntry("listen_addresses", "127.0.41.2")
        .containsEntry("port", "5432")
        .containsEntry("unix_socket_directories", "/state/servers/v42-b/postgres/run")
        .containsEntry("unix_socket_permissions", "0700");
  }

  @Test
  void letsATestAndADemoArchiveNothing() {
    assertThat(server(SiteRole.TEST)).containsEntry("archive_mode", "off");
    assertThat(server(SiteRole.DEMO)).containsEntry("archive_mode", "off");
    assertThat(server(SiteRole.CANDIDATE)).containsEntry("archive_mode", "on");
    assertThat(server(SiteRole.CURRENT)).containsEntry("archive_mode", "on");
    assertThat(server(SiteRole.FORMER)).containsEntry("archive_mode", "on");
  }

  @Test
  void neverSetsAnArchiveCommandItself() {
    for (SiteRole role : SiteRole.values()) {
      assertThat(server(role)).doesNotContainKey("archive_command");
    }
  }

  @Test
  void fetchesTheLogFromTheArchiveWhenStreamingFails() {
    assertThat(server(SiteRole.CANDIDATE)).containsEntry("restore_command", "get %f %p");
    assertThat(configuration(SiteRole.CURRENT).server(Optional.empty()))
        .doesNotContainKey("restore_command");
  }

  @Test
  void followsUnderTheServersNameWithAPasswordThatIsInNoSetting() {
    assertThat(configuration(SiteRole.CANDIDATE).follow(new Endpoint("127.0.41.1", 5432)))
        .isEqualTo(
            Map.of(
                "primary_conninfo",
                "host='127.0.41.1' port=5432 user='replicator'"
                    + " passfile='/state/servers/v42-b/home/postgres/.pgpass'"
                    + " application_name='v42-b'"));
  }

  @Test
  void escapesThePasswordAsLibpqReadsIt() {
    assertThat(configuration(SiteRole.CANDIDATE).passfile("a:b\\c"))
        .isEqualTo("*:*:*:replicator:a\\:b\\\\c\n");
  }

  @Test
  void asksEverybodyButItsOwnProgramsForAPassword() {
    assertThat(configuration(SiteRole.CURRENT).access().lines())
        .containsExactly(
            "local all slipway peer map=slipway",
            "host all all samenet scram-sha-256",
            "host replication replicator samenet scram-sha-256");
  }

  private static Map<String, String> server(SiteRole role) {
    return configuration(role).server(Optional.of("get %f %p"));
  }

  private static DatabaseConfiguration configuration(SiteRole role) {
    return new DatabaseConfiguration(ManifestFileTest.candidate().as(role));
  }
}
