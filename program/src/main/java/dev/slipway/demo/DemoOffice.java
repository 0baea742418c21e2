package dev.slipway.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.slipway.config.Secret;
import dev.slipway.config.SecretSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** The people's side of the demo: a mail server and a tracker, in the demo's own process. */
final class DemoOffice implements AutoCloseable {
  private static final String PROTOCOL = "smtp";

  private final GreenMail mail;
  private final DemoTracker tracker;

  private DemoOffice(GreenMail mail, DemoTracker tracker) {
    this.mail = mail;
    this.tracker = tracker;
  }

  static DemoOffice open(DemoLayout layout) {
    Secret key = new SecretSource.FromFile(layout.secret("tracker-key")).read();
    GreenMail mail =
        new GreenMail(new ServerSetup(DemoLayout.SMTP_PORT, layout.office(), PROTOCOL));
    mail.start();
    try {
      DemoTracker tracker =
          DemoTracker.start(new InetSocketAddress(layout.office(), DemoLayout.TRACKER_PORT), key);
      tracker.add("Search finds accessions in lower case", "Release Ready");
      tracker.add("Biosample ages have units", "Release Ready");
      tracker.add("A new front page", "In Progress");
      return new DemoOffice(mail, tracker);
    } catch (IOException e) {
      mail.stop();
      throw DemoFiles.failed(layout.folder(), e);
    }
  }

  /** Subjects of the messages that arrived, the oldest first. */
  List<String> subjects() {
    return Arrays.stream(mail.getReceivedMessages()).map(DemoOffice::subject).toList();
  }

  DemoTracker tracker() {
    return tracker;
  }

  @Override
  public void close() {
    mail.stop();
    tracker.close();
  }

  private static String subject(MimeMessage message) {
    try {
      return message.getSubject();
    } catch (MessagingException e) {
      return "(unreadable)";
    }
  }
}
