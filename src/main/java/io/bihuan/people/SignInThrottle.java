package io.bihuan.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses at login passwords: each further wrong one costs him twice the time.
 *
 * <p>He is counted by account and address together, so that a stranger slows down nobody but
 * himself and locks no account; and by address alone, whichever accounts he tries. An address from
 * which an account has signed in before may be a whole office behind one router, so such an account
 * is slowed down by its neighbours much later. What was refused for being too early counts for
 * nothing. In memory: a restart forgives, and nobody restarts it by guessing.
 */
@Component
public class SignInThrottle {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(15);

  /** Guesses at one account from everywhere, after which each new address has but one. */
  private static final int UNDER_ATTACK = 100;

  private static final int NEIGHBOURS = 10;
  private static final int MOST_KEPT = 50_000;
  private static final int LONGEST_NAME = 60;
  private static final int LAST_DOUBLING = 20;

  private final int allowed;
  private final int allowedByAddress;
  private final Clock clock;
  private final Map<String, Tries> tries = bounded();
  private final Map<String, Boolean> signedInBefore = bounded();

  SignInThrottle(SignInSettings settings, Clock clock) {
    this.allowed = settings.failuresAllowed();
    this.allowedByAddress = settings.addressFailuresAllowed();
    this.clock = clock;
  }

  private record Tries(int failures, Instant last) {}

  /** How long he has to wait before his next try is looked at; nothing if it is now. */
  public synchronized Duration delay(String account, String address) {
    String name = cut(account);
    boolean known = signedInBefore.containsKey(pair(name, address));
    boolean underAttack = !known && failures(account(name)) >= UNDER_ATTACK;
    Duration own = delay(pair(name, address), underAttack ? 1 : allowed);
    Duration shared =
        delay(address(address), known ? allowedByAddress * NEIGHBOURS : allowedByAddress);
    return own.compareTo(shared) >= 0 ? own : shared;
  }

  public synchronized void failed(String account, String address) {
    String name = cut(account);
    count(pair(name, address));
    count(account(name));
    count(address(address));
  }

  /** Forgives the account here, and not the address: or one's own account would buy guesses. */
  public synchronized void succeeded(String account, String address) {
    String name = cut(account);
    tries.remove(pair(name, address));
    signedInBefore.put(pair(name, address), true);
  }

  private Duration delay(String key, int free) {
    Tries counted = tries.get(key);
    int failures = failures(key);
    if (counted == null || failures < free) {
      return Duration.ZERO;
    }
    Duration grown = Duration.ofSeconds(1L << Math.min(failures - free, LAST_DOUBLING));
    Duration wanted = grown.compareTo(LONGEST_DELAY) < 0 ? grown : LONGEST_DELAY;
    Duration left = wanted.minus(Duration.between(counted.last(), clock.instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private int failures(String key) {
    Tries counted = tries.get(key);
    return counted == null || isForgiven(counted) ? 0 : counted.failures();
  }

  private void count(String key) {
    int before = failures(key);
    tries.put(key, new Tries(before + 1, clock.instant()));
  }

  /** So is what was counted by a clock that has been put back since. */
  private boolean isForgiven(Tries counted) {
    Instant now = clock.instant();
    return now.isAfter(counted.last().plus(FORGIVEN_AFTER))
        || now.isBefore(counted.last().minus(LONGEST_DELAY));
  }

  private static String pair(String account, String address) {
    return "p " + address + " " + account;
  }

  private static String account(String account) {
    return "a " + account;
  }

  private static String address(String address) {
    return "i " + address;
  }

  private static String cut(String account) {
    return account.length() <= LONGEST_NAME ? account : account.substring(0, LONGEST_NAME);
  }

  /** The oldest go first: whoever fills it up has long been slowed down by his address. */
  private static <T> Map<String, T> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.@Nullable Entry<String, T> eldest) {
        return size() > MOST_KEPT;
      }
    };
  }
}
