package dev.slipway.driver.ssh;

import dev.slipway.error.SlipwayException;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** What is to be known of a connection while it is made. */
final class Attempt {
  private static final AttributeKey<Attempt> KEY = new AttributeKey<>();

  private final HostCheck check;
  private volatile Optional<SlipwayException> refusal = Optional.empty();
  private volatile boolean encrypted;

  Attempt(HostCheck check) {
    this.check = check;
  }

  static Attempt of(Session session) {
    return ((ClientSession) session).getConnectionContext().getAttribute(KEY);
  }

  AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }

  SshSettings settings() {
    return check.settings();
  }

  /** Why the host was refused. */
  Optional<SlipwayException> refusal() {
    return refusal;
  }

  /** The host was recognised, and the login is what is left. */
  boolean encrypted() {
    return encrypted;
  }

  /** For the client: whether to go on with a host that has this key. */
  static boolean accepts(ClientSession session, SocketAddress address, PublicKey key) {
    Attempt attempt = of(session);
    attempt.refusal = attempt.check.refusal(key);
    return attempt.refusal.isEmpty();
  }

  /** Hears what happens on every connection of a client. */
  static final class Listener implements SessionListener {
    @Override
    public void sessionNegotiationOptionsCreated(
        Session session, Map<KexProposalOption, String> proposal) {
      proposal.computeIfPresent(
          KexProposalOption.SERVERKEYS,
          (option, algorithms) -> of(session).check.preferred(algorithms));
    }

    @Override
    public void sessionEvent(Session session, Event event) {
      if (event == Event.KeyEstablished) {
        of(session).encrypted = true;
      }
    }
  }
}
