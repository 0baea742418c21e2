package dev.slipway.fake;

import dev.slipway.driver.local.LocalMachine;
import dev.slipway.exec.Command;
import dev.slipway.exec.Dialogue;
import dev.slipway.exec.Result;
import dev.slipway.exec.Sha256;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.service.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** This machine under another name. When it lies, it says that it did what it did not. */
public final class FakeMachine implements Machine {
  private final Mishaps mishaps = new Mishaps();
  private final LocalMachine machine = new LocalMachine();
  private final String name;

  public FakeMachine(String name) {
    this.name = name;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Result run(Command command, Consumer<String> lines) {
    mishaps.strike("run");
    return mishaps.lying() ? new Result(0, "", "", Duration.ZERO) : machine.run(command, lines);
  }

  /** When it lies, it says nothing. */
  @Override
  public Dialogue converse(Command command, Consumer<String> errors) {
    mishaps.strike("converse");
    return machine.converse(mishaps.lying() ? Command.of("true") : command, errors);
  }

  @Override
  public byte[] read(Path file) {
    mishaps.strike("read");
    return machine.read(file);
  }

  @Override
  public void write(Path file, byte[] content, FileRights rights) {
    mishaps.strike("write");
    if (!mishaps.lying()) {
      machine.write(file, content, rights);
    }
  }

  @Override
  public Transfer upload(Path from, Path to, FileRights rights) {
    mishaps.strike("upload");
    return mishaps.lying() ? pretended(from) : machine.upload(from, to, rights);
  }

  @Override
  public Transfer download(Path from, Path to) {
    mishaps.strike("download");
    return mishaps.lying() ? pretended(from) : machine.download(from, to);
  }

  private static Transfer pretended(Path file) {
    try {
      return new Transfer(Files.size(file), Sha256.of(file), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mishaps.strike("close");
  }
}
