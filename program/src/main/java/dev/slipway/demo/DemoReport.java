package dev.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.workflow.ReleaseRecord;
import java.nio.file.Path;
import java.util.List;

/**
 * What a demo showed: the release as the journal has it, what the clients saw, and whether every
 * acknowledged write is in the new database.
 *
 * @param from the version that served before
 * @param kills data nodes that were killed meanwhile
 */
public record DemoReport(
    String from, ReleaseRecord release, LoadResult load, Ledger ledger, List<NodeKill> kills) {

  /** Writes {@code report.json} and {@code report.html}, which needs no network. */
  public void write(Path folder) {
    DemoFiles.write(folder.resolve("report.json"), new ReportJson(this).text());
    DemoFiles.write(folder.resolve("report.html"), new ReportPage(this).text());
  }

  /** What {@code report.json} has. */
  public JsonNode json() {
    return new ReportJson(this).tree();
  }
}
