package dev.catalog.upgrade;

import dev.catalog.document.Upgrade;
import java.util.List;

/** The upgrade functions of this release. */
public final class Steps {

  private Steps() {}

  /** All of them, in no order. */
  public static List<Upgrade> all() {
    return List.of(
        new Upgrade("experiment", 1, new GatherDates()),
        new Upgrade("biosample", 1, new MeasureAges()));
  }
}
