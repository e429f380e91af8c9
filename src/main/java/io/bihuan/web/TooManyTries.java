package io.bihuan.web;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** His password was not even looked at: he is to come back later. */
final class TooManyTries extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final long seconds;

  TooManyTries(Duration delay) {
    super("Too many tries.");
    this.seconds = Math.max(1, delay.plusMillis(999).toSeconds());
  }

  long seconds() {
    return seconds;
  }
}
