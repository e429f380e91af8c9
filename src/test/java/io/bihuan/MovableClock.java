package io.bihuan;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The real time, until a test says what time it is. Set it before the county is founded, for
 * whoever is appointed is so from that day on, and let it run again afterwards: other tests share
 * it.
 */
@Component
@Primary
@Profile("!demo")
public class MovableClock extends Clock {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final Clock real = Clock.system(CHINA);
  private volatile @Nullable Instant set;

  /** In China. */
  public void set(LocalDate day, LocalTime time) {
    set(ZonedDateTime.of(day, time, CHINA).toInstant());
  }

  public void set(Instant at) {
    set = at;
  }

  public void runAgain() {
    set = null;
  }

  @Override
  public Instant instant() {
    Instant at = set;
    return at == null ? real.instant() : at;
  }

  @Override
  public ZoneId getZone() {
    return CHINA;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
