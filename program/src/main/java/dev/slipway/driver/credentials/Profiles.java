package dev.slipway.driver.credentials;

import dev.slipway.service.NewKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a credentials file, line by line with the line ends, so that what is not changed
 * stays as it was to the byte.
 */
record Profiles(List<String> lines) {
  static final String ID = "aws_access_key_id";
  static final String SECRET = "aws_secret_access_key";

  /** A session token belongs to the key it came with: left in place it would spoil the new one. */
  private static final Set<String> REPLACED = Set.of(ID, SECRET, "aws_session_token");

  private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+$");
  private static final Pattern HEADER =
      Pattern.compile("\\s*\\[\\s*([^]]*?)\\s*].*", Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile("\\s*([A-Za-z_]+)\\s*=\\s*(.*?)\\s*", Pattern.DOTALL);

  static Profiles parse(String text) {
    return new Profiles(LINE.matcher(text).results().map(found -> found.group()).toList());
  }

  /** The same text with this key in the profile, which is added at the end when missing. */
  Profiles with(String profile, NewKey key) {
    List<String> changed = new ArrayList<>();
    String section = "";
    boolean written = false;
    for (String line : lines) {
      Optional<String> header = header(line);
      section = header.orElse(section);
      if (header.isPresent() && section.equals(profile) && !written) {
        changed.add(endOf(line).isEmpty() ? line + "\n" : line);
        changed.addAll(settings(key, endOf(line)));
        written = true;
      } else if (!section.equals(profile) || !isReplaced(line)) {
        changed.add(line);
      }
    }
    if (!written) {
      changed.addAll(newProfile(profile, key));
    }
    return new Profiles(List.copyOf(changed));
  }

  /** A setting of the profile. */
  Optional<String> setting(String profile, String name) {
    String section = "";
    Optional<String> value = Optional.empty();
    for (String line : lines) {
      section = header(line).orElse(section);
      Matcher setting = SETTING.matcher(line);
      if (section.equals(profile) && setting.matches() && setting.group(1).equals(name)) {
        value = Optional.of(setting.group(2));
      }
    }
    return value;
  }

  String text() {
    return String.join("", lines);
  }

  /** Not the lines: there are secrets among them. */
  @Override
  public String toString() {
    return "Profiles[***]";
  }

  private List<String> newProfile(String profile, NewKey key) {
    List<String> added = new ArrayList<>();
    if (!lines.isEmpty()) {
      added.add(endOf(lines.getLast()).isEmpty() ? "\n\n" : "\n");
    }
    added.add("[" + profile + "]\n");
    added.addAll(settings(key, "\n"));
    return added;
  }

  private static List<String> settings(NewKey key, String end) {
    String lineEnd = end.isEmpty() ? "\n" : end;
    return List.of(ID + " = " + key.id() + lineEnd, SECRET + " = " + key.secret().open() + lineEnd);
  }

  private static Optional<String> header(String line) {
    Matcher header = HEADER.matcher(line);
    return header.matches() ? Optional.of(header.group(1)) : Optional.empty();
  }

  private static boolean isReplaced(String line) {
    Matcher setting = SETTING.matcher(line);
    return setting.matches() && REPLACED.contains(setting.group(1));
  }

  private static String endOf(String line) {
    return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
  }
}
