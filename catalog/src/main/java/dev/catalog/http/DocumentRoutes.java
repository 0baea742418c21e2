package dev.catalog.http;

import dev.catalog.Json;
import dev.catalog.document.Document;
import dev.catalog.document.Documents;
import dev.catalog.document.Rejection;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import dev.catalog.document.Writes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Create, replace, patch, read and list documents; reads come from the database. */
public final class DocumentRoutes {
  private static final int MOST = 1000;
  private static final String PAGE = "25";

  private final Types types;
  private final Upgrades upgrades;
  private final Documents documents;
  private final Writes writes;

  public DocumentRoutes(Types types, Upgrades upgrades, Documents documents, Writes writes) {
    this.types = types;
    this.upgrades = upgrades;
    this.documents = documents;
    this.writes = writes;
  }

  void add(RoutesConfig routes) {
    routes.post("/{type}", this::create);
    routes.get("/{type}", this::list);
    routes.get("/{type}/{id}", this::read);
    routes.put("/{type}/{id}", this::replace);
    routes.patch("/{type}/{id}", this::patch);
  }

  private void create(Context context) throws SQLException {
    var document = writes.create(type(context), Bodies.read(context), requestId(context));
    context.header("Location", "/" + document.type() + "/" + document.uuid());
    Bodies.answer(context, 201, document.view());
  }

  private void replace(Context context) throws SQLException {
    answer(
        context,
        writes.replace(type(context), id(context), Bodies.read(context), requestId(context)));
  }

  private void patch(Context context) throws SQLException {
    answer(
        context,
        writes.patch(type(context), id(context), Bodies.read(context), requestId(context)));
  }

  private void read(Context context) throws SQLException {
    var type = types.of(type(context));
    var found = documents.find(type.name(), id(context));
    answer(
        context,
        found.orElseThrow(
            () ->
                new Rejection(
                    Rejection.Reason.NOT_FOUND,
                    "there is no " + type.name() + " '" + id(context) + "'",
                    "a uuid, accession, alias or name finds one")));
  }

  private void list(Context context) throws SQLException {
    var type = types.of(type(context));
    var limit = limit(context.queryParam("limit"));
    var page = documents.list(type.name(), from(context.queryParam("from")), limit);
    var answer = Json.object().put("type", type.name());
    var array = answer.putArray("documents");
    page.stream().map(upgrades::readable).map(Document::view).forEach(array::add);
    answer.put("next", page.size() < limit ? null : page.getLast().uuid().toString());
    Bodies.answer(context, 200, answer);
  }

  private void answer(Context context, Document document) {
    Bodies.answer(context, 200, upgrades.readable(document).view());
  }

  private static String type(Context context) {
    return context.pathParam("type");
  }

  private static String id(Context context) {
    return context.pathParam("id");
  }

  private static Optional<String> requestId(Context context) {
    return Optional.ofNullable(context.header("X-Request-Id")).filter(id -> !id.isBlank());
  }

  private static int limit(String text) {
    var number = Optional.ofNullable(text).orElse(PAGE);
    if (number.matches("[1-9]\\d{0,3}") && Integer.parseInt(number) <= MOST) {
      return Integer.parseInt(number);
    }
    throw wrong("limit", "a number from 1 to " + MOST);
  }

  private static Optional<UUID> from(String text) {
    if (text == null) {
      return Optional.empty();
    }
    var uuid = Documents.uuid(text);
    if (uuid.isEmpty()) {
      throw wrong("from", "the uuid that the page before gave as next");
    }
    return uuid;
  }

  private static Rejection wrong(String parameter, String allowed) {
    return new Rejection(
        Rejection.Reason.MALFORMED,
        "the parameter " + parameter + " is wrong",
        parameter + " is " + allowed);
  }
}
