package io.bihuan.people;

import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
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

  private final AccountMapper mapper;
  private final PeopleMapper people;
  private final PostMapper posts;
  private final PasswordEncoder encoder;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Accounts(
      AccountMapper mapper,
      PeopleMapper people,
      PostMapper posts,
      PasswordEncoder encoder,
      Clock clock) {
    this.mapper = mapper;
    this.people = people;
    this.posts = posts;
    this.encoder = encoder;
    this.clock = clock;
  }

  public Optional<Account> find(String username) {
    return USERNAME.matcher(username).matches() ? mapper.find(username) : Optional.empty();
  }

  public List<Account> of(PersonId person) {
    return mapper.of(person);
  }

  public List<Account> all() {
    return mapper.all();
  }

  /** An administrator whom one proposes and another has not yet confirmed. */
  public record Proposed(String username, PersonId personId, PersonId proposedBy) {}

  /** An account just opened, and the first password, which is kept nowhere. */
  public record Opened(String firstPassword, boolean enabled) {}

  /** Opens an account with a first password that its owner must replace; returns that password. */
  public String open(String username, PersonId person) {
    String first = randomText(9);
    open(username, person, false, first);
    return first;
  }

  /**
   * Opens an account with a code that is good until its owner has chosen a password. Unlike a
   * password it cannot be guessed, so it costs no derivation: thousands are imported at once.
   */
  public String openByCode(String username, PersonId person) {
    String code = randomText(16);
    requireFree(username);
    mapper.insert(
        new Account(username, person, LoginPasswords.keptOfCode(code), true, false, true),
        clock.instant(),
        null);
    return code;
  }

  public void open(String username, PersonId person, boolean administrator, String firstPassword) {
    requireFree(username);
    if (administrator) {
      requireNoPosts(person);
      enter(PostEntry.Kind.APPOINTED, person, null);
    }
    mapper.insert(
        new Account(username, person, encoder.encode(firstPassword), true, administrator, true),
        clock.instant(),
        null);
  }

  /**
   * 三员分立: whoever administers has no post. Where there are two administrators already, a third is
   * none before the other one has confirmed him.
   */
  public Opened openAdministrator(PersonId by, String username, PersonId person) {
    if (by.equals(person)) {
      throw Refused.because("staffNo", "refused.post.self");
    }
    requireFree(username);
    requireNoPosts(person);
    boolean proposed = mapper.administrators().stream().anyMatch(other -> !other.equals(by));
    String first = randomText(9);
    mapper.insert(
        new Account(username, person, encoder.encode(first), !proposed, true, true),
        clock.instant(),
        proposed ? by : null);
    enter(proposed ? PostEntry.Kind.PROPOSED : PostEntry.Kind.APPOINTED, person, by);
    return new Opened(first, !proposed);
  }

  public List<Proposed> proposedAdministrators() {
    return mapper.proposed();
  }

  public void confirmAdministrator(PersonId by, String username) {
    Proposed proposed = proposed(username);
    if (by.equals(proposed.proposedBy()) || by.equals(proposed.personId())) {
      throw Refused.because("", "refused.post.own");
    }
    requireNoPosts(proposed.personId());
    settle(username, true);
    enter(PostEntry.Kind.APPOINTED, proposed.personId(), by);
  }

  public void declineAdministrator(PersonId by, String username) {
    Proposed proposed = proposed(username);
    settle(username, false);
    enter(PostEntry.Kind.DECLINED, proposed.personId(), by);
  }

  private Proposed proposed(String username) {
    return mapper.proposed().stream()
        .filter(proposed -> proposed.username().equals(username))
        .findFirst()
        .orElseThrow(() -> Refused.because("", "refused.post.settled"));
  }

  private void settle(String username, boolean confirmed) {
    if (mapper.settle(username, confirmed) == 0) {
      throw Refused.because("", "refused.post.settled");
    }
  }

  /** How many persons administer now. */
  public int administrators() {
    return mapper.administrators().size();
  }

  /** The owner's own password. From now on the first one is dead. */
  public void choosePassword(String username, String password) {
    requireStrength("password", password, username);
    mapper.setPassword(username, encoder.encode(password));
  }

  /** Whether it is the login password; the signing password must be another one. */
  public boolean isPassword(String username, String typed) {
    return find(username).filter(kept -> encoder.matches(typed, kept.passwordHash())).isPresent();
  }

  /** Out with its next request, or in again. Nobody shuts himself out. */
  public void enable(PersonId by, String username, boolean enabled) {
    Account account =
        find(username).orElseThrow(() -> Refused.because("", "refused.account.unknown"));
    new Refusals()
        .addIf(account.personId().equals(by), "", "refused.account.own")
        .addIf(enabled && account.administrator(), "", "refused.account.administrator")
        .throwIfAny();
    mapper.enable(username, enabled);
    if (account.administrator() && account.enabled()) {
      enter(PostEntry.Kind.ENDED, account.personId(), by);
    }
  }

  /** A token for the first administrator, or nothing when the system was set up already. */
  public Optional<String> setupToken() {
    if (mapper.tokenUsed() || mapper.count() > 0) {
      return Optional.empty();
    }
    String token = randomText(18);
    if (mapper.renewToken(LoginPasswords.sha256(token)) == 0) {
      mapper.insertToken(LoginPasswords.sha256(token));
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
        || mapper.useToken(LoginPasswords.sha256(token.strip()), clock.instant()) != 1) {
      throw Refused.because("token", "refused.setup.token");
    }
  }

  private void requireFree(String username) {
    if (!USERNAME.matcher(username).matches()) {
      throw Refused.because("username", "refused.username");
    }
    if (mapper.find(username).isPresent()) {
      throw Refused.because("username", "refused.username.taken");
    }
  }

  /** Locks the person first: nobody appoints him meanwhile. */
  private void requireNoPosts(PersonId person) {
    people.lockPerson(person);
    if (mapper.posts(person, LocalDate.now(clock)) > 0) {
      throw Refused.because("staffNo", "refused.administrator.posts");
    }
  }

  private void enter(PostEntry.Kind kind, PersonId person, @Nullable PersonId by) {
    posts.enter(
        PostEntry.ofAdministrator(
            clock.instant().truncatedTo(ChronoUnit.MILLIS), kind, person, by));
  }

  private static void requireStrength(String field, String password, String username) {
    String typed = LoginPasswords.normalised(password);
    int length = typed.codePointCount(0, typed.length());
    new Refusals()
        .addIf(length < SHORTEST_PASSWORD, field, "refused.password.short", SHORTEST_PASSWORD)
        .addIf(length > LoginPasswords.LONGEST, field, "refused.tooLong", LoginPasswords.LONGEST)
        .addIf(SigningPassword.isCommon(typed), field, "refused.password.common")
        .addIf(SigningPassword.isSame(typed, username), field, "refused.password.username")
        .throwIfAny();
  }

  private String randomText(int bytes) {
    byte[] some = new byte[bytes];
    random.nextBytes(some);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
  }
}
