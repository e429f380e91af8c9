package io.bihuan.web;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 现场检查记录 as the pages show it. */
public record InspectionView(
    String no,
    String unit,
    String mode,
    String source,
    LocalDateTime startedAt,
    @Nullable LocalDateTime endedAt,
    String place,
    @Nullable String campaign,
    List<Inspector> inspectors,
    @Nullable String representative,
    boolean certificatesShown,
    boolean avoidanceTold,
    boolean draft,
    List<Line> findings) {

  /** An inspector and the numbers of his certificates. */
  public record Inspector(String name, String certificates) {}

  /**
   * One finding; {@code hazard} is what it became, as far as the viewer may see it.
   *
   * @param number as the paper counts
   */
  public record Line(
      String id,
      int number,
      String place,
      String description,
      String category,
      @Nullable String basis,
      List<PhotoView> photos,
      @Nullable HazardHead hazard) {}
}
