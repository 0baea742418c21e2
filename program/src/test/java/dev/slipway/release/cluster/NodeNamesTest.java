package dev.slipway.release.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeNamesTest {
  @Test
  void aReplacementIsCalledAfterWhatItReplaces() {
    assertThat(NodeNames.replacementOf("v42-b-data2")).isEqualTo("v42-b-data2-r1");
    assertThat(NodeNames.replacementOf("v42-b-data2-r1")).isEqualTo("v42-b-data2-r2");
    assertThat(NodeNames.replacementOf("v42-b-data2-r9")).isEqualTo("v42-b-data2-r10");
  }

  @Test
  void moreNodesGoOnAfterTheHighestNumber() {
    assertThat(NodeNames.next(List.of("d-data1", "d-data10", "d-data9-r2"), "x", 2))
        .containsExactly("d-data11", "d-data12");
    assertThat(NodeNames.next(List.of("one", "two"), "v42-b-data", 1))
        .containsExactly("v42-b-data1");
  }
}
