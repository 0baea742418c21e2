package dev.slipway.driver.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.Endpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolTest {

  @Test
  void aConnectionThatIsBeingOpenedHasNoEndYet() {
    Map<String, String> open = Map.of("local_addr", "127.0.0.1", "local_port", "40001");
    Map<String, String> opening = Map.of("local_addr", "", "local_port", "0");

    assertThat(Pool.ownEnds(List.of(open, opening)))
        .containsExactly(new Endpoint("127.0.0.1", 40001));
  }
}
