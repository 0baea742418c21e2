package dev.slipway.driver.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.AwsClients;
import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.AccessKey;
import dev.slipway.service.KeyRing;
import dev.slipway.service.KeyRingContract;
import dev.slipway.service.NewKey;
import dev.slipway.testing.FaultyAws;
import dev.slipway.testing.FaultyAws.Death;
import dev.slipway.testing.RealMoto;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

class IamKeyRingIT extends KeyRingContract {
  private static final String USER = "backup-writer";

  /** Those of a creation. */
  private static final int REQUESTS = 6;

  private static RealMoto moto;
  private static FaultyAws faulty;
  private static IamClient administrator;
  private static IamKeyRing ring;

  @BeforeAll
  static void start() throws IOException {
    moto = new RealMoto();
    faulty = new FaultyAws(moto.url());
    administrator = AwsClients.prepare(IamClient.builder(), moto.access()).build();
    ring =
        new IamKeyRing(
            RealMoto.access(faulty.url(), new NewKey("AKIASLIPWAY000000000", new Secret("x"))));
  }

  @AfterAll
  static void stop() throws IOException {
    ring.close();
    administrator.close();
    faulty.close();
    moto.close();
  }

  @BeforeEach
  void openAccount() {
    moto.reset();
    faulty.mend();
    administrator.createUser(user -> user.userName(USER));
    administrator.createUser(user -> user.userName("somebody-else"));
  }

  @Override
  protected KeyRing ring() {
    return ring;
  }

  @Test
  void aCreationThatIsCutOffAnywhereLeavesNoActiveKeyAndRoomForTheNext() {
    for (Death death : Death.values()) {
      for (int request = 1; request <= REQUESTS; request++) {
        openAccount();
        NewKey used = ring.create(USER);
        ring.activate(USER, used.id());
        faulty.die(request, death);
        assertThatThrownBy(() -> ring.create(USER)).isInstanceOf(SlipwayException.class);
        faulty.mend();

        ring.settle(USER);

        assertThat(active()).as("%s %d", death, request).containsExactly(used.id());
        ring.keys(USER).stream()
            .filter(key -> !key.active())
            .forEach(key -> ring.delete(USER, key.id()));
        assertThat(ring.create(USER)).isNotNull();
      }
    }
  }

  @Test
  void aThrottledRequestIsTriedAgain() {
    faulty.answer("ListAccessKeys", 3, 400, "Throttling");

    assertThat(ring.keys(USER)).isEmpty();

    assertThat(faulty.calls()).containsEntry("ListAccessKeys", 4);
  }

  @Test
  void aUserThatIsNotThereIsNamed() {
    assertThat(refuses(ErrorCode.KEY_STATE, () -> ring.keys("nobody")).getMessage())
        .contains("nobody");
  }

  /** With IAM's own form of the error, which the emulator's is not. */
  @Test
  void aMissingRightIsNamedWithItsResource() {
    faulty.answer("UpdateAccessKey", 1, 403, "AccessDenied");

    SlipwayException denied =
        refuses(ErrorCode.PERMISSION_DENIED, () -> ring.activate(USER, "AKIA0000000000000000"));

    assertThat(denied.getMessage()).contains("iam:UpdateAccessKey", "user " + USER);
  }

  @Test
  void wrongCredentialsAreRefusedAndNotPrinted() {
    NewKey wrong = new NewKey(ring.create(USER).id(), new Secret("hunter2"));
    moto.checkRights();
    try (IamKeyRing refused = new IamKeyRing(RealMoto.access(moto.url(), wrong))) {
      assertThat(refuses(ErrorCode.KEY_REFUSED, () -> refused.keys(USER)).render())
          .doesNotContain("hunter2");
    }
  }

  @Test
  void expiredCredentialsAreCalledExpired() {
    faulty.answer("ListAccessKeys", 1, 403, "ExpiredToken");

    assertThat(refuses(ErrorCode.CREDENTIALS_EXPIRED, () -> ring.keys(USER)).hint())
        .contains("log in again");
  }

  private static List<String> active() {
    return ring.keys(USER).stream().filter(AccessKey::active).map(AccessKey::id).toList();
  }
}
