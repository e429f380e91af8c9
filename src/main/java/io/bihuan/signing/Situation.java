package io.bihuan.signing;

import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Photo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances in which one person does one act for one hazard.
 *
 * @param seq the place the signed act will have in the hazard's ledger
 * @param photos what the signer brings with this act
 * @param at server time, the moment of signing
 * @param today the calendar date in China at that moment
 */
public record Situation(
    Hazard hazard,
    @Nullable FourDeterminations determinations,
    PersonId signer,
    int seq,
    List<Photo> photos,
    Instant at,
    LocalDate today) {
  /** 四定; an act after 四定 cannot be reached without them. */
  public FourDeterminations determined() {
    if (determinations == null) {
      throw new IllegalStateException(
          "Hazard %s has no four determinations.".formatted(hazard.no()));
    }
    return determinations;
  }
}
