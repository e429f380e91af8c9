package io.bihuan;

import io.bihuan.people.Uscc;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** 统一社会信用代码 that no unit has. */
public final class Codes {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final AtomicLong NEXT =
      new AtomicLong(ThreadLocalRandom.current().nextLong(100_000_000L, 800_000_000L));

  private Codes() {}

  public static Uscc next() {
    String head = "91990121" + NEXT.getAndIncrement();
    return Stream.of(ALPHABET.split(""))
        .map(check -> head + check)
        .filter(Codes::isValid)
        .map(Uscc::new)
        .findFirst()
        .orElseThrow();
  }

  /** By another way than the product: every remainder but the right one leaves something. */
  private static boolean isValid(String code) {
    int[] weights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += ALPHABET.indexOf(code.charAt(i)) * weights[i];
    }
    return sum % ALPHABET.length() == 0;
  }
}
