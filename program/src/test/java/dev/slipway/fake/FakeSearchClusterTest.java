package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SearchClusterContract;

class FakeSearchClusterTest extends SearchClusterContract {
  private final FakeSearchCluster cluster = new FakeSearchCluster();

  @Override
  protected SearchCluster cluster() {
    return cluster;
  }

  @Override
  protected SearchCluster deadCluster() {
    cluster.mishaps().fail(ErrorCode.SEARCH_UNREACHABLE);
    return cluster;
  }

  @Override
  protected void createIndex(String name, int replicas) {
    cluster.createIndex(name, replicas);
  }
}
