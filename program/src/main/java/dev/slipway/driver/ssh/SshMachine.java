package dev.slipway.driver.ssh;

import dev.slipway.exec.Command;
import dev.slipway.exec.Dialogue;
import dev.slipway.exec.Result;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.service.Transfer;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A machine reached by SSH: OpenSSH on Linux, a login shell that POSIX would know, the GNU core
 * utilities. Where another user's rights are asked for, root takes them and others ask sudo.
 */
final class SshMachine implements Machine {
  private final SshSettings settings;
  private final Connection connection;
  private final RemoteFiles files;

  SshMachine(SshSettings settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
    this.files = new RemoteFiles(settings, connection);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Result run(Command command, Consumer<String> lines) {
    return new RemoteRun(settings, connection, command).run(lines);
  }

  @Override
  public Dialogue converse(Command command, Consumer<String> errors) {
    return RemoteDialogue.start(settings, connection, command, errors);
  }

  @Override
  public byte[] read(Path file) {
    return files.read(file);
  }

  @Override
  public void write(Path file, byte[] content, FileRights rights) {
    files.write(file, content, rights);
  }

  @Override
  public Transfer upload(Path from, Path to, FileRights rights) {
    return new Upload(files, from, to, rights).run();
  }

  @Override
  public Transfer download(Path from, Path to) {
    return new Download(files, from, to).run();
  }

  @Override
  public void close() {
    connection.close();
  }
}
