package dev.catalog.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The words other than uuid and accession by which a document can be found. */
public final class Keys {
  /** Namespace of the aliases, which are unique over all types. Names are unique within theirs. */
  public static final String ALIAS = "alias";

  /**
   * One of them.
   *
   * @param namespace {@link #ALIAS}, or the type for a name
   */
  public record Key(String namespace, String value) {}

  private Keys() {}

  /** All keys of a document. */
  public static Set<Key> of(Type type, ObjectNode properties, NameTemplate.Through through)
      throws SQLException {
    var keys = new LinkedHashSet<Key>();
    type.names(properties, through).forEach(name -> keys.add(new Key(type.name(), name)));
    Type.aliases(properties).forEach(alias -> keys.add(new Key(ALIAS, alias)));
    return keys;
  }
}
