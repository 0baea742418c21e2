package dev.slipway.fake;

import dev.slipway.service.Mailer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was given. When it lies, it drops what it takes. */
public final class FakeMailer implements Mailer {

  /** A message that it took. */
  public record Sent(String subject, String body) {}

  private final Mishaps mishaps = new Mishaps();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  public Mishaps mishaps() {
    return mishaps;
  }

  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  @Override
  public void send(String subject, String body) {
    mishaps.strike("send");
    if (!mishaps.lying()) {
      sent.add(new Sent(subject.replaceAll("\\R", " "), body));
    }
  }
}
