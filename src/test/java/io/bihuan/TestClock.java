package io.bihuan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The one source of time of every test: the real one, unless a test puts it forward or back.
 * Whoever does so puts it right again when he is done, for others share the application.
 */
@Component
@Primary
@Profile("!demo")
public final class TestClock extends Clock {
  private final ZoneId zone;
  private volatile Duration ahead = Duration.ZERO;

  TestClock() {
    this(ZoneId.of("Asia/Shanghai"));
  }

  private TestClock(ZoneId zone) {
    this.zone = zone;
  }

  /** Ahead of the real time by so much, or behind it. */
  public void isAhead(Duration by) {
    ahead = by;
  }

  /** Goes on from this moment. */
  public void isAt(Instant at) {
    ahead = Duration.between(Instant.now(), at);
  }

  public void isRight() {
    ahead = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return Clock.offset(Clock.system(other), ahead);
  }
}
