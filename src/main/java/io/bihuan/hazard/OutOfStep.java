package io.bihuan.hazard;

/**
 * The subject no longer stands where the caller believes: somebody was faster, or a form is old.
 */
public class OutOfStep extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutOfStep(String subject) {
    super("%s does not stand there any more.".formatted(subject));
  }
}
