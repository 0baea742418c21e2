package dev.slipway.demo;

import dev.slipway.service.NewKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo's estate, with another profile, another ring of keys, and an origin to be fetched. */
record AwsEstateFile(
    DemoLayout layout, EmulatedAccount account, GitDaemon git, TestUpstream testUpstream) {
  private static final String KEYS = "aws-keys";

  /** One of those that the emulator has. */
  private static final String IMAGE = "ami-03cf127a";

  /**
   * Writes it, and the keys that it names.
   *
   * @param replicas of a clustered site's indices
   */
  void write(DemoApplication application, int replicas) throws IOException {
    NewKey operator = account.key(EmulatedAccount.OPERATOR);
    DemoFiles.writeSecret(
        layout.folder().resolve(KEYS),
        "[production]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(operator.id(), operator.secret().open()));
    DemoEstateFile.write(layout, application, replicas);
    Path file = layout.estateFile();
    DemoFiles.write(file, testUpstream.in(onAws(Files.readString(file))));
  }

  private String onAws(String demo) {
    String aws =
        "{region: us-west-2, endpoint: \"%s\", profile: production, credentials: %s}"
            .formatted(account.url(), KEYS);
    return demo.replaceFirst("    provider: local\n    network: .*\n", profile(aws))
        .replace("repository: origin.git", "repository: \"%s\"".formatted(git.url("origin.git")))
        .replace("driver: keyfile\n  file: store/keys.json", "driver: iam\n  aws: " + aws);
  }

  private String profile(String aws) {
    return """
        provider: aws
        aws: %s
        instances: {image: %s, type: m4.xlarge, subnet: %s, java: "%s"}
        ssh: {user: root, keyFile: %s}
    """
        .formatted(
            aws,
            IMAGE,
            account.subnet(),
            System.getProperty("java.home"),
            EmulatedAccount.OPERATOR);
  }
}
