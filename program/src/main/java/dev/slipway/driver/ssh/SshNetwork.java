package dev.slipway.driver.ssh;

import dev.slipway.service.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * What all SSH connections of this process share: the threads, the files of known hosts, the
 * connections to jump hosts. It reads no configuration of the user's: only what it is told counts.
 */
public final class SshNetwork implements AutoCloseable {
  private final SshClient client = client();
  private final KnownHosts knownHosts = new KnownHosts();
  private final Map<SshSettings, Connection> jumps = new ConcurrentHashMap<>();

  /** A machine; nothing is connected before it is asked for something. */
  public Machine machine(SshSettings settings) {
    return new SshMachine(settings, connection(settings));
  }

  private Connection connection(SshSettings settings) {
    return new Connection(new LogIn(client, knownHosts, settings), settings.jump().map(this::jump));
  }

  private Connection jump(SshSettings settings) {
    return jumps.computeIfAbsent(settings, this::connection);
  }

  private static SshClient client() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServerKeyVerifier(Attempt::accepts);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setAgentFactory(new Agents());
    client.addSessionListener(new Attempt.Listener());
    client.setCipherFactories(ciphers(client));
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    // A program may say nothing for hours: what tells a dead connection is the keep-alive.
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    client.start();
    return client;
  }

  /** Those that the processor computes come first; all others are there as before. */
  private static List<NamedFactory<Cipher>> ciphers(SshClient client) {
    List<NamedFactory<Cipher>> ciphers =
        new ArrayList<>(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm));
    client.getCipherFactories().stream()
        .filter(cipher -> !ciphers.contains(cipher))
        .forEach(ciphers::add);
    return ciphers;
  }

  @Override
  public void close() {
    jumps.values().forEach(Connection::close);
    client.stop();
  }
}
