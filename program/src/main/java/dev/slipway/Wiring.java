package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.EstateFile;
import dev.slipway.config.Profile;
import dev.slipway.exec.Jobs;
import dev.slipway.release.Releases;
import dev.slipway.release.Services;
import dev.slipway.service.Machines;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.dbos.DbosExecution;
import dev.slipway.workflow.dbos.EmbeddedServer;
import dev.slipway.workflow.dbos.PostgresJournal;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Where contracts meet technologies: the one class that knows both, with those of its package that
 * it is made of. By hand, and nothing before it is asked for.
 */
public final class Wiring implements OpenEstate {
  private final Estate estate;
  private final ThisMachine machine;
  private final EstateServices services;
  private final Kept kept = new Kept();

  private Wiring(Estate estate, Path file) {
    Jobs jobs = new Jobs(estate.state());
    this.estate = estate;
    this.machine = ThisMachine.of(jobs);
    this.services = new EstateServices(estate, file, machine, jobs);
  }

  /**
   * Reads an estate file.
   *
   * @throws dev.slipway.error.SlipwayException {@code ESTATE_MISSING}, {@code ESTATE_INVALID}
   */
  public static Wiring open(Path file) {
    return new Wiring(EstateFile.load(file), file);
  }

  @Override
  public Estate estate() {
    return estate;
  }

  @Override
  public Services services() {
    return services;
  }

  @Override
  public Machines machines(String profile) {
    return kept.get(Machines.class, profile, () -> machines(profile, estate.profile(profile)));
  }

  private Machines machines(String name, Profile profile) {
    return switch (profile.provider()) {
      case LOCAL -> new LocalMachines();
      case SSH -> SshMachines.of(profile.ssh().orElseThrow());
      case AWS -> services.instances(name);
    };
  }

  @Override
  public Releases releases() {
    return kept.get(
        Releases.class,
        "",
        () -> new Releases(services, estate, this::execution, Clock.systemUTC()));
  }

  @Override
  public Journal journal() {
    return kept.get(
        Journal.class,
        "",
        () -> PostgresJournal.open(journalFolder(), programs(), machine.runner()));
  }

  private DurableExecution execution() {
    return kept.get(
        DurableExecution.class,
        "",
        () ->
            new DbosExecution(
                EmbeddedServer.open(journalFolder(), programs(), machine.runner()),
                DbosExecution.LEASE));
  }

  private Path journalFolder() {
    return estate.state().resolve("journal");
  }

  private Path programs() {
    return journalFolder().resolve("programs");
  }

  @Override
  public void close() {
    kept.close();
    services.close();
  }
}
