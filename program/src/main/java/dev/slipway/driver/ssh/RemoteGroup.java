package dev.slipway.driver.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A program on a machine with all its children.
 *
 * @param user that it runs as
 * @param pid of the process that leads the group
 */
record RemoteGroup(SshSettings settings, Connection connection, Optional<String> user, long pid) {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Ends it from here; on a thread of its own, which nobody interrupts. */
  void kill() {
    List<String> words = new ArrayList<>(CommandScript.shell(settings.login().user(), user));
    words.addAll(List.of("-c", "kill -s KILL -- -" + pid));
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(
            () -> connection.tell(ShellWords.line(words)), Thread::startVirtualThread);
    try {
      done.orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      // The connection is gone, too: a deadline over there still holds, and an input has ended.
    }
  }
}
