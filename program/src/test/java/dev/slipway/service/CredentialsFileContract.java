package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Secret;
import org.junit.jupiter.api.Test;

/** What every credentials file does. */
public abstract class CredentialsFileContract {
  private static final NewKey FIRST = new NewKey("AKIAFIRST", new Secret("first/secret+="));
  private static final NewKey SECOND = new NewKey("AKIASECOND", new Secret("second"));

  /** A file that nobody wrote to. */
  protected abstract CredentialsFile file();

  @Test
  void aProfileThatWasNeverInstalledHasNoKey() {
    assertThat(file().keyId("default")).isEmpty();
    assertThat(file().key("default")).isEmpty();
  }

  @Test
  void aProfileHoldsTheKeyInstalledLast() {
    CredentialsFile file = file();

    file.install("default", FIRST);
    file.install("default", SECOND);

    assertThat(file.keyId("default")).contains("AKIASECOND");
    assertThat(file.key("default")).contains(SECOND);
  }

  @Test
  void profilesDoNotDisturbEachOther() {
    CredentialsFile file = file();

    file.install("default", FIRST);
    file.install("encode-files-upload", SECOND);

    assertThat(file.keyId("default")).contains("AKIAFIRST");
    assertThat(file.keyId("encode-files-upload")).contains("AKIASECOND");
  }
}
