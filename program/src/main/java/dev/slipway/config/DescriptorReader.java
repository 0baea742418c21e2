package dev.slipway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.slipway.config.AppDescriptor.Build;
import dev.slipway.config.AppDescriptor.Documents;
import dev.slipway.config.AppDescriptor.FileIndexer;
import dev.slipway.config.AppDescriptor.Health;
import dev.slipway.config.AppDescriptor.Indexer;
import dev.slipway.config.AppDescriptor.Seed;
import dev.slipway.config.AppDescriptor.Start;
import dev.slipway.config.AppDescriptor.Upgrade;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text of {@code slipway-app.yaml} to {@link AppDescriptor}. */
final class DescriptorReader {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private DescriptorReader() {}

  static AppDescriptor read(String yaml) {
    List<String> problems = new ArrayList<>();
    AppDescriptor descriptor = descriptor(new DescriptorSection(tree(yaml), "", problems));
    if (!problems.isEmpty()) {
      throw invalid(problems);
    }
    return descriptor;
  }

  private static AppDescriptor descriptor(DescriptorSection root) {
    root.only(
        "name",
        "build",
        "start",
        "health",
        "indexer",
        "fileIndexer",
        "upgrade",
        "logs",
        "documents");
    return new AppDescriptor(
        root.has("name") ? root.text("name") : "application",
        root.section("build").map(DescriptorReader::build),
        root.section("start").map(DescriptorReader::start),
        health(root),
        root.section("indexer").map(DescriptorReader::indexer),
        root.section("fileIndexer").map(DescriptorReader::fileIndexer),
        root.section("upgrade").map(s -> new Upgrade(s.only("command").command("command"))),
        root.texts("logs"),
        root.section("documents")
            .map(s -> new Documents(urlPath(s.only("unreadable"), "unreadable"))));
  }

  private static Build build(DescriptorSection section) {
    section.only("command", "output");
    String output = section.text("output");
    Path folder = Path.of(output);
    if (folder.isAbsolute() || folder.normalize().startsWith("..")) {
      section.problem("output", "must be a folder inside the source tree");
    }
    return new Build(section.command("command"), output);
  }

  private static Start start(DescriptorSection section) {
    section.only("command", "environment");
    return new Start(section.command("command"), section.textMap("environment"));
  }

  private static Health health(DescriptorSection root) {
    if (!root.has("health")) {
      root.problem("health", "is missing; it is the one part that every application must offer");
    }
    return root.section("health")
        .map(DescriptorReader::healthOf)
        .orElse(new Health("/", Optional.empty()));
  }

  private static Health healthOf(DescriptorSection section) {
    section.only("path", "site");
    Optional<String> site =
        section.has("site") ? Optional.of(section.text("site")) : Optional.empty();
    if (site.isPresent() && !site.get().startsWith("/")) {
      section.problem("site", "must be a JSON pointer such as /site");
    }
    return new Health(urlPath(section, "path"), site);
  }

  private static Indexer indexer(DescriptorSection section) {
    section.only("status", "seed");
    return new Indexer(
        urlPath(section, "status"), section.section("seed").map(DescriptorReader::seed));
  }

  private static Seed seed(DescriptorSection section) {
    section.only("index", "sample", "on", "off");
    return new Seed(
        urlPath(section, "index"),
        urlPath(section, "sample"),
        section.command("on"),
        section.command("off"));
  }

  private static FileIndexer fileIndexer(DescriptorSection section) {
    section.only("status", "on", "off");
    return new FileIndexer(
        urlPath(section, "status"), section.command("on"), section.command("off"));
  }

  private static String urlPath(DescriptorSection section, String key) {
    String path = section.text(key);
    if (!path.isEmpty() && !path.startsWith("/")) {
      section.problem(key, "must be a path that begins with /");
    }
    return path;
  }

  private static JsonNode tree(String yaml) {
    JsonNode tree;
    try {
      tree = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw invalid(List.of(where(e) + ": " + NotYaml.words(e)));
    }
    if (!tree.isObject()) {
      throw invalid(List.of("line 1: must be a mapping of name, build, start, health, …"));
    }
    return tree;
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "line ?" : "line " + e.getLocation().getLineNr();
  }

  private static SlipwayException invalid(List<String> problems) {
    return new SlipwayException(
        ErrorCode.DESCRIPTOR_INVALID,
        AppDescriptor.FILE
            + " has "
            + problems.size()
            + " problem(s):\n  "
            + String.join("\n  ", problems),
        "mend the file in the application's repository; it is read at the tag");
  }
}
