package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every key ring does. */
public abstract class KeyRingContract {
  private static final String USER = "backup-writer";

  /** A ring without keys. */
  protected abstract KeyRing ring();

  @Test
  void aUserWithoutKeysHasNone() {
    assertThat(ring().keys(USER)).isEmpty();
  }

  @Test
  void aNewKeyIsInactiveAndListedWithoutItsSecret() {
    KeyRing ring = ring();

    NewKey key = ring.create(USER);

    assertThat(ring.keys(USER)).extracting(AccessKey::id).containsExactly(key.id());
    assertThat(ring.keys(USER)).noneMatch(AccessKey::active);
    assertThat(ring.keys(USER).toString() + key).doesNotContain(key.secret().open());
  }

  @Test
  void knowsNoUseOfAKeyThatWasNeverUsed() {
    KeyRing ring = ring();
    NewKey key = active(ring, USER);

    assertThat(ring.lastUse(USER, key.id())).isEmpty();
  }

  @Test
  void settlingChangesNoKeyWhoseSecretSomebodyHas() {
    KeyRing ring = ring();
    NewKey kept = active(ring, USER);
    ring.create(USER);

    ring.settle(USER);
    ring.settle(USER);

    assertThat(active(ring)).containsExactly(kept.id());
    assertThat(ring.keys(USER)).hasSize(2);
  }

  @Test
  void refusesAThirdKey() {
    KeyRing ring = ring();
    ring.create(USER);
    ring.create(USER);

    refuses(ErrorCode.KEY_LIMIT, () -> ring.create(USER));

    assertThat(ring.keys(USER)).hasSize(2);
    assertThat(ring.create("somebody-else")).isNotNull();
  }

  @Test
  void switchesAKeyOffAndOn() {
    KeyRing ring = ring();
    NewKey kept = active(ring, USER);
    NewKey switched = active(ring, USER);

    ring.deactivate(USER, switched.id());
    assertThat(active(ring)).containsExactly(kept.id());

    ring.activate(USER, switched.id());
    assertThat(active(ring)).containsExactlyInAnyOrder(kept.id(), switched.id());
  }

  @Test
  void switchingTwiceIsHarmless() {
    KeyRing ring = ring();
    NewKey key = active(ring, USER);

    ring.deactivate(USER, key.id());
    ring.deactivate(USER, key.id());

    assertThat(active(ring)).isEmpty();
  }

  @Test
  void deletesOnlyAnInactiveKey() {
    KeyRing ring = ring();
    NewKey key = active(ring, USER);

    refuses(ErrorCode.KEY_STATE, () -> ring.delete(USER, key.id()));
    ring.deactivate(USER, key.id());
    ring.delete(USER, key.id());

    assertThat(ring.keys(USER)).isEmpty();
  }

  @Test
  void refusesAKeyThatTheUserDoesNotHave() {
    KeyRing ring = ring();
    NewKey key = ring.create(USER);

    refuses(ErrorCode.KEY_STATE, () -> ring.activate("somebody-else", key.id()));
    refuses(ErrorCode.KEY_STATE, () -> ring.deactivate(USER, "AKIAUNKNOWN"));
    refuses(ErrorCode.KEY_STATE, () -> ring.delete(USER, "AKIAUNKNOWN"));
  }

  private static NewKey active(KeyRing ring, String user) {
    NewKey key = ring.create(user);
    ring.activate(user, key.id());
    return key;
  }

  private static List<String> active(KeyRing ring) {
    return ring.keys(USER).stream().filter(AccessKey::active).map(AccessKey::id).toList();
  }

  protected static SlipwayException refuses(ErrorCode code, ThrowingCallable call) {
    SlipwayException thrown = catchThrowableOfType(SlipwayException.class, call);
    assertThat(thrown).isNotNull().extracting(SlipwayException::code).isEqualTo(code);
    return thrown;
  }
}
