package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportPageTest {
  private static final Pattern PICTURE = Pattern.compile("<svg .*?</svg>", Pattern.DOTALL);

  private final String page = new ReportPage(Reports.report()).text();

  @Test
  void needsNoNetwork() {
    assertThat(page).doesNotContain("http", "src=", "url(", "@import", "<script", "<link");
  }

  @Test
  void drawsStepsAndLatenciesAsWellFormedPictures() throws Exception {
    List<String> pictures = pictures(page);

    assertThat(pictures).hasSize(4);
    for (String picture : pictures) {
      parse(picture);
    }
    assertThat(pictures.get(0)).contains("switch-database", "push-backup", "2.5 s");
    assertThat(pictures.get(1)).contains("polyline", "mark switch");
    assertThat(pictures.get(2)).contains("longest write gap: 305 ms", "class=\"answered\"");
  }

  @Test
  void escapesWhatItDidNotWrite() {
    assertThat(page).contains("&lt;all&gt;").doesNotContain("<all>");
  }

  @Test
  void saysPlainlyThatAWriteIsLost() {
    assertThat(page).contains("the ledger is not clean");
    assertThat(page).contains("<div class=\"figure bad\"><b>1</b><span>lost writes</span></div>");
  }

  @Test
  void canBeWrittenForAReleaseThatNeverBegan(@TempDir Path folder) {
    ReleaseRecord empty =
        new ReleaseRecord("v42", ReleaseState.STOPPED, "{}", Instant.EPOCH, List.of(), List.of());
    LoadResult silence =
        new LoadResult(Instant.EPOCH, List.of(), List.of(), List.of(), List.of(), List.of());

    new DemoReport("v41", empty, silence, new Ledger(0, List.of(), List.of()), List.of())
        .write(folder);

    assertThat(folder.resolve("report.json")).content().contains("\"outcome\" : \"stopped\"");
    assertThat(folder.resolve("report.html")).content().contains("not measured");
  }

  private static List<String> pictures(String html) {
    return PICTURE.matcher(html).results().map(MatchResult::group).toList();
  }

  private static void parse(String xml)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
