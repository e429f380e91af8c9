package io.bihuan.people;

/** The pepper file is missing, readable for others or not a pepper; the text says what to do. */
public final class PepperRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PepperRefused(String message) {
    super(message);
  }
}
