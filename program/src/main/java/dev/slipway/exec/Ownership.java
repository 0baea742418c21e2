package dev.slipway.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipalLookupService;

/** Who owns files: the servers that refuse root own theirs, when Slipway itself is root. */
public final class Ownership {
  private Ownership() {}

  /** True when this process may become any user. */
  public static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Gives one file or folder to the user and the group of the same name; nothing when not root. */
  public static void give(Path path, String user) {
    if (!root()) {
      return;
    }
    try {
      UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
      PosixFileAttributeView view = view(path);
      view.setOwner(names.lookupPrincipalByName(user));
      view.setGroup(names.lookupPrincipalByGroupName(user));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give " + path + " to " + user, e);
    }
  }

  /** Creates the folder and those above it that are missing, and gives the last to the user. */
  public static void createFolder(Path folder, String user) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
    give(folder, user);
  }

  /** Copies mode, owner and group from one file to another. */
  static void copy(Path from, Path to) throws IOException {
    PosixFileAttributes attributes = view(from).readAttributes();
    PosixFileAttributeView target = view(to);
    target.setPermissions(attributes.permissions());
    if (root()) {
      target.setOwner(attributes.owner());
      target.setGroup(attributes.group());
    }
  }

  private static PosixFileAttributeView view(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class);
  }
}
