package dev.catalog.load;

import dev.catalog.document.Document;
import dev.catalog.document.Keys;
import java.util.Collection;
import java.util.UUID;

/** A document with what is stored beside it, ready to be inserted among many. */
record Entry(Document document, Collection<Link> links, Collection<Keys.Key> keys) {

  /** A link whose target is known. */
  record Link(String path, UUID target) {}
}
