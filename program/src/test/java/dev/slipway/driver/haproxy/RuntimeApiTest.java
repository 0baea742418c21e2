package dev.slipway.driver.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of HAProxy 2.6.12, shortened. */
final class RuntimeApiTest {
  private static final String HERE = "127.0.41.1:8080";
  private static final Endpoint THERE = new Endpoint("127.0.42.1", 8081);

  private final List<String> asked = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final RuntimeApi api = new RuntimeApi("main", this::answer);

  @Test
  void movesTheBackendsOneServerAndReadsItBack() {
    answers(
        stat(HERE, "http", 0),
        state("-"),
        "IP changed from '127.0.41.1' to '127.0.42.1', port changed from '8080' to '8081' by"
            + " 'stats socket command'",
        stat(THERE.toString(), "http", 0));
    api.move("portal", THERE);
    assertThat(asked)
        .containsExactly(
            "show stat portal 4 -1 json",
            "show servers state portal",
            "set server portal/site addr 127.0.42.1 port 8081",
            "show stat portal 4 -1 json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Invalid addr 'site2' by 'stats socket command'", "Permission denied", ""})
  void doesNotTakeAnAnswerForAMove(String answer) {
    answers(stat(HERE, "http", 0), state("-"), answer, stat(HERE, "http", 0));
    SlipwayException unproven = refused(() -> api.move("portal", THERE));
    assertThat(unproven.code()).isEqualTo(ErrorCode.PROXY_UNPROVEN);
    assertThat(unproven.getMessage())
        .isEqualTo(
            "proxy main sends backend portal to %s, not to %s: \"%s\""
                .formatted(HERE, THERE, answer));
  }

  @Test
  void refusesAServerThatKeepsConnectionsOrHasThemWhole() {
    answers(stat(HERE, "http", -1), stat(HERE, "http", 20), stat(HERE, "tcp", 0));
    assertThat(refused(() -> api.movable("portal")).hint()).contains("pool-max-conn 0");
    assertThat(refused(() -> api.movable("portal")).hint()).contains("pool-max-conn 0");
    assertThat(refused(() -> api.movable("portal")).hint()).contains("mode http");
  }

  @Test
  void refusesAServerThatANameServerMayMoveBack() {
    answers(stat(HERE, "http", 0), state("site.example"));
    SlipwayException wrong = refused(() -> api.movable("portal"));
    assertThat(wrong.code()).isEqualTo(ErrorCode.PROXY_CONFIGURATION);
    assertThat(wrong).hasMessageContaining("by its name, site.example");
    assertThat(wrong.hint()).contains("IP address");
  }

  @ParameterizedTest
  @CsvSource({
    "'No such proxy.', does not tell of backend portal: \"No such proxy.\"",
    "[], 'runs 0 servers in backend portal, not one'",
    "'', 'runs 0 servers in backend portal, not one'",
    "'[[],[]]', 'runs 2 servers in backend portal, not one'",
  })
  void refusesWhatIsNotOneServer(String answer, String why) {
    answers(answer);
    SlipwayException wrong = refused(() -> api.movable("portal"));
    assertThat(wrong.code()).isEqualTo(ErrorCode.PROXY_CONFIGURATION);
    assertThat(wrong.getMessage()).isEqualTo("proxy main " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "user", "Unknown command: 'show cli level'\nhelp: …"})
  void refusesASocketThatIsNotAnAdmins(String level) {
    answers(level);
    SlipwayException wrong = refused(api::requireAdmin);
    assertThat(wrong.code()).isEqualTo(ErrorCode.PROXY_CONFIGURATION);
    assertThat(wrong.getMessage()).contains(level.lines().findFirst().orElseThrow());
    assertThat(wrong.getMessage().lines()).hasSize(1);
  }

  @Test
  void takesAnAdminsSocket() {
    answers("admin");
    api.requireAdmin();
    assertThat(asked).containsExactly("show cli level");
  }

  private String answer(String command) {
    asked.add(command);
    return answers.remove();
  }

  private void answers(String... all) {
    answers.addAll(List.of(all));
  }

  /** With fewer columns than it has. */
  private static String state(String name) {
    return """
    1
    # be_id be_name srv_id srv_name srv_addr srv_op_state srv_fqdn srv_port
    3 portal 1 site 127.0.41.1 2 %s 8080

    """
        .formatted(name);
  }

  /** HAProxy leaves the limit out where there is none. */
  private static String stat(String address, String mode, int idleLimit) {
    String fields =
        field("svname", "str", "\"site\"")
            + ","
            + field("addr", "str", "\"" + address + "\"")
            + ","
            + field("mode", "str", "\"" + mode + "\"");
    String limit = idleLimit < 0 ? "" : "," + field("src_ilim", "u32", "" + idleLimit);
    return "[[" + fields + limit + "]]";
  }

  private static String field(String name, String type, String value) {
    return """
    {"objType":"Server","proxyId":3,"id":1,"field":{"pos":0,"name":"%s"},"processNum":1,\
    "value":{"type":"%s","value":%s}}"""
        .formatted(name, type, value);
  }

  private static SlipwayException refused(Runnable what) {
    return catchThrowableOfType(SlipwayException.class, what::run);
  }
}
