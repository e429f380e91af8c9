package io.bihuan.workbook;

import java.util.List;

/** A workbook that cannot be read as a whole. Nothing of it is imported. */
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<String> args;

  public Unreadable(String reason, String... args) {
    super(reason + " " + List.of(args));
    this.code = "import.unreadable." + reason;
    this.args = List.of(args);
  }

  public Unreadable(String reason, Throwable cause) {
    super(reason, cause);
    this.code = "import.unreadable." + reason;
    this.args = List.of();
  }

  /** Key in the messages files. */
  public String code() {
    return code;
  }

  /** What the message inserts. */
  public List<String> args() {
    return args;
  }
}
