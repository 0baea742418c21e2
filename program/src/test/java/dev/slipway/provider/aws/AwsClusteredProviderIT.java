package dev.slipway.provider.aws;

import dev.slipway.service.ClusteredProviderContract;
import dev.slipway.service.Provider;
import org.junit.jupiter.api.extension.RegisterExtension;

class AwsClusteredProviderIT extends ClusteredProviderContract {
  @RegisterExtension static final AwsAccount ACCOUNT = new AwsAccount();

  @Override
  protected Provider provider() {
    return ACCOUNT.provider();
  }

  @Override
  protected String commit() {
    return "0123456789abcdef0123456789abcdef01234567";
  }
}
