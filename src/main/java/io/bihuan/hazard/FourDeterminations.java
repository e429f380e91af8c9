package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.LocalDate;

/**
 * 四定: 定措施、定标准、定期限、定责任人. None of the four may be missing; an order without one of them cannot be
 * written down.
 *
 * @param version grows each time they are determined anew; no version is ever changed
 * @param deadline a calendar date in China, inclusive
 * @param responsible a natural person of the unit, never an inspector
 * @param basis 依据: the clause that is violated
 */
public record FourDeterminations(
    HazardNo hazardNo,
    int version,
    String measures,
    String standard,
    LocalDate deadline,
    PersonId responsible,
    String basis) {
  /** Whoever sets a later deadline has slipped on the keys. */
  public static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

  /** The next version: another deadline and nothing else. */
  public FourDeterminations until(LocalDate other) {
    return new FourDeterminations(
        hazardNo, version + 1, measures, standard, other, responsible, basis);
  }
}
