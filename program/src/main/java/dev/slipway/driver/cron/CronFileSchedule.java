package dev.slipway.driver.cron;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.service.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Jobs in a file for cron, which reads it again by itself when it changed. */
public final class CronFileSchedule implements Schedule {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Debian's cron passes over files of other names in silence. */
  private static final Pattern READ_BY_CRON = Pattern.compile("[A-Za-z0-9_-]+");

  /** A longer command makes cron refuse the whole file. */
  private static final int LONGEST_COMMAND = 998;

  private final CronSettings settings;

  public CronFileSchedule(CronSettings settings) {
    this.settings = settings;
    String name = settings.file().getFileName().toString();
    Path folder = settings.file().toAbsolutePath().getParent();
    if (folder.endsWith("cron.d") && !READ_BY_CRON.matcher(name).matches()) {
      throw failed("cron passes over a file named " + name, "use letters, digits, - and _ only");
    }
  }

  @Override
  public synchronized void install(Entry entry) {
    if (!NAME.matcher(entry.name()).matches()) {
      throw failed("\"" + entry.name() + "\" is not a job's name", "use letters, digits, . - _");
    }
    if (entry.command().isEmpty()) {
      throw failed("the job " + entry.name() + " has no command", "");
    }
    if (CommandLine.of(entry.command()).length() > LONGEST_COMMAND) {
      throw failed(
          "the command of %s is too long for cron".formatted(entry.name()),
          "put it into a script and schedule that");
    }
    Entry checked = new Entry(entry.name(), CronExpression.checked(entry.cron()), entry.command());
    change(file -> file.with(checked, settings.user()));
  }

  @Override
  public synchronized void remove(String name) {
    change(file -> file.without(name));
  }

  @Override
  public synchronized Optional<Entry> find(String name) {
    try {
      return read().find(name);
    } catch (IllegalArgumentException e) {
      throw failed(
          "%s was changed by hand: %s".formatted(settings.file(), e.getMessage()),
          "install the job again, or take its comment line away");
    }
  }

  private void change(UnaryOperator<CronFile> change) {
    CronFile before = read();
    byte[] after = change.apply(before).content();
    if (Arrays.equals(before.content(), after)) {
      return;
    }
    try {
      if (Files.exists(settings.file())) {
        AtomicFile.replace(settings.file(), after);
      } else {
        AtomicFile.write(settings.file(), after, "root");
      }
    } catch (UncheckedIOException e) {
      throw trouble(e.getCause());
    }
  }

  private CronFile read() {
    try {
      boolean there = Files.exists(settings.file());
      return CronFile.of(there ? Files.readAllBytes(settings.file()) : new byte[0]);
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  private SlipwayException trouble(IOException cause) {
    return new SlipwayException(
        ErrorCode.SCHEDULE_FAILED,
        "cannot use " + settings.file() + ": " + cause,
        "check that its folder exists and that this user may write there",
        cause);
  }

  private static SlipwayException failed(String message, String hint) {
    return new SlipwayException(ErrorCode.SCHEDULE_FAILED, message, hint);
  }
}
