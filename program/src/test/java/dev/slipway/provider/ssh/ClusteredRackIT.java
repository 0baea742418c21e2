package dev.slipway.provider.ssh;

import dev.slipway.service.ClusteredProviderContract;
import dev.slipway.service.Provider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** A site of four servers, each a machine of its own; a fifth is free. */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusteredRackIT extends ClusteredProviderContract {
  private final RackSites sites =
      new RackSites("rack1", "rack2", "rack3", "rack4", "rack5", "rack6");
  private final String commit = sites.application().searching();
  private final SshProvider provider = sites.provider();

  @AfterAll
  void endAll() {
    provider.close();
    sites.close();
  }

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected String commit() {
    return commit;
  }
}
