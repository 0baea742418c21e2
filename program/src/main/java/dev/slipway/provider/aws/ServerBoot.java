package dev.slipway.provider.aws;

import dev.slipway.node.SiteFiles;
import dev.slipway.service.ServerRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one server gets from a fresh machine to {@code slipway node up}. The instance's own rights
 * (its instance profile) open the object store; the commands are argument lists, no shell.
 *
 * @param store where the object store is
 * @param files where what the server needs lies in it
 */
record ServerBoot(
    String server, ServerRole role, URI store, String region, ServerFiles.Location files) {
  /** Debian's names. The application's own cloud-config adds what it needs. */
  private static final List<String> MASTER_PACKAGES =
      List.of("awscli", "git", "pgbackrest", "pgbouncer", "postgresql-15");

  private static final List<String> DATA_PACKAGES = List.of("awscli");
  private static final String PROGRAM = "/opt/slipway";
  private static final String ARCHIVE = "/tmp/slipway.tar.gz";
  private static final String UNIT = "slipway-node.service";
  private static final Path MANIFEST = StoreSettings.FETCHED.resolve(ServerFiles.MANIFEST);

  List<String> packages() {
    return role == ServerRole.MASTER ? MASTER_PACKAGES : DATA_PACKAGES;
  }

  /** A unit of systemd, so that the server also comes up when the instance is started again. */
  List<Map<String, String>> writtenFiles() {
    String unit =
        """
        [Unit]
        Description=Slipway brings this server up
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        KillMode=process
        ExecStart=%s/bin/slipway node up %s

        [Install]
        WantedBy=multi-user.target
        """
            .formatted(PROGRAM, MANIFEST);
    return List.of(
        Map.of("path", "/etc/systemd/system/" + UNIT, "permissions", "0644", "content", unit));
  }

  /**
   * The manifest is awaited: it names the server's address, which is known only when the instance
   * is there. The result is sent after the log, because whoever waits for it reads that then.
   */
  List<List<String>> commands() {
    SiteFiles written = SiteFiles.of(StoreSettings.STATE, server);
    String manifest = files.of(server, ServerFiles.MANIFEST);
    return List.of(
        List.of("mkdir", "-p", PROGRAM),
        List.of("mkdir", "-p", "-m", "700", StoreSettings.FETCHED.toString()),
        aws("s3", "cp", at(files.program()), ARCHIVE),
        List.of("tar", "-xzf", ARCHIVE, "-C", PROGRAM, "--strip-components=1"),
        aws("s3api", "wait", "object-exists", "--bucket", files.bucket(), "--key", manifest),
        aws("s3", "cp", "--recursive", at(files.of(server, "")), StoreSettings.FETCHED.toString()),
        List.of("systemctl", "enable", "--now", UNIT),
        aws("s3", "cp", written.bootstrapLog().toString(), at(files.of(server, ServerFiles.LOG))),
        aws(
            "s3",
            "cp",
            written.bootstrapResult().toString(),
            at(files.of(server, ServerFiles.RESULT))));
  }

  private String at(String key) {
    return "s3://%s/%s".formatted(files.bucket(), key);
  }

  private List<String> aws(String... arguments) {
    List<String> command = new ArrayList<>(List.of("aws", "--region", region));
    command.addAll(List.of("--endpoint-url", store.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
