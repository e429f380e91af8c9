package io.bihuan.people;

import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 账号: how persons sign in. After the first start there are none but the one made with the token.
 */
@Service
@Transactional
public class Accounts {
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,49}");
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 128;

  private final AccountMapper mapper;
  private final PasswordEncoder encoder;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Accounts(AccountMapper mapper, PasswordEncoder encoder, Clock clock) {
    this.mapper = mapper;
    this.encoder = encoder;
    this.clock = clock;
  }

  public Optional<Account> find(String username) {
    return USERNAME.matcher(username).matches() ? mapper.find(username) : Optional.empty();
  }

  public List<Account> all() {
    return mapper.all();
  }

  /** Opens an account with a first password that its owner must replace; returns that password. */
  public String open(String username, PersonId person, boolean administrator) {
    String first = randomText(9);
    open(username, person, administrator, first);
    return first;
  }

  public void open(String username, PersonId person, boolean administrator, String firstPassword) {
    if (!USERNAME.matcher(username).matches()) {
      throw Refused.because("username", "refused.username");
    }
    if (mapper.find(username).isPresent()) {
      throw Refused.because("username", "refused.username.taken");
    }
    mapper.insert(
        new Account(
            username, person, encoder.encode(normalised(firstPassword)), true, administrator, true),
        clock.instant());
  }

  /** The owner's own password. From now on the first one is dead. */
  public void choosePassword(String username, String password) {
    requireStrength("password", password);
    mapper.setPassword(username, encoder.encode(normalised(password)));
  }

  public void enable(String username, boolean enabled) {
    mapper.enable(username, enabled);
  }

  /** A token for the first administrator, or nothing when the system was set up already. */
  public Optional<String> setupToken() {
    if (mapper.tokenUsed() || mapper.count() > 0) {
      return Optional.empty();
    }
    String token = randomText(18);
    if (mapper.renewToken(sha256(token)) == 0) {
      mapper.insertToken(sha256(token));
    }
    return Optional.of(token);
  }

  public boolean isSetUp() {
    return mapper.tokenUsed() || mapper.count() > 0;
  }

  /** Uses the token up; it dies here even if every administrator should disappear later. */
  public void useSetupToken(@Nullable String token) {
    if (token == null
        || mapper.count() > 0
        || mapper.useToken(sha256(token.strip()), clock.instant()) != 1) {
      throw Refused.because("token", "refused.setup.token");
    }
  }

  /** Passwords of every kind are compared in one Unicode form, whatever the keyboard made. */
  public static String normalised(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private static void requireStrength(String field, String password) {
    new Refusals()
        .addIf(
            password.length() < SHORTEST_PASSWORD,
            field,
            "refused.password.short",
            SHORTEST_PASSWORD)
        .addIf(password.length() > LONGEST_PASSWORD, field, "refused.tooLong", LONGEST_PASSWORD)
        .throwIfAny();
  }

  private String randomText(int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
