package dev.slipway.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headers, without lines around them. */
final class Table {
  private static final Character[] NO_LINES = AsciiTable.NO_BORDERS;

  private Table() {}

  static String of(List<String> headers, List<List<String>> rows) {
    Column[] columns =
        headers.stream()
            .map(header -> new Column().header(header).dataAlign(HorizontalAlign.LEFT))
            .map(column -> column.headerAlign(HorizontalAlign.LEFT).maxWidth(100))
            .toArray(Column[]::new);
    Object[][] cells = rows.stream().map(List::toArray).toArray(Object[][]::new);
    return AsciiTable.getTable(NO_LINES, columns, cells)
        .lines()
        .map(String::stripTrailing)
        .reduce((text, line) -> text + System.lineSeparator() + line)
        .orElse("");
  }

  /** Two columns: what, and what it is. */
  static String of(List<List<String>> facts) {
    int width = facts.stream().mapToInt(fact -> fact.getFirst().length()).max().orElse(0);
    return IntStream.range(0, facts.size())
        .mapToObj(i -> ("%-" + width + "s  %s").formatted(facts.get(i).toArray()))
        .reduce((text, line) -> text + System.lineSeparator() + line)
        .orElse("");
  }
}
