package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.UnreadableDocuments;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether the former version reads every document that there is now. Only its own application
 * knows, for it knows its schemas; one that does not say is believed only if the version that is
 * left offers no upgrade, so that there are no versions of documents.
 *
 * @param former the application on the site
 * @param live that of the site that is left
 * @param otherwise what may be done when it does not
 */
public record Readability(
    ReleaseRequest release,
    SiteRecord site,
    Application former,
    Application live,
    Supplier<String> otherwise) {

  /**
   * @throws SlipwayException {@code DOCUMENTS_UNREADABLE} with how many documents of which type and
   *     version
   */
  public void require() {
    if (former.offers(Feature.UNREADABLE)) {
      requireNone(former.unreadable());
    } else if (live.offers(Feature.UPGRADE)) {
      throw refused(
          "the application of %s does not say which documents it reads, and %s may have written newer ones"
              .formatted(site.name(), release.version()));
    }
  }

  private void requireNone(List<UnreadableDocuments> unreadable) {
    if (!unreadable.isEmpty()) {
      throw refused(
          "%s cannot read what %s wrote: %s"
              .formatted(
                  site.name(),
                  release.version(),
                  unreadable.stream()
                      .map(Readability::describe)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static String describe(UnreadableDocuments group) {
    return "%d of type %s at version %d"
        .formatted(group.documents(), group.type(), group.version());
  }

  private SlipwayException refused(String message) {
    return new SlipwayException(ErrorCode.DOCUMENTS_UNREADABLE, message, otherwise.get());
  }
}
