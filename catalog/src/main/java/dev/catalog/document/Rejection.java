package dev.catalog.document;

import java.util.List;

/** A request that the catalog does not carry out, and why. */
public final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal it is; the HTTP status follows from it. */
  public enum Reason {
    /** The request itself cannot be understood. */
    MALFORMED,
    /** There is no such type or document. */
    NOT_FOUND,
    /** An identifier is taken, or the document changed meanwhile. */
    CONFLICT,
    /** The document breaks its schema, or links to what does not exist. */
    INVALID
  }

  /**
   * One thing that is wrong with a document.
   *
   * @param path JSON pointer into the document
   */
  public record Violation(String path, String message) {
    @Override
    public String toString() {
      return path + ": " + message;
    }
  }

  private final Reason reason;
  private final String hint;
  private final transient List<Violation> violations;

  public Rejection(Reason reason, String message, String hint) {
    this(reason, message, hint, List.of());
  }

  public Rejection(Reason reason, String message, String hint, List<Violation> violations) {
    super(message);
    this.reason = reason;
    this.hint = hint;
    this.violations = List.copyOf(violations);
  }

  /** A document with violations. */
  public static Rejection invalid(String type, List<Violation> violations) {
    return new Rejection(
        Reason.INVALID,
        "the " + type + " breaks its schema in " + violations.size() + " place(s)",
        "see violations; the schema of the type is part of the release",
        violations);
  }

  public Reason reason() {
    return reason;
  }

  public String hint() {
    return hint;
  }

  public List<Violation> violations() {
    return violations;
  }
}
