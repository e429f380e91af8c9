package io.bihuan.signing;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Subject;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a stage says about one of its acts: what is asked, what is refused, what is written on the
 * paper, and which row it leaves. Who may sign, and that it is signed, is not its business.
 *
 * @param <F> the form, a record of nullable texts and dates
 */
public interface LoopAct<F extends Record> {
  Act act();

  Class<F> form();

  /** What the form decides; null if it does not say. An act without a choice goes forward. */
  default @Nullable Decision decision(F form) {
    return form instanceof Decided decided ? decided.decision() : Decision.AGREED;
  }

  /** Adds every reason why the form cannot be signed. */
  void check(Situation at, F form, Refusals refusals);

  /** The body of the paper. */
  List<Words> says(Situation at, F form);

  /** The photos that come with the act become evidence of this kind; empty if it takes none. */
  default Optional<Photo.Kind> photos() {
    return Optional.empty();
  }

  /** How many photos the act cannot be signed without. */
  default int photosWanted(Situation at, F form) {
    return 0;
  }

  /**
   * The hazards signed with one entry of the password, each with a signature of its own. An act
   * that covers more than its own hazard takes their numbers in a field {@code covers}.
   */
  default List<Hazard> covers(Hazard hazard, F form, PersonId signer) {
    return List.of(hazard);
  }

  /** Writes the stage's rows and returns what of them has to be signed as well. */
  default Map<String, String> record(Situation at, F form) {
    return Map.of();
  }

  /**
   * What follows once everybody has signed and the subject has moved on, in the same transaction:
   * another matter opened, a hazard interrupted, an act handed on.
   *
   * @param backward how the subject moved
   * @param signed the last signature, by which the guard recognises what follows
   */
  default void afterwards(Situation at, F form, boolean backward, SignedAct signed) {}

  /** Whether this person may begin the matter this is the first act of, about that subject. */
  default boolean mayBegin(Subject about, PersonId person) {
    return false;
  }

  /** What the form may be filled with beforehand, by field. */
  default Map<String, String> prefill(Situation at) {
    return Map.of();
  }

  /** What the page lets the signer choose from, by field: value to label. */
  default Map<String, Map<String, String>> choices(Situation at) {
    return Map.of();
  }
}
