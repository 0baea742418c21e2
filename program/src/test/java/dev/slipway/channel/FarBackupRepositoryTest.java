package dev.slipway.channel;

import dev.slipway.error.ErrorCode;
import dev.slipway.fake.FakeBackupRepository;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.BackupRepositoryContract;
import java.time.Clock;

final class FarBackupRepositoryTest extends BackupRepositoryContract {
  private final FakeBackupRepository there = new FakeBackupRepository(Clock.systemUTC());
  private final BackupRepository repository = ServedInProcess.far(BackupRepository.class, there);

  @Override
  protected BackupRepository repository() {
    return repository;
  }

  @Override
  protected void refuseKey(boolean refused) {
    if (refused) {
      there.mishaps().fail(ErrorCode.KEY_REFUSED);
    } else {
      there.mishaps().mend();
    }
  }
}
