package dev.slipway.driver.ssh;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** A connection to one machine: made when it is needed, used again, made anew when it broke. */
final class Connection implements AutoCloseable {
  /** OpenSSH lets a connection have ten ({@code MaxSessions}); one is kept to end programs by. */
  private static final int AT_ONCE = 8;

  private final LogIn logIn;
  private final Optional<Connection> jump;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Lock lock = new ReentrantLock();
  private Optional<ClientSession> current = Optional.empty();

  Connection(LogIn logIn, Optional<Connection> jump) {
    this.logIn = logIn;
    this.jump = jump;
  }

  /** The session, logged in. */
  private ClientSession session() {
    lock.lock();
    try {
      ClientSession session =
          current
              .filter(ClientSession::isOpen)
              .orElseGet(() -> logIn.session(jump.map(Connection::session)));
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
      throw logIn.interrupted(e);
    }
    boolean started = false;
    try {
      RemoteProgram program = Failsafe.with(whileFull()).get(() -> start(line, room::release));
      started = true;
      return new Conversation(logIn.settings(), user, program, token);
    } catch (FailsafeException e) {
      throw failed(e);
    } finally {
      if (!started) {
        room.release();
      }
    }
  }

  /** The other side counts a session a little longer than it lasts; refused, nothing was begun. */
  private RetryPolicy<RemoteProgram> whileFull() {
    return RetryPolicy.<RemoteProgram>builder()
        .handleIf(e -> e.getCause() instanceof SshChannelOpenException)
        .withDelay(Duration.ofMillis(20))
        .withMaxDuration(logIn.settings().patience().connect())
        .withMaxRetries(-1)
        .build();
  }

  private SlipwayException failed(FailsafeException e) {
    return e.getCause() instanceof IOException lost
        ? Conversation.lost(logIn.settings(), lost)
        : logIn.interrupted(e);
  }

  /** Has a line done, and waits for no answer but its end. */
  void tell(String line) {
    try (RemoteProgram program = start(line, () -> {})) {
      program.await(logIn.settings().patience().connect());
    } catch (IOException | InterruptedException | TimeoutException e) {
      throw Conversation.lost(logIn.settings(), e);
    }
  }

  private RemoteProgram start(String line, Runnable end) throws IOException {
    return RemoteProgram.start(session(), line, end);
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
