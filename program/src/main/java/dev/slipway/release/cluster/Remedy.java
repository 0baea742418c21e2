package dev.slipway.release.cluster;

/** What is done about a copy that has no place. */
public sealed interface Remedy {

  /** For people, after "will" or "will not". */
  String words();

  /** A sentence. */
  default String outlook() {
    return "Slipway will %s%s".formatted(safe() ? "" : "not ", words());
  }

  /** The cluster gave up, and what made it fail may be over. */
  record Retry() implements Remedy {
    @Override
    public String words() {
      return "try again to make the copies that failed";
    }
  }

  /**
   * Fewer copies are wanted.
   *
   * @param replicas beside the primary one: what the data nodes that are there can hold
   */
  record LowerReplicas(int replicas) implements Remedy {
    @Override
    public String words() {
      return "lower the replicas to %d, what the data nodes can hold (a release: only with gates.tooFewNodes: lower)"
          .formatted(replicas);
    }
  }

  /** It ends by itself. */
  record Wait() implements Remedy {
    @Override
    public String words() {
      return "wait: the cluster does it by itself";
    }
  }

  /**
   * Nothing that Slipway does by itself.
   *
   * @param advice what people can do
   */
  record Nothing(String advice) implements Remedy {
    @Override
    public String words() {
      return advice;
    }
  }

  /** Whether Slipway does it by itself. */
  default boolean safe() {
    return !(this instanceof Nothing);
  }
}
