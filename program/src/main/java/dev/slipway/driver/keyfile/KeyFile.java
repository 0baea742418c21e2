package dev.slipway.driver.keyfile;

import dev.slipway.config.Secret;
import dev.slipway.service.AccessKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The content of the file. Changes return a new one. */
record KeyFile(List<User> users) {

  /** A user and its keys, oldest first. */
  record User(String name, List<Key> keys) {
    User {
      keys = List.copyOf(keys);
    }

    Optional<Key> key(String id) {
      return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    User with(Key key) {
      List<Key> more = new ArrayList<>(keys);
      more.add(key);
      return new User(name, more);
    }

    User replace(Key key) {
      return new User(
          name, keys.stream().map(old -> old.id().equals(key.id()) ? key : old).toList());
    }

    User without(String id) {
      return new User(name, keys.stream().filter(key -> !key.id().equals(id)).toList());
    }
  }

  /** One key with its secret. */
  record Key(String id, Secret secret, boolean active, Instant created) {
    Key activated(boolean active) {
      return new Key(id, secret, active, created);
    }

    AccessKey shown() {
      return new AccessKey(id, active, created);
    }
  }

  KeyFile {
    users = users == null ? List.of() : List.copyOf(users);
  }

  User user(String name) {
    return users.stream()
        .filter(user -> user.name().equals(name))
        .findFirst()
        .orElseGet(() -> new User(name, List.of()));
  }

  /** Changes one user; one that is not there yet is added. */
  KeyFile change(String name, UnaryOperator<User> change) {
    User changed = change.apply(user(name));
    List<User> all = new ArrayList<>(users);
    all.removeIf(user -> user.name().equals(name));
    all.add(changed);
    return new KeyFile(all);
  }
}
