package dev.catalog.index;

import dev.catalog.document.Types;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The name of the form in which documents are put into the index. Two versions of the application
 * with the same form and the same mapping put the same into it, so that one may go on with a copy
 * of the other's index.
 *
 * <p>It is made of the schema versions, since documents are indexed in their current form, and of a
 * number for {@link Page} and {@link Words} themselves, that whoever changes what they write has to
 * raise.
 */
public record IndexedForm(String name) {
  private static final int WRITTEN_BY_PAGES = 1;

  /** The form of a release with these types. */
  public static IndexedForm of(Types types) {
    var versions =
        types.all().stream()
            .map(type -> type.name() + " " + type.version())
            .collect(Collectors.joining("\n"));
    return new IndexedForm(WRITTEN_BY_PAGES + "-" + digest(versions));
  }

  private static String digest(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
