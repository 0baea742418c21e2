package dev.slipway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demo's estate file: what a team would write by hand. */
final class DemoEstateFile {
  private static final String HEAD =
      "# The estate of `slipway demo`: one profile on this machine's loopback addresses.\n";

  private DemoEstateFile() {}

  /** Whether a demo wrote it: another estate is never stopped and deleted as if it were one. */
  static boolean wrote(Path file) {
    try {
      return Files.readString(file).startsWith(HEAD);
    } catch (IOException e) {
      return false;
    }
  }

  static void write(DemoLayout layout, DemoApplication application, int replicas) {
    List.of("app-password", "admin-password", "replication-password", "tracker-key")
        .forEach(name -> DemoFiles.writeSecret(layout.secret(name), RandomText.mixed(32) + "\n"));
    DemoFiles.write(layout.estateFile(), text(layout, application, replicas));
  }

  private static String text(DemoLayout layout, DemoApplication application, int replicas) {
    return HEAD
        + """
        estate: demo
        state: state
        application:
          repository: origin.git
          directory: %s
          branch: master
        database:
          name: %s
          user: %s
          password: { file: secrets/app-password }
          admin: { user: slipway, password: { file: secrets/admin-password } }
          replication: { user: replicator, password: { file: secrets/replication-password } }
        profiles:
          production:
            provider: local
            network: %s
            search: { heap: 192m, replicas: %d, replicasWhileIndexing: %d }
        proxies:
          - name: main
            driver: nginx
            config: nginx/main/nginx.conf
            prefix: nginx/main
            upstream: %s
            url: "%s"
            drain: { flag: nginx/main/run/draining }
          - name: backup
            driver: nginx
            config: nginx/backup/nginx.conf
            prefix: nginx/backup
            upstream: %s
            url: "%s"
            drain: { flag: nginx/backup/run/draining }
        objectStore:
          endpoint: "https://%s:%d"
          region: us-east-1
          ca: store/ca.pem
        backup:
          stanza: main
          bucket: backups
          path: /production
          keyUser: %s
          schedule: "0 7 * * *"
        keys:
          driver: keyfile
          file: store/keys.json
          users:
            - { name: %s, credentials: postgres, profile: default }
            - { name: %s, credentials: application, profile: files-upload }
        logs: { bucket: logs, prefix: production, keyUser: %s }
        mail:
          smtp: "%s:%d"
          from: releases@demo.localhost
          to: [developers@demo.localhost]
        tickets:
          driver: redmine
          url: "http://%s:%d"
          key: { file: secrets/tracker-key }
          project: %s
          from: Release Ready
          to: Closed
        schedule: { file: cron/%%s }
        switchover: { budget: 5s, pauseBudget: 2s, maxReplayLag: 16MB }
        gates: { indexLag: 2m, indexDeadline: 20m, soak: 5s }
        """
            .formatted(
                application.directory(),
                application.name(),
                application.name(),
                layout.network(),
                replicas,
                replicas,
                application.name(),
                layout.proxyUrl("main"),
                application.name(),
                layout.proxyUrl("backup"),
                layout.store(),
                DemoLayout.STORE_PORT,
                DemoLayout.BACKUP_USER,
                DemoLayout.BACKUP_USER,
                DemoLayout.UPLOAD_USER,
                DemoLayout.UPLOAD_USER,
                layout.office(),
                DemoLayout.SMTP_PORT,
                layout.office(),
                DemoLayout.TRACKER_PORT,
                application.name());
  }
}
