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

  /** The identifier within a value that is spelled as a path; any other value almost as it is. */
  public String identifier() {
    var path = value.replaceAll("/+$", "");
    if (!path.startsWith("/")) {
      return path;
    }
    var last = path.substring(path.lastIndexOf('/') + 1);
    try {
      return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that is just one: nothing has such a name, and so the link has no target.
      return last;
    }
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
