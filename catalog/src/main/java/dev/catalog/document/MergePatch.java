package dev.catalog.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch, RFC 7396. */
final class MergePatch {

  private MergePatch() {}

  /** A copy of the target with the patch merged in; null in the patch removes. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    var result = target.deepCopy();
    for (var entry : patch.properties()) {
      var name = entry.getKey();
      if (entry.getValue().isNull()) {
        result.remove(name);
      } else if (entry.getValue() instanceof ObjectNode inner) {
        var old = result.get(name) instanceof ObjectNode object ? object : result.objectNode();
        result.set(name, apply(old, inner));
      } else {
        result.set(name, entry.getValue());
      }
    }
    return result;
  }
}
