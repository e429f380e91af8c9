package io.bihuan.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
  private Instant now = Instant.parse("2026-11-23T01:00:00Z");

  private final SignInThrottle throttle =
      new SignInThrottle(
          new SignInSettings(256, 1, 1, true, 5, 30),
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  @Test
  void theDelayGrowsWithEveryFurtherWrongPassword() {
    fail("zhou", "10.0.0.1", 4);
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
    for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      fail("zhou", "10.0.0.1", 1);
      assertThat(throttle.delay("zhou", "10.0.0.1")).isEqualTo(Duration.ofSeconds(seconds));
      now = now.plusSeconds(seconds);
      assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
    }
  }

  /** D120: the clock was a year ahead, and is right again. */
  @Test
  void whatAClockCountedThatWasAheadIsForgivenAndNotWaitedFor() {
    Instant right = now;
    now = right.plus(Duration.ofDays(365));
    fail("zhou", "10.0.0.1", 50);
    assertThat(throttle.delay("zhou", "10.0.0.1")).isPositive();
    now = right;
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
    fail("zhou", "10.0.0.1", 6);
    // A step of the time server, of half a second, forgives nothing.
    now = right.minusMillis(500);
    assertThat(throttle.delay("zhou", "10.0.0.1")).isPositive();
  }

  @Test
  void aStrangerLocksNobodyOut() {
    for (int i = 0; i < 500; i++) {
      fail("zhou", "203.0.113." + i % 250, 1);
    }
    assertThat(throttle.delay("zhou", "203.0.113.7")).isPositive();
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
  }

  @Test
  void anAccountUnderAttackGivesEachNewAddressOneTry() {
    for (int i = 0; i < 100; i++) {
      fail("zhou", "203.0.113." + i, 1);
    }
    assertThat(throttle.delay("zhou", "198.51.100.1")).isZero();
    fail("zhou", "198.51.100.1", 1);
    assertThat(throttle.delay("zhou", "198.51.100.1")).isPositive();

    throttle.succeeded("zhou", "10.0.0.1");
    fail("zhou", "10.0.0.1", 4);
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
  }

  @Test
  void whoTriesAThousandAccountsFromOneAddressIsSlowedDown() {
    int looked = 0;
    for (int i = 0; i < 1000; i++) {
      if (throttle.delay("account" + i, "203.0.113.1").isZero()) {
        looked++;
        fail("account" + i, "203.0.113.1", 1);
      }
    }
    assertThat(looked).isEqualTo(30);
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
  }

  @Test
  void whoHasSignedInFromAnAddressIsNotSlowedDownByItsOthers() {
    throttle.succeeded("zhou", "10.0.0.1");
    for (int i = 0; i < 60; i++) {
      fail("account" + i, "10.0.0.1", 1);
    }
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
    assertThat(throttle.delay("shen", "10.0.0.1")).isPositive();
  }

  @Test
  void theRightPasswordForgivesTheAccountAndNotTheAddress() {
    fail("zhou", "10.0.0.1", 4);
    throttle.succeeded("zhou", "10.0.0.1");
    fail("zhou", "10.0.0.1", 4);
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();

    for (int i = 0; i < 30; i++) {
      fail("account" + i, "10.0.0.1", 1);
      throttle.succeeded("zhou", "10.0.0.1");
    }
    assertThat(throttle.delay("other", "10.0.0.1")).isPositive();
  }

  @Test
  void afterAWhileAllIsForgiven() {
    fail("zhou", "10.0.0.1", 12);
    now = now.plus(Duration.ofMinutes(16));
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
    fail("zhou", "10.0.0.1", 4);
    assertThat(throttle.delay("zhou", "10.0.0.1")).isZero();
  }

  @Test
  void whateverIsTypedAsAnAccountIsKeptShort() {
    fail("x".repeat(1_000_000), "10.0.0.1", 5);
    assertThat(throttle.delay("x".repeat(999_999), "10.0.0.1")).isPositive();
  }

  private void fail(String account, String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(account, address);
    }
  }
}
