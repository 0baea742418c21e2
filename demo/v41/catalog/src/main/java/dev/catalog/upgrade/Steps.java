package dev.catalog.upgrade;

import dev.catalog.document.Upgrade;
import java.util.List;

/** The upgrade functions of this release: all its schemas are still the first ones. */
public final class Steps {

  private Steps() {}

  /** All of them, in no order. */
  public static List<Upgrade> all() {
    return List.of();
  }
}
