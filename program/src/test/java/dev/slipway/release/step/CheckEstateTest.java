package dev.slipway.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.config.ApplicationSource;
import dev.slipway.config.GitLocation;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakePooler;
import dev.slipway.fake.FakeProvider;
import dev.slipway.fake.FakeSourceRepository;
import dev.slipway.release.TestRelease;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier release of the same version left under the candidate's name. */
class CheckEstateTest {
  private final FakeSourceRepository source = new FakeSourceRepository();
  private final FakeProvider provider = new FakeProvider();
  private final FakeDatabase database =
      FakeDatabase.primary("v41-b", TestRelease.OLD.database(), "7123");
  private final FakePooler pooler =
      new FakePooler(TestRelease.OLD.pooler(), TestRelease.OLD.database());
  private final CheckEstate step =
      new CheckEstate(
          TestRelease.of(source, provider, database, pooler),
          new ApplicationSource(
              new GitLocation("file:///catalog.git"), ".", "main", Optional.empty(), List.of()),
          () -> {});

  @BeforeEach
  void aSiteHasTheCandidatesNameAndCommit() {
    String commit = source.commit("main", "file", "one");
    provider.launch(
        new SiteRequest("v42-b", SiteRole.CANDIDATE, "v42.0", commit, Optional.empty()),
        Duration.ofSeconds(1),
        line -> {});
  }

  @Test
  void refusesACandidateWhoseDatabaseWasLeftBehindByAReturnToARestorePoint() {
    SlipwayException refused =
        catchThrowableOfType(SlipwayException.class, () -> step.apply(Progress.silent()));

    assertThat(refused.code()).isEqualTo(ErrorCode.DATABASE_STATE);
    assertThat(refused).hasMessageContaining("v42-b is there already");
  }

  @Test
  void goesOnWithACandidateWhoseDatabaseFollows() {
    database.standby("v42-b", TestRelease.NEW.database());

    assertThat(catchThrowable(() -> step.apply(Progress.silent())))
        .hasMessageContaining("the test has no");
  }
}
