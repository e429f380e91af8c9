package io.bihuan.signing;

import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Subject;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Photo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances in which one person does one act for one subject.
 *
 * @param about the hazard itself, or the one the matter is about; null for an inspection
 * @param seq the place the signed act will have in the ledger of the subject
 * @param photos what the signer brings with this act
 * @param at server time, the moment of signing
 * @param today the calendar date in China at that moment
 */
public record Situation(
    Subject subject,
    @Nullable Hazard about,
    @Nullable FourDeterminations determinations,
    PersonId signer,
    int seq,
    List<Photo> photos,
    Instant at,
    LocalDate today) {
  /** The hazard it is all about; an act of an inspection has none and does not ask. */
  public Hazard hazard() {
    if (about == null) {
      throw new IllegalStateException("%s is about no hazard.".formatted(subject.key()));
    }
    return about;
  }

  /** The matter, for an act of a procedure beside the loop. */
  public Matter matter() {
    if (subject instanceof Matter matter) {
      return matter;
    }
    throw new IllegalStateException("%s is no matter.".formatted(subject.key()));
  }

  /** 四定; an act after 四定 cannot be reached without them. */
  public FourDeterminations determined() {
    if (determinations == null) {
      throw new IllegalStateException("%s has no four determinations.".formatted(subject.key()));
    }
    return determinations;
  }
}
