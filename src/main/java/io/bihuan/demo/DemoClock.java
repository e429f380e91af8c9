package io.bihuan.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The real time, except while the demo plays what happened to its hazards on the days before. */
final class DemoClock extends Clock {
  private final Clock real;
  private volatile @Nullable Instant played;

  DemoClock(Clock real) {
    this.real = real;
  }

  void play(Instant at) {
    played = at;
  }

  Instant reallyNow() {
    return real.instant();
  }

  void stopPlaying() {
    played = null;
  }

  @Override
  public Instant instant() {
    Instant at = played;
    return at == null ? real.instant() : at;
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return real.withZone(zone);
  }
}
