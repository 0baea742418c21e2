package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Schedule.Entry;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Schedule} promises. It begins empty. */
public abstract class ScheduleContract {
  protected static final Entry NIGHTLY =
      new Entry("backup", "0 7 * * *", List.of("/opt/slipway/bin/slipway", "backup", "push"));

  protected abstract Schedule schedule();

  protected abstract void unwritable();

  @Test
  void installsAJobAndFindsIt() {
    assertThat(schedule().find("backup")).isEmpty();
    schedule().install(NIGHTLY);
    assertThat(schedule().find("backup")).contains(NIGHTLY);
  }

  @Test
  void keepsEveryArgumentAsItIs() {
    Entry odd =
        new Entry(
            "odd",
            "*/5 1-3 1,15 * mon",
            List.of(
                "echo",
                "two words",
                "100%",
                "%",
                "it's",
                "''",
                "$HOME `id` \"x\"",
                "",
                "ü",
                "a=b"));
    schedule().install(odd);
    assertThat(schedule().find("odd")).contains(odd);
  }

  @Test
  void replacesTheJobOfThatNameOnly() {
    Entry other = new Entry("logs", "30 7 * * 1-5", List.of("archive"));
    Entry later = new Entry("backup", "0 8 * * *", NIGHTLY.command());
    schedule().install(NIGHTLY);
    schedule().install(other);
    schedule().install(later);
    assertThat(schedule().find("backup")).contains(later);
    assertThat(schedule().find("logs")).contains(other);
  }

  @Test
  void removesTheJobOfThatNameOnlyAndTwiceIsHarmless() {
    Entry other = new Entry("backup-weekly", "0 6 * * 0", List.of("archive"));
    schedule().install(NIGHTLY);
    schedule().install(other);
    schedule().remove("backup");
    schedule().remove("backup");
    assertThat(schedule().find("backup")).isEmpty();
    assertThat(schedule().find("backup-weekly")).contains(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 7 * *", "0 7 * * * *", "60 7 * * *", "0 25 * * *", "@daily", "x"})
  void refusesATimeThatCronWouldNot(String cron) {
    fails(() -> schedule().install(new Entry("backup", cron, List.of("true"))));
    assertThat(schedule().find("backup")).isEmpty();
  }

  @Test
  void saysThatItCannotBeWritten() {
    unwritable();
    fails(() -> schedule().install(NIGHTLY));
  }

  protected static void fails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(SlipwayException.class))
        .extracting(SlipwayException::code)
        .isEqualTo(ErrorCode.SCHEDULE_FAILED);
  }
}
