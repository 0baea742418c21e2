package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.provider.ssh.SshProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeEstate() throws IOException {
    file = folder.resolve("estate.yaml");
    Files.writeString(file, EstateFile.reference());
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/redmine"), "key");
  }

  @Test
  void opensAnEstateWithoutTouchingAnything() {
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.services().provider().sites()).isEmpty();
      assertThat(wiring.services().keyUsers()).containsExactly("write-backups", "upload-files");
      assertThat(wiring.services().mail()).isPresent();
      assertThat(wiring.services().tickets()).isPresent();
      assertThat(wiring.journal().releases()).isEmpty();
    }
    assertThat(folder.resolve("state/journal")).doesNotExist();
  }

  @Test
  void handsOutTheSameDriverTwice() {
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.services().provider()).isSameAs(wiring.services().provider());
      assertThat(wiring.services().proxies().getFirst().proxy())
          .isSameAs(wiring.services().proxies().getFirst().proxy());
      assertThat(wiring.services().proxies().get(1).proxy().name()).isEqualTo("backup");
    }
  }

  @Test
  void aSecretThatIsMissingStopsOnlyWhoNeedsIt() throws IOException {
    Files.delete(folder.resolve("secrets/redmine"));
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.services().keyRing()).isNotNull();
      assertThatThrownBy(() -> wiring.services().tickets())
          .isInstanceOfSatisfying(
              SlipwayException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_MISSING));
    }
  }

  @Test
  void serversThatExistAlreadyAreMachinesThatCarrySites() throws IOException {
    String rack =
        """
        profiles:
          rack: {provider: ssh, ssh: {user: admin, servers: [{name: db1, host: 10.0.0.5}]}}
        """;
    Files.writeString(file, EstateFile.reference().replace("profiles:\n", rack));
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.machines("rack").names()).containsExactly("db1");
      assertThat(wiring.machines("rack").address("db1")).isEqualTo("10.0.0.5:22");
      assertThat(wiring.machines("production").names()).containsExactly("localhost");
      assertThat(wiring.services().provider("rack")).isInstanceOf(SshProvider.class);
      for (ThrowingCallable wrong :
          List.<ThrowingCallable>of(
              () -> wiring.machines("rack").open("db2"), () -> wiring.machines("shelf"))) {
        assertThatThrownBy(wrong)
            .isInstanceOfSatisfying(
                SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
      }
    }
  }

  @Test
  void twoServersOfOneAddressCannotBothCarryASite() throws IOException {
    String rack =
        """
        profiles:
          rack:
            provider: ssh
            ssh:
              user: admin
              servers: [{name: db1, host: "10.0.0.5:22"}, {name: db2, host: "10.0.0.5:2222"}]
        """;
    Files.writeString(file, EstateFile.reference().replace("profiles:\n", rack));
    try (Wiring wiring = Wiring.open(file)) {
      assertThat(wiring.machines("rack").names()).containsExactly("db1", "db2");
      assertThatThrownBy(() -> wiring.services().provider("rack"))
          .isInstanceOfSatisfying(
              SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ESTATE_INVALID))
          .hasMessageContaining("db1 and db2");
    }
  }

  @Test
  void instancesAreNotTakenForThisMachine() throws IOException {
    String cloud =
        """
        profiles:
          cloud:
            provider: aws
            aws: {region: us-west-2}
            instances: {image: ami-0123456789abcdef0, type: c6i.large}
        """;
    Files.writeString(file, EstateFile.reference().replace("profiles:\n", cloud));
    try (Wiring wiring = Wiring.open(file)) {
      assertThatThrownBy(() -> wiring.machines("cloud"))
          .isInstanceOfSatisfying(
              SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }
  }
}
