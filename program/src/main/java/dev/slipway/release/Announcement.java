package dev.slipway.release;

import java.time.Duration;

/** What the people of the estate are told. */
public record Announcement(String subject, String body) {
  private static final String HOLD =
      """

      Writes are held for a moment (at most %d ms), then go on by themselves; reads go on
      throughout. You need do nothing. A second message follows when it is done.
      """;

  /**
   * Before writes are held.
   *
   * @param budget the longest that they may be held
   */
  public static Announcement start(Plan plan, Duration budget) {
    String version = plan.request().version();
    String move =
        "from %s to %s now.\n".formatted(plan.current().name(), plan.request().candidate());
    String hold = HOLD.formatted(budget.toMillis());
    return plan.back()
        ? new Announcement(
            version + " is about to be rolled back", "The site goes back " + move + hold)
        : new Announcement(
            version + " is about to go live",
            "The release of %s switches %s".formatted(version, move) + hold);
  }

  /** When it was called off before anything was switched. */
  public static Announcement calledOff(Plan plan) {
    String what = (plan.back() ? "rollback" : "release") + " of " + plan.request().version();
    return new Announcement(
        plan.back()
            ? "the " + what + " is called off"
            : plan.request().version() + " is called off",
        "The %s was called off; %s serves as before.\n".formatted(what, plan.current().name()));
  }

  /**
   * When the other site serves.
   *
   * @param address of its database
   */
  public static Announcement end(Plan plan, String address) {
    String version = plan.request().version();
    return new Announcement(
        plan.back() ? version + " is rolled back" : version + " is live",
        """
        %s serves the site now. Its database is the one on %s; the former site %s follows it.
        """
            .formatted(plan.request().candidate(), address, plan.current().name()));
  }
}
