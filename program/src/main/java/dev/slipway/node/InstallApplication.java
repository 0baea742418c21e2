package dev.slipway.node;

import dev.slipway.config.AppDescriptor;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** The application built from its commit, in the server's own folder. */
record InstallApplication(Manifest manifest, AppDescriptor descriptor, Runner runner)
    implements BootstrapStep {

  @Override
  public String name() {
    return "build";
  }

  @Override
  public void run(Consumer<String> log) {
    SiteFiles files = manifest.files();
    if (Files.exists(files.app())) {
      log.accept("the application is installed already");
      return;
    }
    Path built = new BuiltApplication(manifest, runner).build(descriptor, log);
    copyDescriptor(built.resolve(manifest.source().descriptor()), files.descriptor());
    Path unfinished = files.folder().resolve("app.unfinished");
    Folders.delete(unfinished);
    Folders.copy(built.resolve("app"), unfinished);
    Folders.rename(unfinished, files.app());
    log.accept("installed in " + files.app());
  }

  private static void copyDescriptor(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + from, e);
    }
  }
}
