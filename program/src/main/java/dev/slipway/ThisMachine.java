package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Jobs;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Runner;
import dev.slipway.node.ProgramArchive;
import java.nio.file.Path;
import java.util.Optional;

/**
 * This machine: what runs programs on it, and where its own are.
 *
 * @param jobs runs those that work long and must not run twice at once
 */
record ThisMachine(Runner runner, Runner jobs, Daemons daemons) {

  static ThisMachine of(Jobs jobs) {
    Runner runner = new LocalRunner();
    return new ThisMachine(runner, jobs.of(runner), new Daemons());
  }

  /** The JDK that this process runs on; the servers' Java programs do too. */
  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The programs of the PostgreSQL that Debian installs. */
  static Path postgres() {
    return Path.of("/usr/lib/postgresql/15/bin");
  }

  /** How a job of the schedule calls Slipway. */
  static String slipway() {
    return home().map(home -> home.resolve("bin").resolve("slipway").toString()).orElse("slipway");
  }

  /** What this process runs from, to be unpacked on other machines. */
  static ProgramArchive program(Estate estate, Runner runner) {
    return new ProgramArchive(home(), estate.state().resolve("program"), runner);
  }

  /** Where Slipway is installed; empty in a source tree. */
  private static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("slipway.home")).map(Path::of);
  }
}
