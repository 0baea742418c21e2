package dev.slipway.service;

import java.util.List;
import java.util.Optional;

/**
 * The data nodes of one search cluster as their provider knows them.
 *
 * @param name which its nodes find each other by
 * @param version the tag they were launched for
 * @param commit the tag's commit
 * @param servers one a data node
 * @param site whose master has joined; empty before
 */
public record ClusterRecord(
    String name, String version, String commit, List<ServerRecord> servers, Optional<String> site) {
  public ClusterRecord {
    servers = List.copyOf(servers);
  }

  /** Names of the data nodes. */
  public List<String> nodes() {
    return servers.stream().map(ServerRecord::name).toList();
  }
}
