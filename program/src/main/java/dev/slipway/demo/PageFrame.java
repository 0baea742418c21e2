package dev.slipway.demo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page around the report: its look, and its tables. */
final class PageFrame {
  static final String LEGEND =
      """
      <p class="legend"><i class="swatch median"></i>median of a slice
      <i class="swatch slowest"></i>slowest of a slice
      <i class="swatch missed"></i>failed
      <i class="swatch switch"></i>the switchover's step, which prepares before it holds
      <i class="swatch gap"></i>the longest write gap; each dot is one write</p>
      """;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #17212b; --quiet: #64748b; --paper: #f6f8fa;
        --card: #fff; --line: #dde3ea; --go: #0f766e; --calm: #7aa5a1; --bad: #c2410c;
        --switch: #f59e0b; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #8b98a8;
        --paper: #0d1117; --card: #161b22; --line: #2b333d; --go: #2dd4bf; --calm: #4d7f7b;
        --bad: #fb923c; --switch: #fbbf24; } }
      body { margin: 0 auto; max-width: 1080px; padding: 2rem 1.2rem 4rem; background: var(--paper);
        color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
      h1 { margin: 0; font-size: 1.9rem; } h2 { margin: 0 0 .6rem; font-size: 1.05rem; }
      .lead { margin: .2rem 0 1.4rem; color: var(--quiet); font-size: 1.05rem; }
      section { margin: 0 0 1rem; padding: 1rem 1.2rem; background: var(--card);
        border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; }
      .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: 1rem; padding: 1.2rem; }
      .figure b { display: block; font-size: 1.6rem; line-height: 1.2; color: var(--go); }
      .figure.bad b { color: var(--bad); } .figure span { color: var(--quiet); }
      svg { display: block; width: 100%; min-width: 640px; height: auto; }
      text { fill: var(--ink); font-size: 12px; } .tick { fill: var(--quiet); font-size: 11px; }
      .middle { text-anchor: middle; } .end { text-anchor: end; }
      .grid { stroke: var(--line); } .bar { fill: var(--go); }
      .bar.skipped, .bar.already-done { fill: var(--calm); }
      .bar.failed, .bar.unknown { fill: var(--bad); }
      polyline { fill: none; stroke-width: 1.3; stroke-linejoin: round; }
      polyline.median { stroke: var(--go); } polyline.slowest { stroke: var(--calm); }
      .answered { fill: var(--go); opacity: .55; } circle.missed { fill: var(--bad); }
      .mark { opacity: .28; } rect.switch, rect.gap { fill: var(--switch); }
      text.switch, text.gap { fill: var(--switch); font-weight: 600; }
      table { width: 100%; border-collapse: collapse; font-size: .92rem; }
      th, td { padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top;
        border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
      th { color: var(--quiet); font-weight: 600; } td:nth-child(-n+3) { white-space: nowrap; }
      tr.failed td:nth-child(2), tr.missing td:nth-child(2), tr.unknown td:nth-child(2) {
        color: var(--bad); font-weight: 600; }
      tr.skipped td { color: var(--quiet); }
      .legend { color: var(--quiet); font-size: .88rem; }
      .swatch { display: inline-block; width: .8em; height: .8em; margin: 0 .35em 0 .9em;
        border-radius: 2px; } .swatch.median { background: var(--go); }
      .swatch.slowest { background: var(--calm); } .swatch.missed { background: var(--bad); }
      .swatch.switch, .swatch.gap { background: var(--switch); opacity: .5; }
      """;

  private PageFrame() {}

  static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title><style>
        %s</style></head><body>
        %s
        </body></html>
        """
        .formatted(Svg.escape(title), STYLE, body);
  }

  /** The beginning of a section with a table, up to its first row. */
  static String table(String title, String... columns) {
    return Stream.of(columns)
        .map(column -> "<th>" + column + "</th>")
        .collect(
            Collectors.joining(
                "",
                "<section><h2>%s</h2><table><thead><tr>".formatted(title),
                "</tr></thead><tbody>"));
  }

  /**
   * @param kind one word that the style sheet knows
   */
  static String row(List<String> cells, String kind) {
    return cells.stream()
        .map(cell -> "<td>" + Svg.escape(cell) + "</td>")
        .collect(
            Collectors.joining("", "<tr class=\"" + kind.replace(' ', '-') + "\">", "</tr>\n"));
  }
}
