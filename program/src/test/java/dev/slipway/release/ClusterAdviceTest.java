package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterAdviceTest {

  @Test
  void hasNothingToSayOfThreeDataNodesWithTwoReplicas() {
    assertThat(new ClusterAdvice("c", 3, true, 2).lines()).isEmpty();
  }

  @Test
  void twoDataNodesHaveTheMasterAsTheirThirdVoter() {
    assertThat(new ClusterAdvice("c", 2, true, 1).lines()).isEmpty();
    assertThat(new ClusterAdvice("c", 2, false, 1).lines())
        .containsExactly("c has 2 voting nodes: until its master joins, the loss of one stops it");
  }

  @Test
  void aSingleDataNodeIsAllThereIs() {
    assertThat(new ClusterAdvice("c", 1, true, 0).lines())
        .containsExactly("c has one data node: when it is lost, the index is built anew");
  }

  @Test
  void copiesMoreThanTheNodesCanHoldAreCounted() {
    assertThat(new ClusterAdvice("c", 2, true, 2).lines())
        .containsExactly("2 replicas need 3 data nodes, and c has 2: 1 can be held");
  }

  @Test
  void noCopyAtAllIsSaid() {
    assertThat(new ClusterAdvice("c", 3, true, 0).lines())
        .singleElement()
        .asString()
        .contains("keeps no copy of its index");
  }
}
