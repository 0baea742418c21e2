package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.Schedule;
import dev.slipway.service.ScheduleContract;
import org.junit.jupiter.api.Test;

final class FakeScheduleTest extends ScheduleContract {
  private final FakeSchedule schedule = new FakeSchedule();

  @Test
  void liesAboutAJob() {
    schedule.mishaps().lie();
    schedule.install(NIGHTLY);
    assertThat(schedule.find("backup")).isEmpty();
  }

  @Override
  protected Schedule schedule() {
    return schedule;
  }

  @Override
  protected void unwritable() {
    schedule.mishaps().fail(ErrorCode.SCHEDULE_FAILED);
  }
}
