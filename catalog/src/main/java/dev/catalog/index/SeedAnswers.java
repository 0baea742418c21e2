package dev.catalog.index;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;

/**
 * What somebody must know who wants to replace the index by a copy of another version's: what it
 * is, and what must be in it.
 */
final class SeedAnswers {
  private final SearchIndex index;
  private final IndexedForm form;
  private final Sample sample;

  SeedAnswers(SearchIndex index, IndexedForm form, Sample sample) {
    this.index = index;
    this.form = form;
    this.sample = sample;
  }

  /** {@code {"name":…,"progress":…,"form":…,"definition":{settings, mappings, aliases}}}. */
  void index(Context context) {
    var answer = JsonNodeFactory.instance.objectNode();
    answer.put("name", index.name());
    answer.put("progress", index.progressId());
    answer.put("form", form.name());
    answer.set("definition", index.definition());
    context.contentType("application/json").result(answer.toString());
  }

  /** {@code {"documents":N,"sample":[{"id":…,"version":…,"source":{…}},…]}}. */
  void sample(Context context) throws SQLException, IOException {
    context.contentType("application/json").result(sample.take());
  }
}
