package dev.slipway.node;

import dev.slipway.exec.Ownership;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The server's folders, each owned by who writes into it. */
record PrepareFolders(Manifest manifest) implements BootstrapStep {

  @Override
  public String name() {
    return "folders";
  }

  @Override
  public void run(Consumer<String> log) {
    SiteFiles files = manifest.files();
    String user = manifest.host().user();
    List<Path> ofUser =
        List.of(
            files.postgres(),
            files.postgresConfiguration(),
            files.postgresLog(),
            files.postgresSocket(),
            files.pooler(),
            files.backup(),
            files.home("postgres"));
    ofUser.forEach(folder -> Ownership.createFolder(folder, user));
    List<Path> own =
        List.of(
            manifest.host().builds(),
            files.search(),
            files.appState(),
            files.logs(),
            files.home("app"),
            files.run());
    own.forEach(folder -> Ownership.createFolder(folder, System.getProperty("user.name")));
    log.accept(files.folder() + " is there");
  }
}
