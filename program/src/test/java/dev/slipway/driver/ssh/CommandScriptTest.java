package dev.slipway.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.exec.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandScriptTest {
  private final Command command =
      Command.of("pg_ctl", "reload", "-D", "/srv/a b")
          .in(Path.of("/srv/it's"))
          .with("PGPASSWORD", "s3cret $x")
          .with("LANG", "C")
          .within(Duration.ofMillis(1500));

  @Test
  void theLoginShellIsGivenNothingButTheNameOfAnother() {
    assertThat(line(command, "admin")).isEqualTo("/bin/sh");
    assertThat(line(command.as("postgres"), "admin")).isEqualTo("sudo -n -u postgres -- /bin/sh");
    assertThat(line(command.as("postgres"), "root")).isEqualTo("runuser -u postgres -- /bin/sh");
    assertThat(line(command.as("postgres"), "postgres")).isEqualTo("/bin/sh");
  }

  @Test
  void theScriptSaysHowFarItComesAndKeepsTheDeadline() {
    assertThat(new CommandScript(command, "TOKEN", "admin").text())
        .isEqualTo(
            """
            PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
            export LANG=C
            export PGPASSWORD='s3cret $x'
            cd -- '/srv/it'\\''s' >/dev/null 2>&1 || { echo TOKEN FOLDER >&2; exit 1; }
            command -v pg_ctl >/dev/null 2>&1 || { echo TOKEN PROGRAM >&2; exit 1; }
            echo TOKEN STARTED $$ >&2
            exec timeout -s KILL 1.500 pg_ctl reload -D '/srv/a b' </dev/null
            """);
  }

  @Test
  void refusesAVariableThatIsNone() {
    assertThatThrownBy(() -> new CommandScript(command.with("A;B", ""), "T", "root").text())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String line(Command command, String login) {
    return new CommandScript(command, "TOKEN", login).line();
  }
}
