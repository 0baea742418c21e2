package dev.slipway.driver.ssh;

import dev.slipway.exec.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A command as a script that a remote shell reads from its standard input. Nothing but the name of
 * the shell goes through the login shell, whatever that is, and values of the environment are in no
 * list of processes.
 *
 * <p>The script's first word on the error stream says how far it came, see {@link Beginning}. The
 * deadline is kept over there, so that a program ends in time also when nobody is connected.
 *
 * @param token tells the script's word from the program's; not to be guessed
 * @param login who is logged in
 */
record CommandScript(Command command, String token, String login) {
  private static final String ROOT = "root";
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The line for the login shell. */
  String line() {
    return ShellWords.line(shell(login, command.user()));
  }

  /** A shell of that user's: root needs nobody's leave, everybody else asks sudo. */
  static List<String> shell(String login, Optional<String> user) {
    List<String> words = new ArrayList<>();
    user.filter(name -> !name.equals(login)).ifPresent(name -> words.addAll(become(login, name)));
    words.add("/bin/sh");
    return words;
  }

  private static List<String> become(String login, String user) {
    return login.equals(ROOT)
        ? List.of("runuser", "-u", user, "--")
        : List.of("sudo", "-n", "-u", user, "--");
  }

  /** The line for the login shell when the program is given what follows the script as input. */
  String dialogueLine() {
    List<String> words = shell(login, command.user());
    int bytes = dialogueText().getBytes(StandardCharsets.UTF_8).length;
    // A shell may read ahead of the script that it runs; head takes no byte more.
    words.addAll(List.of("-c", "eval \"$(head -c %d)\"".formatted(bytes)));
    return ShellWords.line(words);
  }

  /** The script itself. */
  String text() {
    return text("exec timeout -s KILL %s %s </dev/null".formatted(seconds(), words()));
  }

  /**
   * The script for a program that goes on until it is ended: in a group of its own all the same.
   */
  String dialogueText() {
    return text("exec timeout -s KILL 0 " + words());
  }

  private String words() {
    return ShellWords.line(command.arguments());
  }

  private String text(String last) {
    List<String> lines = new ArrayList<>();
    lines.add("PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin");
    if (command.user().isPresent()) {
      // As for a program of this machine: without HOME programs ask the system for it.
      lines.add("unset HOME");
    }
    new TreeMap<>(command.environment()).forEach((name, value) -> lines.add(export(name, value)));
    command
        .directory()
        .ifPresent(
            folder ->
                lines.add(
                    orSay("cd -- " + ShellWords.quote(folder.toString()), Beginning.Kind.FOLDER)));
    String program = ShellWords.quote(command.arguments().getFirst());
    lines.add(orSay("command -v " + program, Beginning.Kind.PROGRAM));
    lines.add("echo " + token + " " + Beginning.Kind.STARTED + " $$ >&2");
    lines.add(last);
    return String.join("\n", lines) + "\n";
  }

  private String orSay(String attempt, Beginning.Kind failure) {
    return "%s >/dev/null 2>&1 || { echo %s %s >&2; exit 1; }".formatted(attempt, token, failure);
  }

  private static String export(String name, String value) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a variable: " + name);
    }
    return "export %s=%s".formatted(name, ShellWords.quote(value));
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.3f", Math.max(1, command.deadline().toMillis()) / 1e3);
  }
}
