package dev.slipway.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server of a site on another machine, and what is there to work on it with.
 *
 * @param user of the operating system there with whose rights {@code slipway node up} ran; empty
 *     when that is who logs in
 * @param slipway how the program there is called, as the beginning of an argument list
 * @param manifest of the server there
 */
public record RemoteServer(
    Machine machine, Optional<String> user, List<String> slipway, Path manifest) {
  public RemoteServer {
    slipway = List.copyOf(slipway);
  }
}
