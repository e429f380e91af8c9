package io.bihuan.web;

import io.bihuan.hazard.Act;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 流程图: every act of the route of a hazard in words, and the way it went for who draws it.
 *
 * @param legs the way it went, return for return, from the beginning to where it stands
 */
public record DiagramView(List<Step> steps, List<Leg> legs) {

  /** How far an act has come, as the hazard stands now. */
  public enum State {
    DONE,
    /** Done by something else than the signature that is asked for here. */
    DECLINED,
    RECORDED,
    CURRENT,
    AHEAD,
    NEVER
  }

  /**
   * One act of the route.
   *
   * @param signers who signed when it was done last; while it is waited for, who has signed so far
   * @param waitsFor who has yet to sign
   */
  public record Step(
      Act act,
      State state,
      List<String> signers,
      @Nullable LocalDateTime at,
      List<String> waitsFor) {}

  /** How a hazard went on from an act. */
  public enum Way {
    SIGNED("to"),
    DECLINED("declined"),
    VOIDED("voided");

    private final String word;

    Way(String word) {
      this.word = word;
    }
  }

  /**
   * From one act to the next.
   *
   * @param from null at the beginning
   * @param to null at the end
   */
  public record Leg(@Nullable Act from, Way way, @Nullable Act to) {
    @Override
    public String toString() {
      return "%s %s %s"
          .formatted(from == null ? "start" : from.id(), way.word, to == null ? "end" : to.id());
    }
  }

  /** The legs as the script of the page reads them. */
  public String walked() {
    return legs.stream().map(Leg::toString).distinct().collect(Collectors.joining(","));
  }

  /** The task a token stands at; empty once it is over. */
  public String standsAt() {
    return steps.stream()
        .filter(step -> step.state() == State.CURRENT)
        .map(step -> step.act().id())
        .findFirst()
        .orElse("");
  }
}
