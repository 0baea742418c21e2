package dev.slipway.driver.pgbackrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Result;
import dev.slipway.service.Backup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoTest {
  private static final PgBackRestSettings SETTINGS =
      new PgBackRestSettings("catalog", null, null, Path.of("/srv/pgbackrest"));

  private final Info info = new Info(new Failure(SETTINGS));

  @Test
  void readsBackupsAndLeavesOutDamagedOnes() {
    List<Backup> backups =
        read(
            """
            [{"name":"catalog","status":{"code":0},"backup":[
              {"label":"20260301-070000F","error":false,"info":{"size":1000},
               "timestamp":{"start":1772348400,"stop":1772348460},
               "archive":{"start":"0000000A0000000000000004","stop":"0000000A0000000000000005"}},
              {"label":"20260302-070000F","error":true}]}]
            """);

    assertThat(backups)
        .containsExactly(
            new Backup(
                "20260301-070000F",
                Instant.ofEpochSecond(1772348460),
                Duration.ofMinutes(1),
                1000,
                10));
  }

  @Test
  void anEmptyRepositoryIsEmpty() {
    assertThat(read("[{\"name\":\"catalog\",\"status\":{\"code\":1},\"backup\":[]}]")).isEmpty();
    assertThat(read("[{\"name\":\"catalog\",\"status\":{\"code\":2},\"backup\":[]}]")).isEmpty();
  }

  @Test
  void aStanzaIsThereWithBackupsOrWithout() {
    assertThat(initialised(0)).isTrue();
    assertThat(initialised(2)).isTrue();
    assertThat(initialised(1)).isFalse();
    assertThat(initialised(99)).isFalse();
  }

  @Test
  void anErrorInTheTextOfASuccessIsAnError() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    [{"name":"catalog","status":{"code":99,"message":"other"},"backup":[],
                      "repo":[{"status":{"code":99,"message":
                      "[ProtocolError] HTTP request failed with 403:\\n<Code>InvalidAccessKeyId</Code>"}}]}]
                    """))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_REFUSED));
  }

  @Test
  void anyOtherStatusIsAnError() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    [{"status":{"code":99,"message":"other"},
                      "repo":[{"status":{"code":99,"message":"[HostConnectError] nobody there"}}]}]
                    """))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_FAILED))
        .hasMessageContaining("nobody there");
  }

  @Test
  void aFullDiskIsToldApart() {
    Result result =
        new Result(
            82,
            "",
            "ERROR: [082]: unable to write '/x': [28] No space left on device",
            Duration.ZERO);

    assertThat(new Failure(SETTINGS).of("take a backup", result).code())
        .isEqualTo(ErrorCode.DISK_FULL);
  }

  @Test
  void aFullObjectStoreIsToldApart() {
    String said = "ERROR: [039]: HTTP request failed with 507:\n<Code>InsufficientStorage</Code>";

    assertThat(new Failure(SETTINGS).of("back up", new Result(39, said, "", Duration.ZERO)).code())
        .isEqualTo(ErrorCode.DISK_FULL);
  }

  private boolean initialised(int code) {
    String json = "[{\"name\":\"catalog\",\"status\":{\"code\":%d}}]".formatted(code);
    return info.initialised(new Result(0, json, "", Duration.ZERO));
  }

  private List<Backup> read(String json) {
    return info.backups(new Result(0, json, "", Duration.ZERO));
  }
}
