package dev.slipway.release.cluster;

import dev.slipway.service.UnassignedReason;
import dev.slipway.service.UnassignedShard;

/** What is done about which reason. Pure. */
final class Remedies {
  private Remedies() {}

  static Remedy of(UnassignedShard shard) {
    return switch (shard.reason()) {
      case UnassignedReason.AllocationFailed _ -> new Remedy.Retry();
      case UnassignedReason.TooFewNodes few -> fewer(shard, few);
      case UnassignedReason.WaitsForNode _, UnassignedReason.OnItsWay _ -> new Remedy.Wait();
      case UnassignedReason.NoCopyLeft _ ->
          new Remedy.Nothing(
              "make up documents: start the node that held it (`slipway node up` on its server), or delete the"
                  + " index and have it built anew");
      case UnassignedReason.WaitsForPrimary _ ->
          new Remedy.Nothing("do anything before its primary has a place");
      case UnassignedReason.NodesDrained _ ->
          new Remedy.Nothing(
              "end what was begun: the same `slipway cluster replace` or `remove` goes on");
      case UnassignedReason.AllocationOff _ ->
          new Remedy.Nothing("switch it on: somebody has switched it off for a reason");
      case UnassignedReason.DiskFull _ ->
          new Remedy.Nothing("make room: give the node more, or `slipway cluster add` one");
      case UnassignedReason.Other _ -> new Remedy.Nothing("guess: see the log of its nodes");
    };
  }

  private static Remedy fewer(UnassignedShard shard, UnassignedReason.TooFewNodes few) {
    return shard.index().startsWith(".")
        ? new Remedy.Nothing("touch a hidden index, which looks after itself")
        : new Remedy.LowerReplicas(few.nodes() - 1);
  }
}
