package dev.catalog.support;

import dev.catalog.search.SearchClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Real search nodes on free ports: several with data and one that only coordinates. */
public final class EmbeddedSearchCluster implements AutoCloseable {
  private final EmbeddedSearchNode master;
  private final List<EmbeddedSearchNode> nodes;

  private EmbeddedSearchCluster(EmbeddedSearchNode master, List<EmbeddedSearchNode> nodes) {
    this.master = master;
    this.nodes = List.copyOf(nodes);
  }

  /**
   * A cluster that answers.
   *
   * @param dataNodes 0 for a single node that does everything
   */
  public static EmbeddedSearchCluster start(int dataNodes) {
    if (dataNodes == 0) {
      var single = EmbeddedSearchNode.start();
      return new EmbeddedSearchCluster(single, List.of(single));
    }
    var ports = Stream.generate(FreePort::any).limit(dataNodes).toList();
    var nodes = new ArrayList<EmbeddedSearchNode>();
    for (int port : ports) {
      nodes.add(EmbeddedSearchNode.of(port, new Membership("test", true, ports)));
    }
    var master = EmbeddedSearchNode.of(FreePort.any(), new Membership("test", false, ports));
    nodes.add(master);
    nodes.forEach(EmbeddedSearchNode::launch);
    nodes.forEach(EmbeddedSearchNode::awaitService);
    return new EmbeddedSearchCluster(master, nodes);
  }

  /** A client of the node that an application would ask; the caller closes it. */
  public SearchClient client() {
    return master.client();
  }

  @Override
  public void close() {
    nodes.forEach(EmbeddedSearchNode::close);
  }
}
