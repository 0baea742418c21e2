package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every database does, seen from a switchover. */
public abstract class DatabaseContract {
  private static final Duration BUDGET = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** A primary that runs. */
  protected abstract Database primary();

  /** Its standby, streaming. */
  protected abstract Database standby();

  /** The standby as another server knows it. */
  protected abstract PeerDatabase peer();

  /** One write, acknowledged when this returns. */
  protected abstract void write(Database database) throws Exception;

  /** How many writes the database has. */
  protected abstract int written(Database database);

  @Test
  void movesTheRightToWriteAndTheFormerPrimaryFollows() throws Exception {
    DatabaseStatus before = primary().status();
    assertThat(before.role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(standby().status().role()).isEqualTo(DatabaseRole.STANDBY);
    write(primary());
    fencePrimary();
    FinalPosition position = primary().fence(BUDGET);
    assertThat(position.systemIdentifier()).isEqualTo(before.systemIdentifier());
    assertThat(position.timeline()).isEqualTo(before.timeline());
    assertThat(standby().proveReplayed(position, BUDGET)).isGreaterThan(position.checkpoint());
    standby().promote(BUDGET);
    standby().promote(BUDGET);
    assertThat(standby().status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(standby().status().timeline()).isGreaterThan(before.timeline());
    primary().follow(standby().endpoint(), BUDGET);
    primary().follow(standby().endpoint(), BUDGET);
    write(standby());
    assertThat(primary().status().role()).isEqualTo(DatabaseRole.STANDBY);
    assertThat(primary().status().timeline()).isEqualTo(standby().status().timeline());
    assertThat(written(standby())).isEqualTo(2);
  }

  @Test
  void aFenceCanBeRepeatedAndTakenBack() throws Exception {
    fencePrimary();
    FinalPosition position = primary().fence(BUDGET);
    assertThat(primary().fence(BUDGET)).isEqualTo(position);
    assertThat(primary().status().fenced()).isTrue();
    assertThatThrownBy(() -> write(primary())).isNotNull();
    primary().unfence(BUDGET);
    primary().unfence(BUDGET);
    assertThat(primary().status().fenced()).isFalse();
    assertThat(primary().status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(primary().status().timeline()).isEqualTo(position.timeline());
    assertThatCode(() -> write(primary())).doesNotThrowAnyException();
  }

  @Test
  void refusesProofOfWhatDidNotArriveAndOfAnotherLineage() {
    fencePrimary();
    FinalPosition position = primary().fence(BUDGET);
    FinalPosition later =
        new FinalPosition(
            position.systemIdentifier(),
            position.timeline(),
            new Lsn(position.checkpoint().value() + (1L << 30)));
    refuses(() -> standby().proveReplayed(later, SHORT), ErrorCode.NOT_CAUGHT_UP);
    FinalPosition stranger = new FinalPosition("42", position.timeline(), position.checkpoint());
    refuses(() -> standby().proveReplayed(stranger, SHORT), ErrorCode.LINEAGE_DIFFERS);
    FinalPosition fork =
        new FinalPosition(
            position.systemIdentifier(), position.timeline() + 1, position.checkpoint());
    refuses(() -> standby().proveReplayed(fork, SHORT), ErrorCode.LINEAGE_DIFFERS);
  }

  @Test
  void aFenceThatWasNotPreparedIsNotRaised() throws Exception {
    refuses(() -> primary().fence(BUDGET), ErrorCode.BUDGET_EXCEEDED);
    assertThat(primary().status().fenced()).isFalse();
    write(primary());
  }

  @Test
  void aFenceThatWasCancelledIsNotRaised() throws Exception {
    fencePrimary();
    primary().cancelFence();
    primary().cancelFence();
    refuses(() -> primary().fence(BUDGET), ErrorCode.BUDGET_EXCEEDED);
    assertThat(primary().status().fenced()).isFalse();
    write(primary());
    primary().prepareFence(standby().endpoint());
    primary().fence(BUDGET);
    primary().cancelFence();
    assertThat(primary().status().fenced()).isTrue();
  }

  @Test
  void promotesOnlyByAGrantThatIsStillThere() {
    refuses(() -> standby().promote(BUDGET), ErrorCode.GRANT_EXPIRED);
    standby().preparePromotion(BUDGET);
    standby().revokePromotion(BUDGET);
    standby().revokePromotion(BUDGET);
    refuses(() -> standby().promote(BUDGET), ErrorCode.GRANT_EXPIRED);
    standby().preparePromotion(Duration.ZERO);
    refuses(() -> standby().promote(BUDGET), ErrorCode.GRANT_EXPIRED);
    assertThat(standby().status().role()).isEqualTo(DatabaseRole.STANDBY);
  }

  @Test
  void aPromotionThatHappenedIsNotRevoked() {
    fencePrimary();
    FinalPosition position = primary().fence(BUDGET);
    standby().proveReplayed(position, BUDGET);
    standby().promote(BUDGET);
    refuses(() -> standby().revokePromotion(BUDGET), ErrorCode.DATABASE_STATE);
    assertThat(standby().status().role()).isEqualTo(DatabaseRole.PRIMARY);
  }

  @Test
  void anotherServerSeesWhatItIsAndEndsTheRightToPromoteIt() {
    assertThat(peer().endpoint()).isEqualTo(standby().endpoint());
    assertThat(peer().status().role()).isEqualTo(DatabaseRole.STANDBY);
    assertThat(peer().status().fenced()).isTrue();
    peer().revokePromotion(BUDGET);
    standby().preparePromotion(BUDGET);
    peer().revokePromotion(BUDGET);
    refuses(() -> standby().promote(BUDGET), ErrorCode.GRANT_EXPIRED);
    fencePrimary();
    FinalPosition position = primary().fence(BUDGET);
    standby().proveReplayed(position, BUDGET);
    standby().promote(BUDGET);
    refuses(() -> peer().revokePromotion(BUDGET), ErrorCode.DATABASE_STATE);
    assertThat(peer().status().role()).isEqualTo(DatabaseRole.PRIMARY);
  }

  @Test
  void marksAPlaceInItsLogAndOnlyAPrimaryDoes() throws Exception {
    RestorePoint first = primary().setRestorePoint("before");
    write(primary());
    RestorePoint second = primary().setRestorePoint("after");
    assertThat(first.name()).isEqualTo("before");
    assertThat(first.timeline()).isEqualTo(primary().status().timeline());
    assertThat(second.position()).isGreaterThan(first.position());
    assertThat(second.snapshot().xmax()).isEqualTo(first.snapshot().xmax() + 1);
    assertThat(second.taken()).isAfter(first.taken());
    refuses(() -> standby().setRestorePoint("x"), ErrorCode.DATABASE_STATE);
  }

  @Test
  void refusesToFollowWhileItAcceptsWrites() {
    refuses(() -> primary().follow(standby().endpoint(), BUDGET), ErrorCode.DATABASE_STATE);
    assertThat(primary().status().role()).isEqualTo(DatabaseRole.PRIMARY);
  }

  private void fencePrimary() {
    primary().prepareFence(standby().endpoint());
    standby().preparePromotion(BUDGET);
    primary().checkpoint();
  }

  private static void refuses(ThrowingCallable what, ErrorCode code) {
    assertThatThrownBy(what)
        .isInstanceOf(SlipwayException.class)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(code);
  }
}
