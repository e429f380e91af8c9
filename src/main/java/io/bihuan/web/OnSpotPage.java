package io.bihuan.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 即查即改 on one screen: before and after side by side, the one paper, and a password for each of the
 * three.
 *
 * @param task id of the pending act of the screen's owner
 * @param paper what all three sign; null until the form is complete
 * @param hands who signs, in the order of signing
 */
public record OnSpotPage(
    HazardHead hazard,
    String path,
    String task,
    int round,
    Filled form,
    EvidenceView evidence,
    @Nullable PaperView paper,
    List<Hand> hands) {

  /** One of the three. {@code field} is the name of his password's field. */
  public record Hand(String field, String name, String post) {}
}
