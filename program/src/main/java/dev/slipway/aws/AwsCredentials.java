package dev.slipway.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.NewKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Where the SDK finds an identity's credentials. */
final class AwsCredentials {
  private AwsCredentials() {}

  static AwsCredentialsProvider of(AwsIdentity identity) {
    return switch (identity) {
      case AwsIdentity.Key key -> fixed(key.key());
      case AwsIdentity.Profile profile -> profile(profile);
      case AwsIdentity.Found _ -> DefaultCredentialsProvider.builder().build();
    };
  }

  private static StaticCredentialsProvider fixed(NewKey key) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.id(), key.secret().open()));
  }

  private static ProfileCredentialsProvider profile(AwsIdentity.Profile wanted) {
    ProfileFile file = file(wanted.file());
    if (file.profile(wanted.name()).isEmpty()) {
      throw missing(wanted, file);
    }
    return ProfileCredentialsProvider.builder()
        .profileFile(file)
        .profileName(wanted.name())
        .build();
  }

  private static ProfileFile file(Optional<Path> only) {
    return only.filter(Files::isReadable)
        .map(path -> ProfileFile.builder().content(path).type(ProfileFile.Type.CREDENTIALS).build())
        .orElseGet(
            () ->
                only.isPresent()
                    ? ProfileFile.aggregator().build()
                    : ProfileFile.defaultProfileFile());
  }

  private static SlipwayException missing(AwsIdentity.Profile wanted, ProfileFile file) {
    String where = wanted.file().map(Path::toString).orElse("~/.aws/config or ~/.aws/credentials");
    return new SlipwayException(
        ErrorCode.SECRET_MISSING,
        "there is no profile %s in %s".formatted(wanted.name(), where),
        file.profiles().isEmpty()
            ? "write it there with aws configure --profile " + wanted.name()
            : "there is: "
                + String.join(", ", file.profiles().keySet().stream().sorted().toList()));
  }
}
