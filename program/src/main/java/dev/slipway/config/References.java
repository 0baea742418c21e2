package dev.slipway.config;

import dev.slipway.config.Estate.Services;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what one part of the estate says of another. */
final class References {
  private References() {}

  static List<Problem> check(Estate estate) {
    List<Problem> problems = new ArrayList<>();
    if (!estate.profiles().containsKey(Estate.PRODUCTION)) {
      problems.add(
          new Problem("profiles", "must have a profile named \"" + Estate.PRODUCTION + "\""));
    }
    Services services = estate.services();
    checkProxies(services.proxies(), problems);
    checkUser("backup.keyUser", services.backup().keyUser(), services.keys(), problems);
    services
        .logs()
        .ifPresent(logs -> checkUser("logs.keyUser", logs.keyUser(), services.keys(), problems));
    return problems;
  }

  private static void checkProxies(List<ProxySettings> proxies, List<Problem> problems) {
    if (proxies.isEmpty()) {
      problems.add(new Problem("proxies", "must have at least one; the first is the main one"));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < proxies.size(); i++) {
      if (!names.add(proxies.get(i).name())) {
        problems.add(
            new Problem(
                "proxies[%d].name".formatted(i),
                "\"%s\" names another proxy already".formatted(proxies.get(i).name())));
      }
    }
  }

  private static void checkUser(
      String path, String name, KeySettings keys, List<Problem> problems) {
    Optional<KeySettings.KeyUser> user = keys.user(name);
    if (user.isEmpty()) {
      List<String> names = keys.users().stream().map(KeySettings.KeyUser::name).toList();
      problems.add(
          new Problem(
              path, "no \"%s\" in keys.users; %s".formatted(name, Suggestion.among(names, name))));
    }
  }
}
