package dev.slipway.driver.ssh;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** A connection to one machine: made when it is needed, used again, made anew when it broke. */
final class Connection implements AutoCloseable {
  private static final int UNANSWERED = 3;

  /** OpenSSH lets a connection have ten ({@code MaxSessions}); one is kept to end programs by. */
  private static final int AT_ONCE = 8;

  private final SshClient client;
  private final KnownHosts knownHosts;
  private final SshSettings settings;
  private final Optional<Connection> jump;

  /** The other side counts a session a little longer than it lasts; refused, nothing was begun. */
  private final RetryPolicy<RemoteProgram> full;

  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Lock lock = new ReentrantLock();
  private Optional<ClientSession> current = Optional.empty();

  Connection(
      SshClient client, KnownHosts knownHosts, SshSettings settings, Optional<Connection> jump) {
    this.client = client;
    this.knownHosts = knownHosts;
    this.settings = settings;
    this.jump = jump;
    this.full =
        RetryPolicy.<RemoteProgram>builder()
            .handleIf(e -> e.getCause() instanceof SshChannelOpenException)
            .withDelay(Duration.ofMillis(20))
            .withMaxDuration(settings.patience().connect())
            .withMaxRetries(-1)
            .build();
  }

  /** The session, logged in. */
  ClientSession session() {
    lock.lock();
    try {
      ClientSession session = current.filter(ClientSession::isOpen).orElseGet(this::logIn);
      current = Optional.of(session);
      return session;
    } finally {
      lock.unlock();
    }
  }

  /** Starts a script in the login shell, as soon as one of those that run leaves room for it. */
  Conversation talk(String line, Optional<String> user, String token) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    boolean started = false;
    try {
      RemoteProgram program = Failsafe.with(full).get(() -> start(line, room::release));
      started = true;
      return new Conversation(settings, user, program, token);
    } catch (FailsafeException e) {
      throw e.getCause() instanceof IOException
          ? Conversation.lost(settings, e.getCause())
          : interrupted(e);
    } finally {
      if (!started) {
        room.release();
      }
    }
  }

  private RemoteProgram start(String line, Runnable end) throws IOException {
    return RemoteProgram.start(session(), line, end);
  }

  /** Has a line done, and waits for no answer but its end. */
  void tell(String line) {
    try (RemoteProgram program = start(line, () -> {})) {
      program.await(settings.patience().connect());
    } catch (IOException | InterruptedException | TimeoutException e) {
      throw Conversation.lost(settings, e);
    }
  }

  private ClientSession logIn() {
    Attempt attempt =
        new Attempt(
            new HostCheck(
                settings,
                knownHosts.entries(
                    settings.trust().knownHosts(), settings.host(), settings.port())));
    ClientSession session = connect(attempt);
    boolean done = false;
    try {
      keepAlive(session);
      identify(session);
      authenticate(session, attempt);
      done = true;
      return session;
    } finally {
      if (!done) {
        session.close(true);
      }
    }
  }

  private ClientSession connect(Attempt attempt) {
    try {
      if (jump.isPresent()) {
        return through(jump.get().session(), attempt);
      }
      return connect(settings.host(), settings.port(), attempt);
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

  private void identify(ClientSession session) {
    settings.login().keyFile().ifPresent(file -> add(session, file));
  }

  private void add(ClientSession session, Path file) {
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
    String with =
        settings
            .login()
            .keyFile()
            .map(file -> "the key in " + file)
            .or(() -> settings.login().agent().map(agent -> "any key of the agent"))
            .orElse("no key: the estate names no keyFile, and there is no agent");
    return new SlipwayException(
        ErrorCode.LOGIN_REFUSED,
        "%s refuses %s with %s".formatted(settings.words(), settings.login().user(), with),
        "is the public key in ~%s/.ssh/authorized_keys there?".formatted(settings.login().user()),
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

  private SlipwayException interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return new SlipwayException(
        ErrorCode.INTERRUPTED, "interrupted while connecting to " + settings.words(), "", e);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      current.ifPresent(session -> session.close(true));
      current = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
