package dev.slipway.service;

import dev.slipway.exec.Command;
import dev.slipway.exec.Dialogue;
import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * One machine: this one, or one reached by SSH. It runs programs and holds files. Safe for
 * concurrent use.
 *
 * <p>Beside what each method says, a machine that is not this one may answer {@code
 * HOST_UNREACHABLE}, {@code HOST_KEY_UNKNOWN}, {@code HOST_KEY_CHANGED}, {@code LOGIN_REFUSED}, and
 * {@code HOST_LOST} when the connection broke in the middle: then it may have happened or not, and
 * the caller has to look.
 */
public interface Machine extends Runner, AutoCloseable {

  /** What messages call it. */
  String name();

  /**
   * Starts a program to talk with. It goes on until it ends by itself or the dialogue is closed:
   * the command's deadline does not count. Of one whose connection was lost, the input ends, too.
   *
   * @param errors is handed each line of its errors as it is written
   * @throws dev.slipway.error.SlipwayException {@code PROGRAM_MISSING}, {@code COMMAND_FAILED} when
   *     there is no such folder, {@code PERMISSION_DENIED} when it may not run as that user
   */
  Dialogue converse(Command command, Consumer<String> errors);

  /**
   * The content of a small file, a few MiB at most.
   *
   * @throws dev.slipway.error.SlipwayException {@code FILE_MISSING}, {@code PERMISSION_DENIED}
   */
  byte[] read(Path file);

  /**
   * Writes a small file: whole or not at all, also when the connection breaks or the power fails.
   * Its content is in no argument list. An owner other than the one who is logged in needs the
   * rights of root, which {@code sudo} must give without a password.
   *
   * @throws dev.slipway.error.SlipwayException {@code FILE_MISSING} when there is no such folder,
   *     {@code PERMISSION_DENIED}, {@code DISK_FULL}; the former file is there as it was
   */
  void write(Path file, byte[] content, FileRights rights);

  /**
   * Copies a file of any size to the machine, unless it is there already. One that was interrupted
   * goes on where it stopped. The file appears when its checksum is right, and not before.
   *
   * @throws dev.slipway.error.SlipwayException as {@link #write}, and {@code CHECKSUM_DIFFERS}
   */
  Transfer upload(Path from, Path to, FileRights rights);

  /**
   * Copies a file of any size from the machine, under the same terms as {@link #upload}.
   *
   * @throws dev.slipway.error.SlipwayException {@code FILE_MISSING}, {@code PERMISSION_DENIED},
   *     {@code DISK_FULL}, {@code CHECKSUM_DIFFERS}
   */
  Transfer download(Path from, Path to);

  /** Ends the connection; programs that were started detached go on. */
  @Override
  void close();
}
