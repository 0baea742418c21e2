package dev.slipway.service;

import java.time.Duration;
import java.util.List;

/** Why a copy of a shard has no place. Whoever decides branches on the type, not on the words. */
public sealed interface UnassignedReason {

  /** For people. */
  String words();

  /**
   * Every data node holds a copy of the shard already, and none holds two.
   *
   * @param nodes data nodes there are
   */
  record TooFewNodes(int nodes) implements UnassignedReason {
    @Override
    public String words() {
      return "there are more copies than data nodes, which are " + nodes;
    }
  }

  /**
   * Its node left, and may come back.
   *
   * @param left after which the copy is made anew elsewhere
   */
  record WaitsForNode(Duration left) implements UnassignedReason {
    @Override
    public String words() {
      return "its node left and may come back; made anew elsewhere in %d s"
          .formatted(left.toSeconds());
    }
  }

  /**
   * Making it failed so often that the cluster gave up.
   *
   * @param details of the last failure, in the cluster's own words
   */
  record AllocationFailed(int attempts, String details) implements UnassignedReason {
    @Override
    public String words() {
      return "making it failed %d times, last: %s".formatted(attempts, details);
    }
  }

  /** No node that is there holds a copy with all the documents. */
  record NoCopyLeft() implements UnassignedReason {
    @Override
    public String words() {
      return "no node holds a whole copy of it: its last one left with its node";
    }
  }

  /** The copy that it would be made from is not there yet. */
  record WaitsForPrimary() implements UnassignedReason {
    @Override
    public String words() {
      return "it is made from the primary, which has no place either";
    }
  }

  /**
   * The nodes that could hold it must not.
   *
   * @param nodes that are being drained
   */
  record NodesDrained(List<String> nodes) implements UnassignedReason {
    @Override
    public String words() {
      return "the nodes that could hold it take none: " + String.join(", ", nodes);
    }
  }

  /** Somebody switched it off for the cluster or the index. */
  record AllocationOff() implements UnassignedReason {
    @Override
    public String words() {
      return "giving shards a place is switched off (routing.allocation.enable)";
    }
  }

  /**
   * Too little room.
   *
   * @param nodes whose disk is too full
   */
  record DiskFull(List<String> nodes) implements UnassignedReason {
    @Override
    public String words() {
      return "the disk is too full on " + String.join(", ", nodes);
    }
  }

  /** It gets a place as soon as others before it are done. */
  record OnItsWay() implements UnassignedReason {
    @Override
    public String words() {
      return "it is next to get one";
    }
  }

  /** Anything else, in the cluster's own words. */
  record Other(String explanation) implements UnassignedReason {
    @Override
    public String words() {
      return explanation;
    }
  }
}
