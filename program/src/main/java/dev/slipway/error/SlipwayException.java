package dev.slipway.error;

import java.util.Objects;

/**
 * The one exception of Slipway: what happened to what, why, and what the reader may do about it.
 * The command line, the journal and the report render the same three sentences. It carries no
 * secret: whoever throws it leaves secrets out of every part.
 */
public final class SlipwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String hint;

  /**
   * @param code the entry of the catalogue
   * @param message one line, lower case, what happened to what and why
   * @param hint one line, what to do about it; empty when there is nothing to say
   */
  public SlipwayException(ErrorCode code, String message, String hint) {
    this(code, message, hint, null);
  }

  /** As above, with the exception that led here; its message is not printed, only logged. */
  public SlipwayException(ErrorCode code, String message, String hint, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.code = Objects.requireNonNull(code, "code");
    this.hint = Objects.requireNonNull(hint, "hint");
  }

  public ErrorCode code() {
    return code;
  }

  public String hint() {
    return hint;
  }

  /** {@code error [CODE]: message} and, when there is one, a {@code hint:} line. */
  public String render() {
    String first = "error [" + code + "]: " + getMessage();
    return hint.isEmpty() ? first : first + System.lineSeparator() + "hint: " + hint;
  }
}
