package dev.slipway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code estate.yaml}: the whole of it or every problem at once. */
public final class EstateFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private EstateFile() {}

  /**
   * Reads and checks. Secrets are not read yet: a verb that needs none works without.
   *
   * @throws SlipwayException {@code ESTATE_MISSING}, {@code ESTATE_INVALID} with one line a problem
   */
  public static Estate load(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    List<Problem> problems = new ArrayList<>();
    Optional<Estate> estate =
        parse(absolute, problems).flatMap(tree -> bind(tree, absolute, problems));
    return estate
        .filter(bound -> problems.isEmpty())
        .orElseThrow(() -> invalid(absolute, problems));
  }

  /** The reference: every key with a comment. {@code slipway init} writes it. */
  public static String reference() {
    try (InputStream in = EstateFile.class.getResourceAsStream("estate.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<JsonNode> parse(Path file, List<Problem> problems) {
    try {
      return Optional.of(YAML.readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      problems.add(new Problem("", notYaml(e)));
      return Optional.empty();
    } catch (NoSuchFileException e) {
      throw missing("there is no " + file, e);
    } catch (IOException e) {
      throw missing(file + " cannot be read", e);
    }
  }

  private static Optional<Estate> bind(JsonNode tree, Path file, List<Problem> problems) {
    Scalars scalars = new Scalars(file.getParent());
    Optional<Estate> estate = new Binder(YAML, scalars, problems).bind(Estate.class, tree);
    estate.ifPresent(bound -> problems.addAll(References.check(bound)));
    return estate;
  }

  private static String notYaml(JsonProcessingException e) {
    String where =
        e.getLocation() == null ? "" : "line %d: ".formatted(e.getLocation().getLineNr());
    return where + NotYaml.words(e);
  }

  private static SlipwayException missing(String message, IOException cause) {
    return new SlipwayException(
        ErrorCode.ESTATE_MISSING,
        message,
        "name the file with --estate FILE, or write a new one with slipway init",
        cause);
  }

  private static SlipwayException invalid(Path file, List<Problem> problems) {
    String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return new SlipwayException(
        ErrorCode.ESTATE_INVALID,
        problems.stream()
            .map(problem -> System.lineSeparator() + "  " + problem)
            .collect(Collectors.joining("", file + " has " + count + ":", "")),
        "slipway init --print shows every key with a comment");
  }
}
