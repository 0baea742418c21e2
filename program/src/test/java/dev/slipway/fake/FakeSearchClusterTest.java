package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SearchClusterContract;
import java.util.Optional;

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

  @Override
  protected void deleteIndex(String name) {
    cluster.deleteIndex(name);
  }

  @Override
  protected Optional<String> waitOf(String index) {
    return cluster.wait(index);
  }

  @Override
  protected void setWait(String index, String time) {
    cluster.wait(index, Optional.of(time));
  }
}
