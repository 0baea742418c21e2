package dev.slipway.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineTest {
  private final Pipe there;
  private final Pipe back;

  LineTest() throws IOException {
    there = Pipe.open();
    back = Pipe.open();
  }

  @Test
  void anInterruptOfTheOneThatSpeaksBreaksNothing() throws Exception {
    Line near = line(back, there);
    Line other = line(there, back);
    Thread.currentThread().interrupt();
    near.say("one");
    assertThat(Thread.interrupted()).isTrue();
    near.say("two");
    assertThat(other.next()).isEqualTo("one");
    assertThat(other.next()).isEqualTo("two");
  }

  @Test
  void oneThatSaysNothingIsLostAlthoughItReadsNothingEither() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Line line =
        new Line(
            Channels.newInputStream(back.source()),
            new Stuck(never),
            Duration.ofMillis(5),
            Duration.ofMillis(200));
    line.listen(heard -> {});
    line.awaitEnd();
    assertThat(line.open()).isFalse();
    never.countDown();
  }

  private static Line line(Pipe in, Pipe out) {
    return new Line(Channels.newInputStream(in.source()), Channels.newOutputStream(out.sink()));
  }

  /** What takes nothing. */
  private static final class Stuck extends OutputStream {
    private final CountDownLatch until;

    Stuck(CountDownLatch until) {
      this.until = until;
    }

    @Override
    public void write(int single) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      try {
        until.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
