package io.bihuan.web;

import io.bihuan.hazard.Act;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一次检查: the record, where its hazards stand, and who signed.
 *
 * @param mine the act that waits for the viewer, or null
 * @param begins what the viewer may begin about it, as the record of a refused signature
 * @param writing the viewer may still write in the draft
 */
public record InspectionPage(
    HazardHead hazard,
    InspectionView inspection,
    List<String> waitsFor,
    @Nullable Act mine,
    boolean writing,
    List<HazardMore.BeginView> begins,
    List<HazardPage.TrailRound> trail) {

  public int signatures() {
    return trail.stream().flatMap(r -> r.acts().stream()).mapToInt(a -> a.signers().size()).sum();
  }
}
