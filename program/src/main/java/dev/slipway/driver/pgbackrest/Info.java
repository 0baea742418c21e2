package dev.slipway.driver.pgbackrest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Result;
import dev.slipway.service.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The answer of {@code info --output=json}. It comes with exit code 0 also when the repository
 * could not be read: the stanza's status says so.
 */
record Info(Failure failure) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 0;

  private static final int NO_BACKUP = 2;

  /** No stanza folder yet, no backup yet, no stanza data yet. */
  private static final Set<Integer> EMPTY = Set.of(1, NO_BACKUP, 3);

  private static final int HEX = 16;
  private static final int TIMELINE_DIGITS = 8;

  /** All sound backups, oldest first. */
  List<Backup> backups(Result result) {
    if (!result.succeeded()) {
      throw failure.of("list the backups", result);
    }
    JsonNode stanza = parse(result.output()).path(0);
    JsonNode status = stanza.path("status");
    if (EMPTY.contains(status.path("code").asInt(OK))) {
      return List.of();
    }
    if (status.path("code").asInt(-1) != OK) {
      throw failure.of("list the backups", result.output(), firstProblem(stanza));
    }
    return StreamSupport.stream(stanza.path("backup").spliterator(), false)
        .filter(backup -> !backup.path("error").asBoolean(false))
        .map(Info::backup)
        .sorted(Comparator.comparing(Backup::finished))
        .toList();
  }

  /** Whether the stanza is there, with backups or without. */
  boolean initialised(Result result) {
    int code = parse(result.output()).path(0).at("/status/code").asInt(-1);
    return result.succeeded() && (code == OK || code == NO_BACKUP);
  }

  private static Backup backup(JsonNode json) {
    Instant started = Instant.ofEpochSecond(json.at("/timestamp/start").asLong());
    Instant finished = Instant.ofEpochSecond(json.at("/timestamp/stop").asLong());
    String segment = json.at("/archive/stop").asText("");
    return new Backup(
        json.path("label").asText(),
        finished,
        Duration.between(started, finished),
        json.at("/info/size").asLong(),
        Integer.parseInt(segment.substring(0, TIMELINE_DIGITS), HEX));
  }

  private static String firstProblem(JsonNode stanza) {
    return StreamSupport.stream(stanza.path("repo").spliterator(), false)
        .map(repo -> repo.at("/status/message").asText("").lines().findFirst())
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(stanza.at("/status/message").asText(""));
  }

  private static JsonNode parse(String output) {
    try {
      return JSON.readTree(output);
    } catch (JsonProcessingException e) {
      throw new SlipwayException(
          ErrorCode.BACKUP_FAILED,
          "pgBackRest's list of backups is not JSON",
          "run pgbackrest info by hand on that server",
          e);
    }
  }
}
