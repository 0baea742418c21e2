package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every backup repository does. One test, since the real one takes seconds for each step. */
public abstract class BackupRepositoryContract {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** A repository that nobody used yet, of a database that runs. */
  protected abstract BackupRepository repository();

  /** From now on the key is refused, or not any more. */
  protected abstract void refuseKey(boolean refused);

  @Test
  void takesListsAndProvesBackups() {
    BackupRepository repository = repository();
    assertThat(repository.list()).isEmpty();
    fails(ErrorCode.BACKUP_MISSING, () -> repository.proveRestore(DEADLINE));

    repository.initialise();
    repository.initialise();
    assertThat(repository.list()).isEmpty();

    List<String> progress = new ArrayList<>();
    Backup first = repository.push(progress::add);
    Backup second = repository.push(line -> {});

    assertThat(progress).isNotEmpty();
    assertThat(first.timeline()).isEqualTo(1);
    assertThat(first.sizeBytes()).isPositive();
    assertThat(repository.list()).containsExactly(first, second);
    assertThat(repository.proveRestore(DEADLINE)).isPositive();

    refuseKey(true);
    fails(ErrorCode.KEY_REFUSED, repository::list);
    fails(ErrorCode.KEY_REFUSED, () -> repository.push(line -> {}));
    fails(ErrorCode.KEY_REFUSED, () -> repository.proveRestore(DEADLINE));
    refuseKey(false);
    assertThat(repository.list()).containsExactly(first, second);
  }

  private static void fails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SlipwayException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
