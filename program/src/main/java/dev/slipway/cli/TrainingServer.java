package dev.slipway.cli;

import dev.slipway.config.EstateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/**
 * Something for the verbs of servers to connect to while the AOT cache is made, and an estate that
 * names it: most of what they need is loaded only by a connection.
 */
final class TrainingServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path folder;

  TrainingServer() throws IOException, GeneralSecurityException {
    folder = Files.createTempDirectory("slipway-training");
    KeyPair key = SecurityUtils.getKeyPairGenerator(SecurityUtils.EDDSA).generateKeyPair();
    try (OutputStream out = Files.newOutputStream(folder.resolve("key"))) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "training", null, out);
    }
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPublickeyAuthenticator(
        (user, offered, session) -> KeyUtils.compareKeys(offered, key.getPublic()));
    server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
    server.start();
    Files.writeString(
        estate(), text(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic())));
  }

  Path estate() {
    return folder.resolve("estate.yaml");
  }

  private String text(String fingerprint) {
    String profile =
        """
        profiles:
          training:
            provider: ssh
            ssh:
              user: %s
              keyFile: key
              servers: [{name: one, host: "127.0.0.1:%d", hostKey: "%s"}]
        """
            .formatted(System.getProperty("user.name"), server.getPort(), fingerprint);
    return EstateFile.reference().replace("profiles:\n", profile);
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    Files.deleteIfExists(estate());
    Files.deleteIfExists(folder.resolve("key"));
    Files.deleteIfExists(folder);
  }
}
