package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** How a session with a machine comes to be: connected, the host recognised, logged in. */
record LogIn(SshClient client, KnownHosts knownHosts, SshSettings settings) {
  private static final int UNANSWERED = 3;

  /**
   * A new session.
   *
   * @param over the session with the jump host, when there is one
   */
  ClientSession session(Optional<ClientSession> over) {
    Attempt attempt = new Attempt(hostCheck());
    ClientSession session = connect(over, attempt);
    boolean done = false;
    try {
      keepAlive(session);
      settings.login().keyFile().ifPresent(file -> identify(session, file));
      authenticate(session, attempt);
      done = true;
      return session;
    } finally {
      if (!done) {
        session.close(true);
      }
    }
  }

  private HostCheck hostCheck() {
    return new HostCheck(
        settings,
        knownHosts.entries(settings.trust().knownHosts(), settings.host(), settings.port()));
  }

  private ClientSession connect(Optional<ClientSession> over, Attempt attempt) {
    try {
      return over.isPresent()
          ? through(over.get(), attempt)
          : connect(settings.host(), settings.port(), attempt);
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private ClientSession connect(String host, int port, Attempt attempt) throws IOException {
    return client
        .connect(settings.login().user(), host, port, attempt.context())
        .verify(settings.patience().connect())
        .getSession();
  }

  /** Through a port of this machine that the jump host leads on; it closes with the session. */
  private ClientSession through(ClientSession over, Attempt attempt) throws IOException {
    ExplicitPortForwardingTracker way =
        over.createLocalPortForwardingTracker(
            new SshdSocketAddress("127.0.0.1", 0),
            new SshdSocketAddress(settings.host(), settings.port()));
    try {
      SshdSocketAddress entrance = way.getBoundAddress();
      ClientSession session = connect(entrance.getHostName(), entrance.getPort(), attempt);
      session.addCloseFutureListener(closed -> closeQuietly(way));
      return session;
    } catch (IOException | RuntimeException e) {
      closeQuietly(way);
      throw e;
    }
  }

  private static void closeQuietly(ExplicitPortForwardingTracker way) {
    try {
      way.close();
    } catch (IOException e) {
      // The jump host is gone, and the way with it.
    }
  }

  private void keepAlive(ClientSession session) {
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(session, settings.patience().keepAlive());
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(session, UNANSWERED);
  }

  private void identify(ClientSession session, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      NamedResource name = NamedResource.ofName(file.toString());
      for (KeyPair key : SecurityUtils.loadKeyPairIdentities(session, name, in, null)) {
        session.addPublicKeyIdentity(key);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new SlipwayException(
          ErrorCode.SECRET_MISSING,
          "%s cannot be used to log in to %s".formatted(file, settings.words()),
          "is it a private key, readable, and without a passphrase? else give it to ssh-agent",
          e);
    }
  }

  private void authenticate(ClientSession session, Attempt attempt) {
    try {
      session.auth().verify(settings.patience().connect());
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw attempt.refusal().orElseGet(() -> attempt.encrypted() ? refused(e) : unreachable(e));
    }
  }

  private SlipwayException refused(IOException e) {
    String user = settings.login().user();
    String with =
        settings
            .login()
            .keyFile()
            .map(file -> "the key in " + file)
            .or(() -> settings.login().agent().map(agent -> "any key of the agent"))
            .orElse("no key: the estate names no keyFile, and there is no agent");
    return new SlipwayException(
        ErrorCode.LOGIN_REFUSED,
        "%s refuses %s with %s".formatted(settings.words(), user, with),
        "is the public key in ~%s/.ssh/authorized_keys there?".formatted(user),
        e);
  }

  private SlipwayException unreachable(IOException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new SlipwayException(
        ErrorCode.HOST_UNREACHABLE,
        "no connection to %s: %s".formatted(settings.words(), why),
        "does it run, and does sshd listen at that port? is a firewall between?",
        e);
  }

  SlipwayException interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return new SlipwayException(
        ErrorCode.INTERRUPTED, "interrupted while connecting to " + settings.words(), "", e);
  }
}
