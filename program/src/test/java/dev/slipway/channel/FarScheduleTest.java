package dev.slipway.channel;

import dev.slipway.error.ErrorCode;
import dev.slipway.fake.FakeSchedule;
import dev.slipway.service.Schedule;
import dev.slipway.service.ScheduleContract;

final class FarScheduleTest extends ScheduleContract {
  private final FakeSchedule there = new FakeSchedule();
  private final Schedule schedule = ServedInProcess.far(Schedule.class, there);

  @Override
  protected Schedule schedule() {
    return schedule;
  }

  @Override
  protected void unwritable() {
    there.mishaps().fail(ErrorCode.SCHEDULE_FAILED);
  }
}
