package dev.catalog.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with one JSON file per type, each an array of objects. Files are read as streams. */
record Inserts(Path folder) {

  /** Does something with one object. */
  @FunctionalInterface
  interface Visitor<E extends Exception> {
    void visit(ObjectNode insert) throws E, InterruptedException;
  }

  /** The types that the folder has a file of. */
  List<String> types() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    }
  }

  /** Reads one file; keys that begin with an underscore are notes and left out. */
  <E extends Exception> void read(String type, Visitor<E> visitor)
      throws IOException, E, InterruptedException {
    var file = folder.resolve(type + ".json").toFile();
    try (var inserts = Json.LENIENT.readerFor(ObjectNode.class).<ObjectNode>readValues(file)) {
      while (inserts.hasNextValue()) {
        var insert = inserts.nextValue();
        insert.properties().removeIf(property -> property.getKey().startsWith("_"));
        visitor.visit(insert);
      }
    } catch (JsonProcessingException e) {
      var line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IOException(file + ":" + line + ": " + e.getOriginalMessage(), e);
    }
  }
}
