package io.bihuan.signing;

/** A task was about to end without a valid signature of the person who owns it. */
public class Unsigned extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unsigned(String why) {
    super(why);
  }
}
