package dev.slipway.driver.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Secret;
import dev.slipway.exec.Ownership;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.CredentialsFileContract;
import dev.slipway.service.NewKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsCredentialsFileTest extends CredentialsFileContract {
  private static final String ME = System.getProperty("user.name");

  private static final NewKey KEY = new NewKey("AKIANEW", new Secret("new/secret"));

  @TempDir Path folder;

  @Override
  protected CredentialsFile file() {
    return new AwsCredentialsFile(folder.resolve("home"), ME);
  }

  @Test
  void belongsToItsUserAlone() throws IOException {
    String user = Ownership.root() ? "daemon" : ME;

    new AwsCredentialsFile(folder.resolve("home"), user).install("default", KEY);

    Path aws = folder.resolve("home/.aws");
    assertThat(mode(aws)).isEqualTo("rwx------");
    assertThat(mode(aws.resolve("credentials"))).isEqualTo("rw-------");
    assertThat(Files.getOwner(aws.resolve("credentials")).getName()).isEqualTo(user);
    assertThat(Files.getOwner(aws).getName()).isEqualTo(user);
  }

  @Test
  void keepsEverythingElseToTheByte() throws IOException {
    byte[] before =
        """
        # caf\u00e9 \u00ff
        [other]
        aws_access_key_id=AKIAOTHER
        aws_secret_access_key = other

        [ default ]
        region = us-west-2
        aws_access_key_id=AKIAOLD
        aws_secret_access_key=old
        aws_session_token = stale
        ; a remark\r
        [last]
        aws_access_key_id = AKIALAST"""
            .getBytes(StandardCharsets.ISO_8859_1);
    write(before);

    file().install("default", KEY);

    assertThat(Files.readString(path(), StandardCharsets.ISO_8859_1))
        .isEqualTo(
            """
            # caf\u00e9 \u00ff
            [other]
            aws_access_key_id=AKIAOTHER
            aws_secret_access_key = other

            [ default ]
            aws_access_key_id = AKIANEW
            aws_secret_access_key = new/secret
            region = us-west-2
            ; a remark\r
            [last]
            aws_access_key_id = AKIALAST""");
  }

  @Test
  void addsAProfileAfterAFileWithoutALastLineEnd() throws IOException {
    write("[a]\naws_access_key_id = AKIAA".getBytes(StandardCharsets.ISO_8859_1));

    file().install("b", KEY);

    assertThat(Files.readString(path()))
        .isEqualTo(
            """
            [a]
            aws_access_key_id = AKIAA

            [b]
            aws_access_key_id = AKIANEW
            aws_secret_access_key = new/secret
            """);
  }

  @Test
  void handsTheWholeKeyToTheToolOnTheServer() {
    AwsCredentialsFile file = new AwsCredentialsFile(folder, ME);

    file.install("default", KEY);

    assertThat(file.key("default")).contains(KEY);
    assertThat(file.key("other")).isEmpty();
  }

  @Test
  void neverPrintsASecret() {
    assertThat(Profiles.parse("").with("default", KEY).toString()).doesNotContain("new/secret");
  }

  private void write(byte[] content) throws IOException {
    Files.createDirectories(path().getParent());
    Files.write(path(), content);
  }

  private Path path() {
    return folder.resolve("home/.aws/credentials");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
