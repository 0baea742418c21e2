package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Outcome;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
  private final JsonNode json = read(Reports.report());

  @Test
  void saysWhatTheReleaseCameTo() {
    assertThat(json.path("release").toString())
        .isEqualTo("{\"from\":\"v41\",\"to\":\"v42\",\"outcome\":\"completed\"}");
  }

  @Test
  void listsTheStepsWithTheirEvidence() {
    assertThat(json.path("steps")).hasSize(6);
    assertThat(json.path("steps").path(1).toString())
        .isEqualTo(
            "{\"name\":\"push-backup\",\"rows\":[\"R1\"],\"outcome\":\"done\","
                + "\"elapsedMs\":2500.0,\"evidence\":{\"mib\":12}}");
    assertThat(json.path("steps").path(5).path("evidence").path("hint").asText())
        .isEqualTo("try again");
  }

  @Test
  void hasEveryRowOfTheRunbookAlsoThoseThatNoStepDid() {
    JsonNode rows = json.path("runbook");

    assertThat(rows.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 23).mapToObj(number -> "R" + number).toList());
    assertThat(row(rows, "R1")).isEqualTo("done by push-backup");
    assertThat(row(rows, "R3")).isEqualTo("already done by tag-release");
    assertThat(row(rows, "R14")).isEqualTo("done by announce-start, announce-end");
    assertThat(row(rows, "R22")).isEqualTo("failed by close-tickets");
    assertThat(row(rows, "R2")).isEqualTo("missing by ");
  }

  @Test
  void countsWritesAndReads() {
    assertThat(json.path("writes").toString())
        .isEqualTo(
            "{\"acknowledged\":2,\"failed\":1,\"lost\":1,\"duplicated\":0,"
                + "\"gapMs\":305.0,\"slowestMs\":304.0}");
    assertThat(json.path("reads").toString()).isEqualTo("{\"ok\":1,\"failed\":1}");
  }

  @Test
  void tellsThePhasesOfTheSwitchover() {
    assertThat(json.path("switchover").toString())
        .isEqualTo(
            "{\"holdMs\":1.4,\"fenceMs\":27.0,\"proofMs\":0.5,\"promoteMs\":19.5,"
                + "\"resumeMs\":0.7,\"totalMs\":49.1,\"forecastMs\":60}");
  }

  @Test
  void namesTheDataNodesThatWereKilled() {
    assertThat(json.path("kills").toString())
        .isEqualTo(
            "[{\"node\":\"v42-b-data1\",\"during\":\"wait-for-index\",\"seen\":\"yellow: 2 data nodes\","
                + "\"noticedMs\":200.0,\"replacedBy\":\"v42-b-data1-r1\",\"greenMs\":9500.0}]");
  }

  @Test
  void aPhaseThatWasNotMeasuredIsNullAndNotZero() {
    JsonNode unmeasured =
        read(Reports.report(Reports.release(new Outcome.AlreadyDone(Evidence.none()))));

    assertThat(unmeasured.path("switchover").path("holdMs").isNull()).isTrue();
    assertThat(unmeasured.path("switchover")).hasSize(7);
  }

  private static String row(JsonNode rows, String name) {
    return rows.path(name).path("outcome").asText()
        + " by "
        + rows.path(name).path("step").asText();
  }

  private static JsonNode read(DemoReport report) {
    try {
      return new ObjectMapper().readTree(new ReportJson(report).text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
