package io.bihuan.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * 登录密码: how login passwords are kept; signing passwords are not kept at all.
 *
 * <p>Whatever is asked about costs the same one derivation, so that a clock does not tell which
 * accounts there are. Few derive at once: guessing at logins must not keep anybody from signing.
 */
@Component
public class LoginPasswords implements PasswordEncoder {
  /** 16 MiB, 2 passes, 1 lane, as every released database has them: one cost for everybody. */
  static final KdfCost PRODUCTION = new KdfCost(16384, 2, 1);

  /** Code points, after normalization. What is longer is nobody's password. */
  static final int LONGEST = 128;

  private static final String CODE = "{code}";
  private static final int SALT_SIZE = 16;
  private static final int HASH_SIZE = 32;
  private static final Pattern COST =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,4}),p=.*");

  private final boolean allowCheap;
  private final PasswordEncoder argon2;
  private final String nobodys;
  private final Semaphore derivations =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors() / 2), true);

  LoginPasswords(SignInSettings settings) {
    KdfCost cost = settings.cost();
    if (!settings.allowCheapPasswords() && isCheap(cost.memoryKib(), cost.iterations())) {
      throw new CheapPasswordsRefused(cost);
    }
    this.allowCheap = settings.allowCheapPasswords();
    this.argon2 =
        new Argon2PasswordEncoder(
            SALT_SIZE, HASH_SIZE, cost.parallelism(), cost.memoryKib(), cost.iterations());
    this.nobodys = argon2.encode("nobody");
  }

  @Override
  public String encode(CharSequence password) {
    derivations.acquireUninterruptibly();
    try {
      return argon2.encode(normalised(password));
    } finally {
      derivations.release();
    }
  }

  @Override
  public boolean matches(CharSequence password, @Nullable String kept) {
    String typed = normalised(password);
    if (typed.codePointCount(0, typed.length()) > LONGEST) {
      return false;
    }
    boolean usable = kept != null && isUsable(kept);
    derivations.acquireUninterruptibly();
    try {
      return (argon2.matches(typed, usable ? kept : nobodys) && usable) | isCode(typed, kept);
    } finally {
      derivations.release();
    }
  }

  /** What is kept of an activation code: 128 random bits need no stretching. */
  static String keptOfCode(String code) {
    return CODE + sha256(code);
  }

  private static boolean isCode(String typed, @Nullable String kept) {
    return kept != null
        && kept.startsWith(CODE)
        && MessageDigest.isEqual(
            kept.getBytes(StandardCharsets.US_ASCII),
            keptOfCode(typed).getBytes(StandardCharsets.US_ASCII));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many wait for their turn; whoever asks may decide not to be one more. */
  public int waiting() {
    return derivations.getQueueLength();
  }

  /** NFC: one password, whether a keyboard composes its characters or not. */
  static String normalised(CharSequence password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /** A hash of a test is none here, whoever wrote it into the row. */
  private boolean isUsable(String kept) {
    Matcher cost = COST.matcher(kept);
    return cost.matches()
        && (allowCheap
            || !isCheap(Integer.parseInt(cost.group(1)), Integer.parseInt(cost.group(2))));
  }

  private static boolean isCheap(int memoryKib, int iterations) {
    return memoryKib < PRODUCTION.memoryKib() || iterations < PRODUCTION.iterations();
  }
}
