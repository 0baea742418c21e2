package dev.slipway.service;

/** The servers of sites that are on other machines. */
public interface RemoteServers extends AutoCloseable {

  /**
   * The server of that name, a site's master or a data node; the caller closes its machine. Nothing
   * is connected before the machine is asked for something.
   *
   * @throws dev.slipway.error.SlipwayException {@code SITE_UNKNOWN} when there is none
   */
  RemoteServer open(String server);

  @Override
  void close();
}
