package dev.slipway.node;

import dev.slipway.config.AppDescriptor;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * An application at one commit, built once on this machine and kept: {@code <builds>/<commit>/}
 * holds {@code app} (the build's output) and the descriptor. Under another name until it is whole.
 */
final class BuiltApplication {
  private static final Duration CLONE = Duration.ofMinutes(10);
  private static final Duration BUILD = Duration.ofMinutes(20);
  private static final Pattern COMPLAINT = Pattern.compile("\\berror\\b", Pattern.CASE_INSENSITIVE);

  private final Manifest manifest;
  private final Runner runner;

  BuiltApplication(Manifest manifest, Runner runner) {
    this.manifest = manifest;
    this.runner = runner;
  }

  /** The descriptor at the commit; fetches the source when it is not built yet. */
  AppDescriptor descriptor(Consumer<String> log) {
    try (var _ = FileMutex.acquire(beside(".lock"), BUILD)) {
      if (!Files.exists(built())) {
        fetch(log);
      }
      return read(Files.exists(built()) ? built() : directory());
    }
  }

  /** Builds it unless it is built; answers the folder that holds {@code app} and the descriptor. */
  Path build(AppDescriptor descriptor, Consumer<String> log) {
    try (var _ = FileMutex.acquire(beside(".lock"), BUILD)) {
      if (Files.exists(built())) {
        log.accept("commit " + commit() + " is built already");
      } else {
        fetchUntouched(log);
        descriptor.build().ifPresent(build -> run(build, log));
        keep(descriptor);
        log.accept("built commit " + commit());
      }
    }
    return built();
  }

  /** What a build that was killed left behind may be half-written. */
  private void fetchUntouched(Consumer<String> log) {
    try {
      if (Files.exists(beside(".begun"))) {
        Folders.delete(source());
      }
      fetch(log);
      Files.writeString(beside(".begun"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fetch(Consumer<String> log) {
    if (Files.exists(source())) {
      return;
    }
    Path unfinished = beside(".clone");
    Folders.delete(unfinished);
    log.accept("fetching " + commit() + " of " + manifest.source().repository());
    git("clone", "--quiet", "--no-checkout", manifest.source().repository(), unfinished.toString());
    Result result = runner.run(gitCommand(unfinished, "checkout", "--quiet", "--detach", commit()));
    if (!result.succeeded()) {
      throw new SlipwayException(
          ErrorCode.COMMIT_NOT_PUSHED,
          "%s has no commit %s".formatted(manifest.source().repository(), commit()),
          "push the branch or tag that holds it");
    }
    Folders.delete(unfinished.resolve(".git"));
    Folders.rename(unfinished, source());
  }

  private void git(String... arguments) {
    runner.check(gitCommand(manifest.host().builds(), arguments));
  }

  private Command gitCommand(Path folder, String... arguments) {
    var all = new ArrayList<String>();
    all.add("git");
    all.addAll(List.of(arguments));
    return Command.of(all).in(folder).within(CLONE).with("GIT_TERMINAL_PROMPT", "0");
  }

  private void run(AppDescriptor.Build build, Consumer<String> log) {
    Command command = Command.of(build.command()).in(directory()).within(BUILD);
    for (var variable : new ServerParts(manifest).javaEnvironment().entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    log.accept("building: " + String.join(" ", build.command()));
    Result result = runner.run(command, log);
    if (!result.succeeded()) {
      throw new SlipwayException(
          ErrorCode.BUILD_FAILED,
          "the build of commit %s failed: %s".formatted(commit(), complaint(result)),
          "the whole output is in " + manifest.files().bootstrapLog());
    }
  }

  /** Build tools end with advice; what went wrong is the first line that speaks of an error. */
  private static String complaint(Result result) {
    return (result.output() + "\n" + result.errors())
        .lines()
        .filter(line -> COMPLAINT.matcher(line).find())
        .findFirst()
        .orElse(result.lastLine())
        .strip();
  }

  private void keep(AppDescriptor descriptor) {
    Path output = directory();
    if (descriptor.build().isPresent()) {
      output = directory().resolve(descriptor.build().get().output()).normalize();
    }
    if (!Files.isDirectory(output)) {
      throw new SlipwayException(
          ErrorCode.BUILD_FAILED,
          "the build of commit %s left no folder %s".formatted(commit(), output),
          "build/output in the descriptor must name the folder that the build leaves");
    }
    Path unfinished = beside(".unfinished");
    Folders.delete(unfinished);
    Folders.copy(output, unfinished.resolve("app"));
    copy(directory().resolve(manifest.source().descriptor()), unfinished);
    Folders.rename(unfinished, built());
    Folders.delete(source());
  }

  private static void copy(Path descriptor, Path folder) {
    try {
      Files.copy(descriptor, folder.resolve(descriptor.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + descriptor, e);
    }
  }

  private AppDescriptor read(Path folder) {
    Path file = folder.resolve(manifest.source().descriptor());
    try {
      return AppDescriptor.parse(Files.readString(file));
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.DESCRIPTOR_INVALID,
          "commit %s has no %s".formatted(commit(), manifest.source().descriptorPath()),
          "an application says there at least its health path",
          e);
    }
  }

  private String commit() {
    return manifest.identity().commit();
  }

  private Path directory() {
    return source().resolve(manifest.source().directory()).normalize();
  }

  private Path built() {
    return beside("");
  }

  private Path source() {
    return beside(".source");
  }

  /** One commit may hold several applications, each in a directory of its own. */
  private Path beside(String suffix) {
    String directory = manifest.source().directory().replaceAll("[^A-Za-z0-9]+", "-");
    String key =
        directory.isEmpty() || directory.equals("-") ? commit() : commit() + "-" + directory;
    return manifest.host().builds().resolve(key + suffix);
  }
}
