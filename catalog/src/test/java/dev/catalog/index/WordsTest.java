package dev.catalog.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WordsTest {

  @Test
  void gathersEveryValueUnderItsPath() throws Exception {
    var words = new Words();
    words.properties(
        utf8(
            """
            {"status": "released", "sizes": [1, 2.5],
             "deep": {"er": [{"flag": true}, {"name": "inner"}]}, "after": "end"}"""));
    assertThat(words.filters())
        .containsExactly(
            "status=released",
            "sizes=1",
            "sizes=2.5",
            "deep.er.flag=true",
            "deep.er.name=inner",
            "after=end");
    assertThat(words.text().lines()).containsExactly("released", "inner", "end");
  }

  @Test
  void takesOnlyTheNamesOfTheDocumentItself() throws Exception {
    var words = new Words();
    words.properties(utf8("{\"aliases\": [\"a:1\", \"a:2\"], \"lab\": {\"name\": \"not mine\"}}"));
    assertThat(words.names()).containsExactly("a:1", "a:2");
  }

  @Test
  void findsTheLinkingByTheNameOfTheLinked() throws Exception {
    var words = new Words();
    words.embedded(
        utf8("[{\"path\": \"lab\", \"uuid\": \"u1\", \"type\": \"lab\", \"name\": \"Doe\"}]"));
    assertThat(words.filters()).containsExactly("lab.uuid=u1", "lab.name=Doe");
    assertThat(words.text()).contains("Doe");
  }

  @Test
  void leavesAttachmentsOut() throws Exception {
    var words = new Words();
    words.properties(utf8("{\"href\": \"data:" + "x".repeat(20_000) + "\"}"));
    assertThat(words.filters()).isEmpty();
    assertThat(words.text()).isEmpty();
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
