package dev.catalog.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A link as a document spells it.
 *
 * @param path names of the properties down to the link, joined by dots, without array positions
 * @param value a uuid, accession, alias or name, or a path like {@code /labs/j-michael-cherry/}
 * @param targets types that the link may point to; empty for any
 */
public record Reference(String path, String value, List<String> targets) {

  /** The identifier within a value that is spelled as a path; any other value as it is. */
  public String identifier() {
    if (!value.startsWith("/")) {
      return value;
    }
    var parts = value.replaceAll("/+$", "").split("/", -1);
    return URLDecoder.decode(parts[parts.length - 1], StandardCharsets.UTF_8);
  }

  /** The property of the document that holds the link. */
  public String property() {
    return path.split("\\.", 2)[0];
  }

  /** Whether the link may point to a document of this type. */
  public boolean accepts(String type) {
    return targets.isEmpty() || targets.contains(type);
  }
}
