package dev.slipway.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobsTest {
  private static final String SLEEP = "echo going; sleep 600; true";

  private final List<Process> processes = new ArrayList<>();
  @TempDir private Path estate;

  @AfterEach
  void end() {
    processes.forEach(process -> LocalRunner.killTree(process.toHandle()));
  }

  @Test
  void endsTheJobsOfAProcessThatDiedWithTheirChildren() throws Exception {
    Process job = job(estate + " 1 1 an-earlier-boot");
    List<ProcessIdentity> children =
        job.children().flatMap(child -> ProcessIdentity.of(child.pid()).stream()).toList();

    assertThat(new Jobs(estate).endOrphans()).isEqualTo(1 + children.size());

    assertThat(job.waitFor()).isNotZero();
    assertThat(children).isNotEmpty().noneMatch(ProcessIdentity::alive);
  }

  @Test
  void leavesTheJobsOfAProcessThatLivesAndOfOtherEstates() throws Exception {
    String self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow().toString();
    Process own = job(estate + " " + self);
    Process other = job(estate.resolve("other") + " 1 1 an-earlier-boot");

    assertThat(new Jobs(estate).endOrphans()).isZero();

    assertThat(own.isAlive()).isTrue();
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void marksWhatItRuns() {
    Result result =
        new Jobs(estate)
            .of(new LocalRunner())
            .run(Command.of("sh", "-c", "echo \"$SLIPWAY_JOB_OF\"").within(Duration.ofSeconds(10)));

    assertThat(result.output()).startsWith(estate + " " + ProcessHandle.current().pid() + " ");
  }

  private Process job(String mark) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", SLEEP);
    builder.environment().put("SLIPWAY_JOB_OF", mark);
    Process process = builder.start();
    processes.add(process);
    assertThat(process.inputReader().readLine()).isEqualTo("going");
    Await.of("its child", Duration.ofSeconds(10))
        .untilTrue(() -> process.children().findAny().isPresent());
    return process;
  }
}
