package dev.slipway.provider.aws;

/** The tags of an instance and its disk: what is known of it without asking anybody else. */
final class Tags {
  /** As AWS's own console shows it. */
  static final String NAME = "Name";

  /** Only what carries this estate's name is ever changed or terminated. */
  static final String ESTATE = "slipway:estate";

  /** What it was launched for: the same launch finds its own instances by it. */
  static final String RELEASE = "slipway:release";

  /** Master or data node. */
  static final String SERVER = "slipway:server-role";

  static final String SITE = "slipway:site";
  static final String CLUSTER = "slipway:cluster";

  /** Of a master's site. */
  static final String ROLE = "slipway:role";

  static final String BRANCH = "slipway:branch";
  static final String COMMIT = "slipway:commit";
  static final String STARTED_BY = "slipway:started-by";

  private Tags() {}
}
