package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Sha256;
import dev.slipway.service.FileRights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The files of a machine, by way of {@link FileScripts}. */
record RemoteFiles(SshSettings settings, Connection connection) {
  private static final String ROOT = "root";
  private static final Duration SHORT = Duration.ofMinutes(1);

  /** A connection that is slower counts as hung. */
  private static final long SLOWEST_BYTES_A_SECOND = 64 << 10;

  byte[] read(Path file) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Script script = new Script(FileScripts.READ, List.of(file.toString()), Optional.empty());
    run(script, in -> {}, content, SHORT).check(file);
    return content.toByteArray();
  }

  /** Writes it at once; true when it was there already. */
  boolean write(Path file, byte[] content, FileRights rights) {
    Path temporary = sibling(file, UUID.randomUUID().toString());
    Script script = storing(FileScripts.WRITE, file, temporary, Sha256.of(content), rights);
    return ask(script, in -> in.write(content), file, patience(content.length))
        .equals(FileScripts.THERE);
  }

  /** A script with its arguments, for the user whose rights it needs. */
  record Script(String text, List<String> arguments, Optional<String> user) {
    Script with(String argument) {
      List<String> more = new ArrayList<>(arguments);
      more.add(argument);
      return new Script(text, more, user);
    }
  }

  /** One that leaves a file with such rights; to give it away takes root. */
  Script storing(String text, Path file, Path temporary, String sha256, FileRights rights) {
    Optional<String> owner = rights.owner().filter(name -> !name.equals(settings.login().user()));
    return new Script(
        text,
        List.of(
            file.toString(),
            temporary.toString(),
            sha256,
            file.toAbsolutePath().getParent().toString(),
            rights.octal(),
            owner.orElse("")),
        owner.map(name -> ROOT));
  }

  /** A hidden file beside another one. */
  static Path sibling(Path file, String suffix) {
    return file.resolveSibling("." + file.getFileName() + "." + suffix);
  }

  /** How long so many bytes may take. */
  static Duration patience(long bytes) {
    return SHORT.plusSeconds(bytes / SLOWEST_BYTES_A_SECOND);
  }

  /** Runs one to its end; what it prints goes to the output. */
  EndedScript run(
      Script script, RemoteProgram.Input input, OutputStream output, Duration deadline) {
    String token = Conversation.newToken();
    try (Conversation talk = connection.talk(line(script, token), script.user(), token)) {
      CompletableFuture<Void> printed = copy(talk, output);
      CompletableFuture<Conversation.Heard> heard = talk.listen(line -> {});
      talk.program().feed(input);
      int code = talk.await(deadline);
      String errors = talk.begun(heard, code).text();
      printed.get(SHORT.toMillis(), TimeUnit.MILLISECONDS);
      return new EndedScript(code, errors, settings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(
          ErrorCode.INTERRUPTED, "interrupted at a file on " + settings.words(), "", e);
    } catch (TimeoutException e) {
      throw new SlipwayException(
          ErrorCode.DEADLINE_EXCEEDED,
          "a file on %s was not done within %d s".formatted(settings.words(), deadline.toSeconds()),
          "is the network or the disk there that slow? a copy goes on where it stopped",
          e);
    } catch (ExecutionException e) {
      throw new SlipwayException(
          ErrorCode.DISK_FULL,
          "what came from %s could not be kept: %s"
              .formatted(settings.words(), e.getCause().getMessage()),
          "make room on this machine",
          e);
    }
  }

  /** For a script that prints little. */
  String ask(Script script, RemoteProgram.Input input, Path file, Duration deadline) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    run(script, input, answer, deadline).check(file);
    return answer.toString(StandardCharsets.UTF_8).strip();
  }

  private static CompletableFuture<Void> copy(Conversation talk, OutputStream output) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            talk.program().output().transferTo(output);
            done.complete(null);
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private String line(Script script, String token) {
    List<String> words =
        new ArrayList<>(CommandScript.shell(settings.login().user(), script.user()));
    words.addAll(List.of("-c", script.text(), "sh", token));
    words.addAll(script.arguments());
    return ShellWords.line(words);
  }
}
