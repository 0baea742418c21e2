package dev.slipway.provider.aws;

import dev.slipway.config.Secret;
import java.util.Map;

/** What lies in the object store for a server that comes up, and not a moment longer. */
record LentSecrets(ServerFiles files, String server) implements AutoCloseable {

  /** Each under the name of its file. */
  void lend(Map<String, Secret> secrets) {
    secrets.forEach((name, secret) -> files.putSecret(server, name, secret));
  }

  /** The server has taken them away itself, unless it never came so far. */
  @Override
  public void close() {
    files.secrets(server).forEach(name -> files.removeSecret(server, name));
  }
}
