package dev.slipway.release.watch;

import dev.slipway.error.SlipwayException;

/**
 * What has clients served again. It needs no journal and believes no record: it looks at the
 * databases.
 */
public interface Rescue {

  /**
   * Proves before anybody is held that it could help, and opens what it needs.
   *
   * @throws SlipwayException when it could not
   */
  void prepare();

  /**
   * One look, and what it calls for.
   *
   * @param unasked the controller promised that it asked for no promotion
   * @return who serves now and why
   * @throws SlipwayException when nothing could be done yet
   */
  String attempt(boolean unasked);
}
