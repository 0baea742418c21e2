package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.regex.Pattern;

/**
 * What the user asked for.
 *
 * @param version the release's name and its id in the journal: {@code v42} or {@code v42.1}
 * @param profile whose traffic moves
 * @param candidate the name of the site that it moves to
 * @param testSite whether a test site is launched beside it
 */
public record ReleaseRequest(String version, String profile, String candidate, boolean testSite) {
  private static final Pattern VERSION = Pattern.compile("v[0-9]+(\\.[0-9]+)*");
  private static final Pattern MAJOR = Pattern.compile("v[0-9]+");

  public ReleaseRequest {
    if (!VERSION.matcher(version).matches()) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "'%s' is not a version".formatted(version),
          "versions look like v42 or v42.1");
    }
  }

  /** To a site that is named after the version: {@code v42-b}. */
  public ReleaseRequest(String version, String profile) {
    this(version, profile, site(version, "b"), false);
  }

  /** The same to another site. */
  ReleaseRequest to(String site) {
    return new ReleaseRequest(version, profile, site, testSite);
  }

  /** The same with a test site. */
  public ReleaseRequest withTestSite() {
    return new ReleaseRequest(version, profile, candidate, true);
  }

  /** The test site's name: {@code v42-test}. */
  public String testName() {
    return site(version, "test");
  }

  private static String site(String version, String suffix) {
    return version.replace('.', '-') + "-" + suffix;
  }

  /** The annotated tag, as the procedure names it: {@code v42.0} for v42. */
  public String tag() {
    return MAJOR.matcher(version).matches() ? version + ".0" : version;
  }

  /** What its way back is called in the journal: {@code v42-rollback}. */
  public String rollback() {
    return version + "-rollback";
  }
}
