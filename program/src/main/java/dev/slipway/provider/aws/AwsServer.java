package dev.slipway.provider.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * One instance.
 *
 * @param address in its subnet; empty before it has one
 * @param ended why it was stopped or terminated, in AWS's words
 */
public record AwsServer(
    String id, State state, String address, Map<String, String> tags, String ended) {

  /** How it is doing, as far as Slipway cares. */
  public enum State {
    STARTING,
    RUNNING,
    STOPPED,
    /** Gone or going: its name is free. */
    ENDED
  }

  public AwsServer {
    tags = Map.copyOf(tags);
  }

  static AwsServer of(Instance instance) {
    Map<String, String> tags = new HashMap<>();
    for (Tag tag : instance.tags()) {
      tags.put(tag.key(), tag.value());
    }
    String reason = instance.stateReason() == null ? "" : instance.stateReason().message();
    return new AwsServer(
        instance.instanceId(),
        state(instance.state().name()),
        Optional.ofNullable(instance.privateIpAddress()).orElse(""),
        tags,
        Optional.ofNullable(reason).orElse(""));
  }

  private static State state(InstanceStateName name) {
    return switch (name) {
      case PENDING -> State.STARTING;
      case RUNNING -> State.RUNNING;
      case STOPPING, STOPPED -> State.STOPPED;
      case SHUTTING_DOWN, TERMINATED, UNKNOWN_TO_SDK_VERSION -> State.ENDED;
    };
  }

  public String name() {
    return tag(Tags.NAME);
  }

  /** Empty when it has no such tag. */
  public String tag(String key) {
    return tags.getOrDefault(key, "");
  }

  boolean live() {
    return state != State.ENDED;
  }
}
