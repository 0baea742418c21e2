package dev.slipway.release;

import dev.slipway.service.RestorePoint;
import java.time.Duration;

/** What the people of the estate are told. */
public record Announcement(String subject, String body) {
  private static final String HOLD =
      """

      Writes are held for a moment (at most %d ms), then go on by themselves; reads go on
      throughout. You need do nothing. A second message follows when it is done.
      """;

  private static final String LOSS =
      """

      It has then what was written before %s. What was written since is lost to it, and so is
      what is written until it serves; keep your own copy of what matters. Requests fail for a
      moment. A second message follows when it is done.
      """;

  /**
   * Before the database moves.
   *
   * @param budget the longest that writes may be held
   */
  public static Announcement start(Plan plan, Duration budget) {
    String version = plan.request().version();
    String move =
        "from %s to %s now.\n".formatted(plan.current().name(), plan.request().candidate());
    String hold = HOLD.formatted(budget.toMillis());
    String back = version + " is about to be rolled back";
    return switch (plan.direction()) {
      case FORWARD ->
          new Announcement(
              version + " is about to go live",
              "The release of %s switches %s".formatted(version, move) + hold);
      case BACK -> new Announcement(back, "The site goes back " + move + hold);
      case TO_RESTORE_POINT ->
          new Announcement(
              back, "The site goes back " + move + LOSS.formatted(point(plan).taken()));
    };
  }

  /** When it was called off before anything was switched. */
  public static Announcement calledOff(Plan plan) {
    String version = plan.request().version();
    String what = (plan.back() ? "rollback" : "release") + " of " + version;
    return new Announcement(
        (plan.back() ? "the " + what : version) + " is called off",
        "The %s was called off; %s serves as before.\n".formatted(what, plan.current().name()));
  }

  /**
   * When the other site serves.
   *
   * @param address of its database
   */
  public static Announcement end(Plan plan, String address) {
    String version = plan.request().version();
    String serves =
        "%s serves the site now. Its database is the one on %s"
            .formatted(plan.request().candidate(), address);
    String left = plan.current().name();
    return switch (plan.direction()) {
      case FORWARD ->
          new Announcement(
              version + " is live", serves + "; the former site %s follows it.\n".formatted(left));
      case BACK ->
          new Announcement(
              version + " is rolled back",
              serves + "; the former site %s follows it.\n".formatted(left));
      case TO_RESTORE_POINT ->
          new Announcement(
              version + " is rolled back",
              serves
                  + ", as it was at %s. What was written since is kept on %s, which is stopped.\n"
                      .formatted(point(plan).taken(), left));
    };
  }

  private static RestorePoint point(Plan plan) {
    return plan.former().orElseThrow().point().orElseThrow();
  }
}
