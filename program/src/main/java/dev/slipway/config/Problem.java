package dev.slipway.config;

/**
 * One thing wrong with a configuration file.
 *
 * @param path where: {@code proxies[0].url}; empty for the whole file
 * @param text what, lower case, without the value of anything that may be secret
 */
public record Problem(String path, String text) {
  @Override
  public String toString() {
    return path.isEmpty() ? text : path + ": " + text;
  }
}
