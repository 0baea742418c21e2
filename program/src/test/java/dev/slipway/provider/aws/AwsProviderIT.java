package dev.slipway.provider.aws;

import dev.slipway.service.Provider;
import dev.slipway.service.ProviderContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class AwsProviderIT extends ProviderContract {
  @RegisterExtension static final AwsAccount ACCOUNT = new AwsAccount();

  @Override
  protected Provider provider() {
    return ACCOUNT.provider();
  }

  @Override
  protected String commit() {
    return "0123456789abcdef0123456789abcdef01234567";
  }

  @Override
  protected String otherCommit() {
    return "89abcdef0123456789abcdef0123456789abcdef";
  }
}
