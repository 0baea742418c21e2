package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.BackupRepositoryContract;
import java.time.Clock;

class FakeBackupRepositoryTest extends BackupRepositoryContract {
  private final FakeBackupRepository repository = new FakeBackupRepository(Clock.systemUTC());

  @Override
  protected BackupRepository repository() {
    return repository;
  }

  @Override
  protected void refuseKey(boolean refused) {
    if (refused) {
      repository.mishaps().fail(ErrorCode.KEY_REFUSED);
    } else {
      repository.mishaps().mend();
    }
  }
}
