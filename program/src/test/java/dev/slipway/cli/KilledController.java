package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.config.Estate;
import dev.slipway.drill.KillPoint;
import dev.slipway.drill.KillingServices;
import dev.slipway.exec.LocalRunner;
import dev.slipway.release.Releases;
import dev.slipway.release.Services;
import dev.slipway.service.Machines;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.dbos.DbosExecution;
import dev.slipway.workflow.dbos.EmbeddedServer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The program as {@link Main} runs it, but that it kills itself where the system property {@code
 * slipway.kill} says.
 */
public final class KilledController {
  /** A kill point as {@link KillPoint#toString} writes it. */
  public static final String WHERE = "slipway.kill";

  private KilledController() {}

  public static void main(String[] arguments) {
    KillPoint point = KillPoint.read(System.getProperty(WHERE));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Tools tools =
        new Tools(
            file -> new DrilledEstate(Wiring.open(file), point), new Screen(out, errors, false));
    System.exit(new CommandRun(tools).run(arguments));
  }

  /** An estate whose releases call its contracts past the kill point. */
  private static final class DrilledEstate implements OpenEstate {
    private final Wiring wiring;
    private final Services services;
    private final Releases releases;

    DrilledEstate(Wiring wiring, KillPoint point) {
      this.wiring = wiring;
      this.services = KillingServices.around(wiring.services(), point);
      DurableExecution execution = execution(wiring.estate().state().resolve("journal"));
      this.releases = new Releases(services, estate(), () -> execution, Clock.systemUTC());
    }

    /** It is never closed: this controller dies. */
    private static DurableExecution execution(Path journal) {
      return new DbosExecution(
          EmbeddedServer.open(journal, journal.resolve("programs"), new LocalRunner()),
          DbosExecution.LEASE);
    }

    @Override
    public Estate estate() {
      return wiring.estate();
    }

    @Override
    public Services services() {
      return services;
    }

    @Override
    public Releases releases() {
      return releases;
    }

    @Override
    public Machines machines(String profile) {
      return wiring.machines(profile);
    }

    @Override
    public Journal journal() {
      return wiring.journal();
    }

    @Override
    public void close() {
      wiring.close();
    }
  }
}
