package dev.slipway.driver.haproxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server as the running process has it: {@code show stat BACKEND 4 -1 json}, management guide
 * 9.1.
 *
 * @param address with its port
 * @param mode {@code http} or {@code tcp}
 * @param idleLimit of connections kept for later requests; empty for no limit
 */
record RunningServer(String name, String address, String mode, String idleLimit) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws JsonProcessingException when it is not the answer to that question
   */
  static List<RunningServer> parse(String answer) throws JsonProcessingException {
    List<RunningServer> servers = new ArrayList<>();
    for (JsonNode server : JSON.readTree(answer)) {
      servers.add(server(server));
    }
    return servers;
  }

  /**
   * The names by which servers are looked up while it runs, in an answer to {@code show servers
   * state BACKEND} (management guide 9.3): a line that names the columns, a line for each server.
   */
  static List<String> lookedUp(String answer) {
    int column = -1;
    List<String> names = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      List<String> words = List.of(line.strip().split(" "));
      if (line.startsWith("#")) {
        column = words.indexOf("srv_fqdn") - 1;
      } else if (column >= 0 && words.size() > column && !words.get(column).equals("-")) {
        names.add(words.get(column));
      }
    }
    return names;
  }

  private static RunningServer server(JsonNode fields) {
    Map<String, String> values = new HashMap<>();
    for (JsonNode field : fields) {
      values.put(
          field.path("field").path("name").asText(), field.path("value").path("value").asText());
    }
    return new RunningServer(
        values.getOrDefault("svname", ""),
        values.getOrDefault("addr", ""),
        values.getOrDefault("mode", ""),
        values.getOrDefault("src_ilim", ""));
  }

  boolean keepsConnections() {
    return !idleLimit.equals("0");
  }
}
