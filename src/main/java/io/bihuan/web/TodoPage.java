package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 待办 and 我已办. {@code tab} is {@code waiting} or {@code done}; the list of the other tab may be left
 * empty.
 *
 * @param later the page is not the first
 * @param next address of the page after it; null on the last
 */
public record TodoPage(
    String tab,
    int waiting,
    List<Group> groups,
    List<Done> done,
    boolean later,
    @Nullable String next) {

  /**
   * One rung of 待办; {@code name} is overdue, soon, calm or none and they come in this order.
   *
   * @param size how many there are, on this page or another
   */
  public record Group(String name, int size, List<Waiting> acts) {}

  /** An act that waits for the viewer. */
  public record Waiting(HazardHead hazard, Act act, String path) {}

  /** An act the viewer has signed. */
  public record Done(
      HazardHead hazard, Act act, Decision decision, LocalDateTime signedAt, String shortHash) {}
}
