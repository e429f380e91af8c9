package io.bihuan.signing;

/**
 * The engine was asked for something nobody signed for: a task would have ended without a valid
 * signature of the person who owns it, or anything else would have changed behind the acts.
 */
public class Unsigned extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unsigned(String why) {
    super(why);
  }
}
