package dev.slipway.testing;

import dev.slipway.aws.AwsClients;
import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.exec.Command;
import dev.slipway.service.Endpoint;
import dev.slipway.service.FileRights;
import dev.slipway.service.Machine;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The instances of an emulated account, brought to life: what runs there is a loopback server that
 * does what its user data says, and what is terminated there ends.
 */
public final class EmulatedInstances implements AutoCloseable {
  private static final int SSH = 22;
  private static final long PAUSE_NANOS = 200_000_000;

  private final Ec2Client ec2;
  private final NewKey rights;
  private final Path operator;
  private final SshNetwork network = new SshNetwork();
  private final Map<String, LoopbackServer> servers = new ConcurrentHashMap<>();
  private final Thread cloud = Thread.ofVirtual().unstarted(this::keepUp);

  /**
   * @param rights of every instance, in the place of an instance profile
   * @param operator the public key that may log in
   */
  public EmulatedInstances(RealMoto moto, NewKey admin, NewKey rights, Path operator) {
    this.ec2 = AwsClients.prepare(Ec2Client.builder(), RealMoto.access(moto.url(), admin)).build();
    this.rights = rights;
    this.operator = operator;
    cloud.start();
  }

  public int running() {
    return servers.size();
  }

  /** Where this machine finds what those that run have written. */
  public List<Path> disks() {
    return servers.values().stream().map(server -> server.written(Path.of("/"))).toList();
  }

  private void keepUp() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        ec2.describeInstances()
            .reservations()
            .forEach(reservation -> reservation.instances().forEach(this::follow));
      } catch (SdkException e) {
        // Ends with the test, or is asked again.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void follow(Instance instance) {
    String id = instance.instanceId();
    boolean runs = instance.state().name() == InstanceStateName.RUNNING;
    if (runs && !servers.containsKey(id)) {
      LoopbackServer server =
          new LoopbackServer(id, new Endpoint(instance.privateIpAddress(), SSH));
      servers.put(id, server);
      Thread.ofVirtual().start(() -> boot(id, server));
    } else if (!runs && servers.containsKey(id)) {
      servers.remove(id).close();
    }
  }

  private void boot(String id, LoopbackServer server) {
    server.admit(operator);
    try (Machine machine = network.machine(server.settings())) {
      write(
          machine, "/etc/ssh/ssh_host_ed25519_key.pub", Files.readString(server.file("host.pub")));
      write(
          machine,
          "/root/.aws/credentials",
          "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
              .formatted(rights.id(), rights.secret().open()));
      new CloudInit(machine).run(userData(id));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String userData(String id) {
    return ec2.describeInstanceAttribute(
            ask -> ask.instanceId(id).attribute(InstanceAttributeName.USER_DATA))
        .userData()
        .value();
  }

  private static void write(Machine machine, String file, String content) {
    machine.check(Command.of("mkdir", "-p", Path.of(file).getParent().toString()));
    machine.write(
        Path.of(file), content.getBytes(StandardCharsets.UTF_8), FileRights.ofOctal("600"));
  }

  @Override
  public void close() {
    cloud.interrupt();
    try {
      cloud.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    servers.values().forEach(LoopbackServer::close);
    network.close();
    ec2.close();
  }
}
