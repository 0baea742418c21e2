package dev.slipway.driver.ssh;

import java.util.List;
import java.util.Optional;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;

/** Asks the agent for logins that have no key file. It is never forwarded to a server. */
final class Agents implements SshAgentFactory {

  @Override
  public SshAgent createClient(Session session, FactoryManager manager) {
    SshSettings.Login login = Attempt.of(session).settings().login();
    return Agent.at(login.keyFile().isPresent() ? Optional.empty() : login.agent());
  }

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) {
    throw new UnsupportedOperationException("no server may use the agent");
  }
}
