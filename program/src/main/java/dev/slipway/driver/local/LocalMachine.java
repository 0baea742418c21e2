package dev.slipway.driver.local;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Dialogue;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.Result;
import dev.slipway.exec.Sha256;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.service.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** This machine. */
public final class LocalMachine implements Machine {
  private final LocalRunner runner = new LocalRunner();

  @Override
  public String name() {
    return "localhost";
  }

  @Override
  public Result run(Command command, Consumer<String> lines) {
    return runner.run(command, lines);
  }

  @Override
  public Dialogue converse(Command command, Consumer<String> errors) {
    return runner.converse(command, errors);
  }

  @Override
  public byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void write(Path file, byte[] content, FileRights rights) {
    String owner = rights.owner().orElse(System.getProperty("user.name"));
    try {
      AtomicFile.write(file, content, owner, rights.mode());
    } catch (UncheckedIOException e) {
      throw failed(file, e.getCause());
    }
  }

  @Override
  public Transfer upload(Path from, Path to, FileRights rights) {
    Transfer copied = download(from, to);
    try {
      Files.setPosixFilePermissions(to, rights.mode());
    } catch (IOException e) {
      throw failed(to, e);
    }
    rights.owner().ifPresent(owner -> Ownership.give(to, owner));
    return copied;
  }

  @Override
  public Transfer download(Path from, Path to) {
    try {
      String sha256 = Sha256.of(from);
      long bytes = Files.size(from);
      if (Files.isRegularFile(to) && Sha256.of(to).equals(sha256)) {
        return new Transfer(bytes, sha256, 0);
      }
      Path part = Files.createTempFile(to.toAbsolutePath().getParent(), ".", ".part");
      try {
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        AtomicFile.rename(part, to);
        AtomicFile.force(to);
      } finally {
        Files.deleteIfExists(part);
      }
      return new Transfer(bytes, sha256, bytes);
    } catch (IOException e) {
      throw failed(to, e);
    }
  }

  private static SlipwayException failed(Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          new SlipwayException(
              ErrorCode.FILE_MISSING,
              "there is no " + missing.getFile(),
              "nor, to write it, its folder",
              e);
      case AccessDeniedException denied ->
          new SlipwayException(
              ErrorCode.PERMISSION_DENIED,
              "may not have " + denied.getFile(),
              "who owns it, and its folder?",
              e);
      default ->
          new SlipwayException(
              ErrorCode.DISK_FULL,
              "no room for %s: %s".formatted(file, e.getMessage()),
              "make room on that disk; the former file is as it was",
              e);
    };
  }

  @Override
  public void close() {}
}
