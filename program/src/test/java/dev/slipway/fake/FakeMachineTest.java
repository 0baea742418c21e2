package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Command;
import dev.slipway.service.Machine;
import dev.slipway.service.MachineContract;
import org.junit.jupiter.api.Test;

class FakeMachineTest extends MachineContract {
  private final FakeMachine machine = new FakeMachine("web1");

  @Override
  protected Machine machine() {
    return machine;
  }

  @Test
  void failsAndLiesWhenToldTo() {
    machine.mishaps().failNext(1, ErrorCode.HOST_LOST);
    refuses(() -> machine.run(Command.of("true")), ErrorCode.HOST_LOST);
    machine.mishaps().lie();
    assertThat(machine.run(Command.of("false")).succeeded()).isTrue();
    machine.write(folder.resolve("file"), bytes(1), PRIVATE);
    assertThat(folder.resolve("file")).doesNotExist();
  }
}
