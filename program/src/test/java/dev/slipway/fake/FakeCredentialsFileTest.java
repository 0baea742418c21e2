package dev.slipway.fake;

import dev.slipway.service.CredentialsFile;
import dev.slipway.service.CredentialsFileContract;

class FakeCredentialsFileTest extends CredentialsFileContract {
  private final FakeCredentialsFile file = new FakeCredentialsFile();

  @Override
  protected CredentialsFile file() {
    return file;
  }
}
