package dev.slipway.provider.ssh;

import dev.slipway.node.BootUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What brings a server of a site up when its machine is started: a unit of systemd, enabled as
 * {@code systemctl enable} does it (docs/decisions/0029).
 *
 * @param name of the server of a site
 */
record ServerUnit(SshServer server, String name) {

  /** False where systemd does not run: there nothing looks at it. */
  boolean install(BootUnit unit) {
    String said = run("have %s come up at boot", ServerScripts.INSTALL_UNIT, unit.text());
    return !said.isBlank();
  }

  /** From here on the machine starts without it; harmless when there is none. */
  void remove() {
    run("have %s stay down at boot", ServerScripts.REMOVE_UNIT);
  }

  private String run(String what, String script, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                BootUnit.FOLDER.toString(), "slipway-%s.service".formatted(name), BootUnit.TARGET));
    arguments.addAll(List.of(more));
    return server.check(what.formatted(name), script, arguments.toArray(String[]::new)).output();
  }
}
