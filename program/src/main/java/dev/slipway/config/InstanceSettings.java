package dev.slipway.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What instances of an AWS profile are made of.
 *
 * @param image id of the machine image
 * @param type unless the command line names another
 * @param network where in AWS's network
 * @param keyPair whose owner may log in
 * @param instanceProfile the rights of the instance itself, by name
 * @param volume its disk
 * @param spot empty for instances that nobody takes away
 * @param java home of the JDK 25 that the image or the application's own cloud-config brings
 */
public record InstanceSettings(
    String image,
    String type,
    @Inline Place network,
    Optional<String> keyPair,
    Optional<String> instanceProfile,
    @Default("{}") Volume volume,
    Optional<Spot> spot,
    @Default("/usr/lib/jvm/temurin-25-jdk-amd64") Path java) {

  /**
   * Where in AWS's network.
   *
   * @param zone availability zone; AWS chooses when empty
   * @param subnet AWS's default one of the zone when empty
   * @param securityGroups ids; AWS's default one when there are none
   */
  public record Place(
      Optional<String> zone, Optional<String> subnet, @Default("[]") List<String> securityGroups) {}

  /** The disk that an instance starts from and keeps its data on. */
  public record Volume(@Default("100GB") DataSize size, @Default("gp3") String type) {
    public Volume {
      if (gigabytes(size) < 1) {
        throw new IllegalArgumentException("size must be 1GB or more");
      }
    }

    public int gigabytes() {
      return gigabytes(size);
    }

    private static int gigabytes(DataSize size) {
      return (int) (size.bytes() >> 30);
    }
  }

  /**
   * Instances that AWS may take back.
   *
   * @param maxPrice US dollars an hour that are paid at most
   */
  public record Spot(String maxPrice) {
    public Spot {
      if (!maxPrice.matches("\\d{1,4}(\\.\\d{1,6})?") || new BigDecimal(maxPrice).signum() == 0) {
        throw new IllegalArgumentException(
            "maxPrice \"%s\" is no price; write 0.25 (US dollars an hour)".formatted(maxPrice));
      }
    }
  }

  /** The same with another type. */
  public InstanceSettings of(String otherType) {
    return new InstanceSettings(
        image, otherType, network, keyPair, instanceProfile, volume, spot, java);
  }
}
