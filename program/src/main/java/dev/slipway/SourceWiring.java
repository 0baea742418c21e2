package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.driver.git.GitRepository;
import dev.slipway.driver.git.GitSettings;
import dev.slipway.exec.Runner;
import java.time.Duration;

/** Where the application's versions come from. */
record SourceWiring(Estate estate, Runner runner) {
  private static final Duration ANSWER = Duration.ofMinutes(5);

  GitRepository repository() {
    return new GitRepository(
        new GitSettings(
            estate.application().repository().text(),
            estate.state().resolve("source"),
            estate.application().workTree(),
            new GitSettings.Identity("Slipway", "slipway@localhost"),
            ANSWER),
        runner);
  }
}
