package dev.slipway.demo;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Slipway's archive, unpacked: until it is closed, this process counts as running from there. */
final class InstalledSlipway implements AutoCloseable {
  private static final String HOME = "slipway.home";
  private static final String ARCHIVE = "slipway-.*[.]tar[.]gz";

  /**
   * @param folder to make
   */
  InstalledSlipway(Path folder) throws IOException {
    DemoFiles.folder(folder);
    new LocalRunner()
        .check(Command.of("tar", "-xzf", archive(), "-C", "" + folder, "--strip-components=1"));
    System.setProperty(HOME, folder.toString());
  }

  private static String archive() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      return built
          .filter(file -> file.getFileName().toString().matches(ARCHIVE))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("mvn package makes the archive"))
          .toString();
    }
  }

  @Override
  public void close() {
    System.clearProperty(HOME);
  }
}
