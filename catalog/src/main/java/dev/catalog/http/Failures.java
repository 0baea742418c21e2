package dev.catalog.http;

import dev.catalog.Json;
import dev.catalog.document.Rejection;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what goes wrong into JSON answers. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger("dev.catalog.application");

  /** Seconds after which a client may try again. */
  private static final String RETRY_AFTER = "1";

  /** A write on a standby: read-only transaction; no transaction number may be assigned. */
  private static final Set<String> RECOVERY = Set.of("25006", "55000");

  /** Connection lost or refused; stopped by the administrator; starting up; no slot left. */
  private static final Set<String> UNREACHABLE =
      Set.of("57P01", "57P02", "57P03", "53300", "58000", "08P01");

  private Failures() {}

  static void add(RoutesConfig routes) {
    routes.exception(Rejection.class, Failures::rejected);
    routes.exception(SQLException.class, Failures::database);
    routes.exception(HttpResponseException.class, Failures::http);
    routes.exception(Exception.class, Failures::unexpected);
  }

  private static void rejected(Rejection rejection, Context context) {
    var answer = Json.object().put("error", rejection.getMessage()).put("hint", rejection.hint());
    if (!rejection.violations().isEmpty()) {
      var violations = answer.putArray("violations");
      rejection
          .violations()
          .forEach(v -> violations.addObject().put("path", v.path()).put("message", v.message()));
    }
    Bodies.answer(context, status(rejection.reason()), answer);
  }

  private static int status(Rejection.Reason reason) {
    return switch (reason) {
      case MALFORMED -> 400;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case INVALID -> 422;
    };
  }

  private static void database(SQLException failure, Context context) {
    var state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (RECOVERY.contains(state)) {
      unavailable(context, "this site's database is in recovery", "reads are served; write later");
    } else if (failure instanceof SQLTransientException
        || state.startsWith("08")
        || UNREACHABLE.contains(state)) {
      LOG.warn("{} {}: {}", context.method(), context.path(), failure.toString());
      unavailable(
          context, "the database cannot be reached", "whether a write was done is not known");
    } else {
      unexpected(failure, context);
    }
  }

  private static void unavailable(Context context, String error, String hint) {
    context.header("Retry-After", RETRY_AFTER);
    Bodies.refuse(context, 503, error, hint);
  }

  private static void http(HttpResponseException failure, Context context) {
    Bodies.refuse(context, failure.getStatus(), failure.getMessage(), "see the list of routes");
  }

  private static void unexpected(Exception failure, Context context) {
    LOG.error("{} {}", context.method(), context.path(), failure);
    Bodies.refuse(context, 500, "an error of the catalog itself", "see its application.log");
  }
}
