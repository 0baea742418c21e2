package dev.slipway.channel;

import dev.slipway.fake.FakeCredentialsFile;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.CredentialsFileContract;

final class FarCredentialsFileTest extends CredentialsFileContract {
  private final CredentialsFile file =
      ServedInProcess.far(CredentialsFile.class, new FakeCredentialsFile());

  @Override
  protected CredentialsFile file() {
    return file;
  }
}
