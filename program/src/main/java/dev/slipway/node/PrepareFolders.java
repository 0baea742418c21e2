package dev.slipway.node;

import dev.slipway.exec.Ownership;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The server's folders, each owned by who writes into it. */
record PrepareFolders(ServerManifest manifest) implements BootstrapStep {

  @Override
  public String name() {
    return "folders";
  }

  @Override
  public void run(Consumer<String> log) {
    SiteFiles files = manifest.files();
    createOwn(files.search(), files.run());
    if (manifest instanceof Manifest master) {
      ofMaster(master, files);
    }
    log.accept(files.folder() + " is there");
  }

  private static void ofMaster(Manifest master, SiteFiles files) {
    String user = master.host().user();
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
    createOwn(master.host().builds(), files.appState(), files.logs(), files.home("app"));
  }

  private static void createOwn(Path... folders) {
    for (Path folder : folders) {
      Ownership.createFolder(folder, System.getProperty("user.name"));
    }
  }
}
