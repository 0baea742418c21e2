package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class DemoTextTest {

  @Test
  void tellsOfKilledDataNodesOnlyWhereTheyWereToBeKilled() throws Exception {
    JsonNode shown = shown("");
    assertThat(DemoText.of(shown, false)).contains("writes lost").doesNotContain("killed");
    assertThat(DemoText.of(shown, true)).containsPattern("data nodes killed +none");
  }

  @Test
  void saysHowLongEachKilledDataNodeWasMissed() throws Exception {
    JsonNode shown = shown("{\"node\": \"v42-b-data1\", \"greenMs\": 4150.4}");
    assertThat(DemoText.of(shown, true))
        .containsPattern("data nodes killed +v42-b-data1 green after 4.2 s");
  }

  @Test
  void saysHowLongWritesWereHeldAndWhatWasForecast() throws Exception {
    assertThat(DemoText.of(shown(""), false))
        .containsPattern("writes held for +160 ms, forecast 120 ms")
        .containsPattern("longest write gap +224.1 ms");
  }

  private static JsonNode shown(String kills) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            """
            {"release": {"outcome": "completed"},
             "writes": {"acknowledged": 28589, "lost": 0, "duplicated": 0, "failed": 0, "gapMs": 224.1},
             "reads": {"ok": 16775, "failed": 0},
             "switchover": {"totalMs": 160, "forecastMs": 120},
             "kills": [%s]}
            """
                .formatted(kills));
  }
}
