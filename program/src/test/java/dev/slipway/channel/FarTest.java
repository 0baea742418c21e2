package dev.slipway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Dialogue;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Endpoint;
import dev.slipway.service.FinalPosition;
import dev.slipway.service.Lsn;
import dev.slipway.service.NewKey;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.TransactionSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FarTest {
  private final Harbour harbour = new Harbour();
  private final List<ServedInProcess<Port>> processes = new ArrayList<>();
  private final Far<Port> far = new Far<>(Port.class, "web1", this::process);
  private final Port port = far.near();

  private Dialogue process(Consumer<String> errors) {
    processes.add(new ServedInProcess<>(Port.class, harbour));
    return processes.getLast();
  }

  @AfterEach
  void close() {
    harbour.gate.countDown();
    far.close();
  }

  /** What is called over the channel. */
  public interface Port {
    List<Object> echo();

    Optional<Lsn> position(Endpoint of, Duration budget);

    DatabaseStatus status();

    RestorePoint point();

    NewKey swap(NewKey key);

    int upgrade(Consumer<String> progress, Duration deadline);

    void fail(ErrorCode code);

    void defect();

    void pass();

    boolean interrupted();

    void close();

    Berth berth(Path folder);
  }

  /** Another object there. */
  public interface Berth {
    String folder();

    int calls();
  }

  /** What is called. */
  private static final class Harbour implements Port {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public List<Object> echo() {
      return List.of();
    }

    @Override
    public Optional<Lsn> position(Endpoint of, Duration budget) {
      return of.port() == 1 ? Optional.empty() : Optional.of(new Lsn(budget.toMillis()));
    }

    @Override
    public DatabaseStatus status() {
      return new DatabaseStatus(
          DatabaseRole.STANDBY, "7", 2, Optional.of(Lsn.parse("FFFFFFFF/1")), false, true);
    }

    @Override
    public RestorePoint point() {
      return new RestorePoint(
          "v42", 3, new Lsn(9), Instant.EPOCH.plusNanos(1), new TransactionSnapshot(1, 2));
    }

    @Override
    public NewKey swap(NewKey key) {
      return new NewKey(key.secret().open(), new Secret(key.id()));
    }

    @Override
    public int upgrade(Consumer<String> progress, Duration deadline) {
      progress.accept("first");
      progress.accept("second");
      return (int) deadline.toSeconds();
    }

    @Override
    public void fail(ErrorCode code) {
      throw new SlipwayException(code, "it's \"so\"\nreally", "try é");
    }

    @Override
    public void defect() {
      throw new IllegalStateException("a defect");
    }

    @Override
    public void pass() {
      waiting.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted at the gate", "", e);
      }
    }

    @Override
    public boolean interrupted() {
      return Thread.interrupted();
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }

    @Override
    public Berth berth(Path folder) {
      return new Berth() {
        @Override
        public String folder() {
          return folder.toString();
        }

        @Override
        public int calls() {
          return closed.get();
        }
      };
    }
  }

  @Test
  void bringsEveryKindOfValueThereAndBack() {
    assertThat(port.position(new Endpoint("h", 1), Duration.ZERO)).isEmpty();
    assertThat(port.position(new Endpoint("h", 2), Duration.ofMillis(1234)))
        .contains(new Lsn(1234));
    assertThat(port.status()).isEqualTo(harbour.status());
    assertThat(port.point()).isEqualTo(harbour.point());
    assertThat(port.echo()).isEmpty();
    assertThat(processes).hasSize(1);
  }

  @Test
  void bringsASecretAsItIsAndOnlyThere() {
    NewKey key = new NewKey("AKIA", new Secret("s3cret \"/+="));
    assertThat(port.swap(key)).isEqualTo(new NewKey("s3cret \"/+=", new Secret("AKIA")));
    assertThat(port).hasToString("far ");
    refuses(() -> Wire.parse("{\"is\":\"value\",\"s3cret", Answer.class), "s3cret");
  }

  @Test
  void leadsToAnotherObjectAndAskingTwiceGivesTheSame() {
    Berth berth = port.berth(Path.of("/srv/a b"));
    assertThat(processes).isEmpty();
    assertThat(berth.folder()).isEqualTo("/srv/a b");
    assertThat(port.berth(Path.of("/srv/a b"))).isSameAs(berth).isEqualTo(berth);
    assertThat(port.berth(Path.of("/srv"))).isNotEqualTo(berth);
  }

  @Test
  void anErrorKeepsItsCodeItsMessageAndItsHint() {
    assertThatThrownBy(() -> port.fail(ErrorCode.GRANT_EXPIRED))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.GRANT_EXPIRED);
              assertThat(e).hasMessage("it's \"so\"\nreally");
              assertThat(e.hint()).isEqualTo("try é");
            });
    fails(port::defect, ErrorCode.INTERNAL, "a defect");
    assertThat(port.status()).isNotNull();
  }

  @Test
  void handsOnLinesBeforeTheEndOnTheCallersThread() {
    List<String> said = new ArrayList<>();
    int result =
        port.upgrade(
            line -> said.add(Thread.currentThread().getName() + line), Duration.ofSeconds(5));
    String own = Thread.currentThread().getName();
    assertThat(said).containsExactly(own + "first", own + "second");
    assertThat(result).isEqualTo(5);
  }

  @Test
  void severalCallsAreUnderWayAtOnce() throws Exception {
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(port::pass);
    harbour.waiting.await();
    assertThat(port.status()).isNotNull();
    assertThat(waiting).isNotDone();
    harbour.gate.countDown();
    waiting.get(10, TimeUnit.SECONDS);
    assertThat(processes).hasSize(1);
  }

  @Test
  void aCallThatWasUnderWayWhenTheConnectionBrokeMayHaveHappenedAndIsNotRepeated()
      throws Exception {
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(port::pass);
    harbour.waiting.await();
    processes.getFirst().cut();
    assertThatThrownBy(waiting::get)
        .cause()
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.HOST_LOST))
        .hasMessageContaining("web1")
        .hasMessageContaining("pass");
    assertThat(processes.getFirst().left()).isTrue();
    assertThat(processes).hasSize(1);
    assertThat(port.status()).isNotNull();
    assertThat(processes).hasSize(2);
  }

  @Test
  void whatWasOpenedOverALostConnectionIsNotClosedOverAnother() throws Exception {
    port.close();
    assertThat(processes).isEmpty();
    port.status();
    port.close();
    assertThat(harbour.closed.get()).isEqualTo(1);
    processes.getFirst().cut();
    assertThat(processes.getFirst().left()).isTrue();
    port.close();
    assertThat(harbour.closed.get()).isEqualTo(1);
  }

  @Test
  void anInterruptReachesTheCallOverThere() throws Exception {
    Thread caller = Thread.currentThread();
    Thread.startVirtualThread(
        () -> {
          try {
            harbour.waiting.await();
            caller.interrupt();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    fails(port::pass, ErrorCode.INTERRUPTED, "at the gate");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whoeverWasInterruptedBeforeIsSoOverThereAndStays() {
    Thread.currentThread().interrupt();
    assertThat(port.interrupted()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(port.interrupted()).isFalse();
  }

  @Test
  void aProcessThatDoesNotServeIsNamedWithItsLastWords() {
    Command refusing = Command.of("sh", "-c", "echo 'error [MANIFEST_INVALID]: no file' >&2");
    try (Far<Port> deaf =
        new Far<>(Port.class, "web1", errors -> new LocalRunner().converse(refusing, errors))) {
      fails(deaf.near()::status, ErrorCode.COMMAND_FAILED, "MANIFEST_INVALID");
    }
  }

  @Test
  void theServingEndLeavesWithItsController() throws Exception {
    port.status();
    far.close();
    assertThat(processes.getFirst().left()).isTrue();
  }

  @Test
  void aPositionOfALogSurvivesAsUnsigned() {
    assertThat(Wire.value(Wire.tree(new FinalPosition("1", 2, new Lsn(-1))), FinalPosition.class))
        .isEqualTo(new FinalPosition("1", 2, new Lsn(-1)));
  }

  private static void fails(ThrowingCallable what, ErrorCode code, String message) {
    assertThatThrownBy(what)
        .isInstanceOf(SlipwayException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((SlipwayException) e).code())
        .isEqualTo(code);
  }

  private static void refuses(ThrowingCallable what, String secret) {
    assertThatThrownBy(what).hasMessageNotContaining(secret);
  }
}
