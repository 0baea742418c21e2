package dev.slipway.channel;

import dev.slipway.fake.FakedApplicationContract;
import dev.slipway.service.Application;

final class FarApplicationTest extends FakedApplicationContract {
  private final Application whole = ServedInProcess.far(Application.class, fake);
  private final Application bare = ServedInProcess.far(Application.class, bareFake);

  @Override
  protected Application whole() {
    return whole;
  }

  @Override
  protected Application bare() {
    return bare;
  }
}
