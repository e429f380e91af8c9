package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import java.time.LocalDateTime;
import java.util.List;

/**
 * 待办 and 我已办. {@code tab} is {@code waiting} or {@code done}; the list of the other tab may be left
 * empty.
 */
public record TodoPage(String tab, int waiting, List<Group> groups, List<Done> done) {

  /** One rung of 待办; {@code name} is overdue, soon, calm or none and they come in this order. */
  public record Group(String name, List<Waiting> acts) {}

  /** An act that waits for the viewer. */
  public record Waiting(HazardHead hazard, Act act, String path) {}

  /** An act the viewer has signed. */
  public record Done(
      HazardHead hazard, Act act, Decision decision, LocalDateTime signedAt, String shortHash) {}
}
