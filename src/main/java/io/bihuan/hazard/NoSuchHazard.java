package io.bihuan.hazard;

/** There is no such hazard for this person; the two cases are told apart to nobody. */
public class NoSuchHazard extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoSuchHazard(String no) {
    super("There is no hazard %s.".formatted(no));
  }
}
