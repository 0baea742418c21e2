package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What verbs leave of an estate on AWS, beside files and processes: what they printed, the journal,
 * what everybody may read of an instance, what lies in the buckets.
 */
record AwsTraces(AwsEstate estate) {

  /**
   * @param where for a person to find it again
   */
  private record Trace(String where, String text) {}

  /** Asserts that no secret is in them, nor in a file or a process where it must not be. */
  void showNoneOf(Canaries canaries) throws IOException, SQLException {
    assertThat(all())
        .filteredOn(trace -> canaries.in(trace.text()))
        .extracting(Trace::where)
        .isEmpty();
    assertThat(canaries.lyingAbout()).isEmpty();
    assertThat(canaries.shown()).isEmpty();
  }

  private List<Trace> all() throws IOException, SQLException {
    List<Trace> traces = new ArrayList<>();
    traces.add(new Trace("output", estate.printed()));
    var releases = estate.open().journal().releases();
    if (!releases.isEmpty()) {
      traces.add(new Trace("releases", releases.toString()));
      List<String> rows = JournalRows.in(estate.open().estate().state());
      traces.add(new Trace("journal", String.join("\n", rows)));
    }
    addUserData(traces);
    addObjects(traces, "backups", "slipway/servers/");
    addObjects(traces, "logs", "");
    return traces;
  }

  private void addUserData(List<Trace> traces) {
    try (Ec2Client ec2 = estate.account().ec2()) {
      ec2.describeInstances().reservations().stream()
          .flatMap(reservation -> reservation.instances().stream())
          .map(Instance::instanceId)
          .forEach(id -> traces.add(new Trace("user data of " + id, userData(ec2, id))));
    }
  }

  private static String userData(Ec2Client ec2, String id) {
    String encoded =
        ec2.describeInstanceAttribute(
                ask -> ask.instanceId(id).attribute(InstanceAttributeName.USER_DATA))
            .userData()
            .value();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private void addObjects(List<Trace> traces, String bucket, String prefix) {
    try (S3Client s3 = estate.account().s3()) {
      s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
          .map(S3Object::key)
          .forEach(key -> traces.add(new Trace(bucket + "/" + key, object(s3, bucket, key))));
    }
  }

  private static String object(S3Client s3, String bucket, String key) {
    return s3.getObject(get -> get.bucket(bucket).key(key), ResponseTransformer.toBytes())
        .asString(StandardCharsets.ISO_8859_1);
  }
}
