package dev.slipway.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.config.DataSize;
import dev.slipway.config.SwitchoverSettings;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Switchover;
import dev.slipway.release.watch.HeldSites;
import dev.slipway.workflow.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Slipway's controller, in a process of its own as in a release: one that has just begun and does
 * its first switchover. Prints the evidence, or the refusal, as one line of JSON.
 */
final class Controller {
  static final String REFUSED = "refused";
  static final String MESSAGE = "message";

  /** The defaults of an estate. */
  private static final SwitchoverSettings SETTINGS =
      new SwitchoverSettings(Duration.ofSeconds(5), Duration.ofSeconds(2), DataSize.parse("16MB"));

  private Controller() {}

  /** Arguments: the sites, see {@link HeldSites}. */
  public static void main(String[] arguments) throws IOException {
    HeldSites sites = HeldSites.parse(arguments);
    Switchover switchover =
        new Switchover(sites.fromSide(), sites.toSide(), sites.watch(), SETTINGS);
    System.out.println(new JsonMapper().writeValueAsString(answer(switchover).facts()));
    System.exit(0);
  }

  private static Evidence answer(Switchover switchover) {
    try {
      return switchover.run(System.err::println);
    } catch (SlipwayException e) {
      return new Evidence(Map.of(REFUSED, e.code().name(), MESSAGE, e.getMessage()));
    }
  }
}
