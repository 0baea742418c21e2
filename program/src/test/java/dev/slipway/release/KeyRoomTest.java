package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.ReleasedEstate;
import dev.slipway.service.AccessKey;
import dev.slipway.service.KeyUse;
import dev.slipway.workflow.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRoomTest {
  private static final String USER = "upload-files";

  @TempDir Path folder;
  private ReleasedEstate estate;

  @BeforeEach
  void release() {
    estate = new ReleasedEstate(folder);
  }

  @Test
  void refusesTwoActiveKeysAndSaysWhichIsUsedWhere() {
    estate.ring.activate(USER, formerKey());
    estate.ring.use(
        liveKey(), new KeyUse(Instant.parse("2026-11-20T07:00:00Z"), "s3 in us-west-2"));

    SlipwayException refused = catchThrowableOfType(SlipwayException.class, this::rotate);

    assertThat(refused.code()).isEqualTo(ErrorCode.KEY_LIMIT);
    assertThat(refused.getMessage())
        .isEqualTo(
            "both keys of upload-files are active: %s (held by v41-b, no use known), %s (held by"
                    .formatted(formerKey(), liveKey())
                + " v42-b, last used for s3 in us-west-2 at 2026-11-20T07:00:00Z)");
    assertThat(keys()).containsExactly(formerKey(), liveKey());
  }

  @Test
  void aKeyWhoseCreationWasCutOffMakesRoom() {
    estate.ring.delete(USER, formerKey());
    String lost = estate.ring.cutOffCreation(USER);

    rotate();

    assertThat(keys()).hasSize(2).doesNotContain(lost);
    assertThat(estate.activeKeys(USER)).doesNotContain(lost).hasSize(1);
  }

  @Test
  void anInactiveKeyMakesRoom() {
    String former = formerKey();

    rotate();

    assertThat(keys()).hasSize(2).doesNotContain(former);
  }

  private void rotate() {
    new KeyRotation(estate, estate.estate(), estate.live, Optional.empty())
        .install(Progress.silent());
  }

  private String formerKey() {
    return estate.heldKey(estate.former, USER);
  }

  private String liveKey() {
    return estate.heldKey(estate.live, USER);
  }

  private List<String> keys() {
    return estate.ring.keys(USER).stream().map(AccessKey::id).toList();
  }
}
