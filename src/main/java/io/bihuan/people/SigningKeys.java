package io.bihuan.people;

import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 签字密码 and the keys it opens. The password is asked for at every signing, wrong ones are counted by
 * person, and nobody but the owner can open a key (电子签名法 第十三条: 专有, 专控).
 */
@Service
public class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

  private static final int LONGEST_REASON = 500;

  private final SigningKeyMapper mapper;
  private final PeopleMapper people;
  private final AccountMapper accounts;
  private final Superiors superiors;
  private final SigningSettings settings;
  private final KeyWrapping wrapping;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SigningKeys(
      SigningKeyMapper mapper,
      PeopleMapper people,
      AccountMapper accounts,
      Superiors superiors,
      SigningSettings settings,
      TransactionTemplate transaction,
      Environment environment,
      Clock clock) {
    if (settings.allowCheapKeys() && !environment.acceptsProfiles(Profiles.of("test", "demo"))) {
      throw new IllegalStateException(
          "bihuan.signing.allow-cheap-keys is for tests: a cheap key is guessed within hours");
    }
    SecureRandom random = new SecureRandom();
    this.mapper = mapper;
    this.people = people;
    this.accounts = accounts;
    this.superiors = superiors;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
    this.wrapping =
        new KeyWrapping(
            // A lost one is not replaced: every key in the database would be locked for good.
            mapper.count() > 0
                ? Pepper.load(settings.pepper())
                : Pepper.loadOrCreate(settings.pepper(), random),
            settings.allowCheapKeys(),
            random,
            clock);
  }

  public boolean isEnrolled(PersonId person) {
    return mapper.current(person).isPresent();
  }

  public Optional<SigningKey> current(PersonId person) {
    return mapper.current(person);
  }

  public Optional<SigningKey> find(String keyId) {
    return mapper.find(keyId);
  }

  /** Whether the person has chosen a signing password, though it may still await attestation. */
  public boolean isChosen(PersonId person) {
    return isEnrolled(person) || mapper.awaiting(person).isPresent();
  }

  /** The key made in place of a revoked one; it signs nothing yet. */
  public Optional<SigningKey> awaiting(PersonId person) {
    return mapper.awaiting(person);
  }

  /**
   * Makes a person's key. Once: a second one would let an administrator replace the first. Where
   * one was revoked, the new one signs nothing before it is {@link #accept accepted}.
   */
  public void enroll(PersonId person, String username, String password) {
    SigningPassword.refusal(password, username)
        .ifPresent(
            code -> {
              throw Refused.because("signingPassword", code);
            });
    SigningKey key = wrapping.enroll(person.value(), password, settings.cost());
    transaction.executeWithoutResult(
        status -> {
          people.lockPerson(person);
          if (isChosen(person)) {
            throw Refused.because("signingPassword", "refused.signing.enrolled");
          }
          boolean first = !mapper.hadAny(person);
          mapper.insert(key, !first);
          if (!first) {
            KeyReplacement open =
                mapper
                    .openOf(person)
                    .orElseThrow(
                        () -> Refused.because("signingPassword", "refused.signing.revoked"));
            mapper.made(open.id(), key.keyId());
          }
          people.countSigningFailure(person, 0, null);
        });
  }

  /**
   * 重设签字密码: the key is dead from this moment, and its owner may make another one. What it signed
   * stays signed.
   *
   * @param by an administrator; never for himself
   */
  public void replace(PersonId by, PersonId person, String reason) {
    new Refusals()
        .text("reason", reason, LONGEST_REASON)
        .addIf(by.equals(person), "", "refused.replacement.own")
        .addIf(!accounts.isAdministrator(by), "", "refused.notYours")
        .addIf(!mapper.hadAny(person), "", "refused.replacement.noKey")
        .addIf(superiors.of(person).isEmpty(), "", "refused.replacement.noSuperior")
        .throwIfAny();
    transaction.executeWithoutResult(
        status -> {
          people.lockPerson(person);
          Instant now = clock.instant();
          mapper.revoke(person, now);
          mapper.supersede(person, now);
          mapper.insertReplacement(
              new KeyReplacement(UUID.randomUUID().toString(), person, reason, by, now, null));
        });
  }

  public Optional<KeyReplacement> replacement(PersonId person) {
    return mapper.openOf(person);
  }

  /** The new keys that somebody has to attest, oldest first. */
  public List<KeyReplacement> toAttest() {
    return mapper.toAttest();
  }

  /** Locked, so that one attestation is signed for it and no second one. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<KeyReplacement> lockToAttest(String replacementId) {
    return mapper.lockToAttest(replacementId);
  }

  /** The new key signs from now on. Part of the transaction that keeps the signed attestation. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void accept(KeyReplacement replacement, PersonId attestedBy, Instant at) {
    String newKey = replacement.newKeyId();
    if (newKey == null || mapper.release(newKey) != 1) {
      throw Refused.because("", "refused.outOfStep");
    }
    mapper.attested(replacement.id(), attestedBy, at);
  }

  /**
   * Opens the person's key for one signing; the caller closes it. Deriving costs tens of
   * milliseconds and happens outside any transaction, so that no row is held meanwhile.
   */
  public UnlockedKey unlock(PersonId person, String password) {
    SigningKey key =
        mapper
            .current(person)
            .orElseThrow(
                () ->
                    Refused.because(
                        "signingPassword",
                        mapper.awaiting(person).isPresent()
                            ? "refused.signing.awaiting"
                            : "refused.signing.notEnrolled"));
    Instant lockedUntil = people.person(person).map(Person::signingLockedUntil).orElse(null);
    if (isLocked(lockedUntil, clock.instant())) {
      throw Refused.because("signingPassword", "refused.signing.locked", settings.lockMinutes());
    }
    try {
      UnlockedKey unlocked = wrapping.unlock(key, password);
      forgetFailures(person);
      return unlocked;
    } catch (WrongSigningPassword wrong) {
      throw countFailure(person);
    } catch (AlteredKeyRefused | CheapKeyRefused | RevokedKeyRefused unusable) {
      LOG.error("The signing key of {} cannot be used", person, unusable);
      throw Refused.because("signingPassword", "refused.signing.key");
    }
  }

  /** A lock that would last longer than any was set by a clock that has been put right since. */
  private boolean isLocked(@Nullable Instant until, Instant now) {
    return until != null && now.isBefore(until) && !until.isAfter(now.plus(lock()));
  }

  private Duration lock() {
    return Duration.ofMinutes(settings.lockMinutes());
  }

  private void forgetFailures(PersonId person) {
    if (people.person(person).filter(p -> p.signingFailures() > 0).isPresent()) {
      people.countSigningFailure(person, 0, null);
    }
  }

  private Refused countFailure(PersonId person) {
    Integer counted =
        transaction.execute(
            status -> {
              Person counting = people.lockPerson(person).orElseThrow();
              Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              if (isLocked(counting.signingLockedUntil(), now)) {
                // A guess that was under way as the lock closed does not open it.
                return settings.failuresAllowed();
              }
              int failures = counting.signingFailures() + 1;
              boolean tooMany = failures >= settings.failuresAllowed();
              people.countSigningFailure(
                  person, tooMany ? 0 : failures, tooMany ? now.plus(lock()) : null);
              return failures;
            });
    int left = settings.failuresAllowed() - (counted == null ? 0 : counted);
    return left <= 0
        ? Refused.because("signingPassword", "refused.signing.locked", settings.lockMinutes())
        : Refused.because("signingPassword", "refused.signing.password", left);
  }
}
