package dev.slipway;

import dev.slipway.channel.Served;
import dev.slipway.exec.Jobs;
import dev.slipway.node.Manifest;
import dev.slipway.release.SiteServices;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** The drivers of a site at work beside it, for a controller that is elsewhere. */
public final class SiteServer implements AutoCloseable {
  private final Jobs jobs;
  private final LocalSite site;

  /**
   * @param file where the manifest lies
   */
  public SiteServer(Path file, Manifest manifest) {
    this.jobs = new Jobs(manifest.host().folder());
    this.site = new LocalSite(file, manifest, ThisMachine.of(jobs));
  }

  /** What they are called by. */
  public SiteServices services() {
    return site;
  }

  /**
   * Serves the controller until it is gone. What a controller that is gone already left running is
   * ended first: two backups, or two upgrades, must not run at once.
   */
  public void serve(InputStream in, OutputStream out) throws InterruptedException {
    jobs.endOrphans();
    Served.serve(SiteServices.class, site, in, out);
  }

  @Override
  public void close() {
    site.close();
  }
}
