package io.bihuan.web;

import io.bihuan.hazard.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * 闭环六个环节: where the hazard stands. {@code returns} counts, by the stage returned to, how often it
 * came back from a later stage.
 */
public record LoopTrack(Stage at, boolean closedOut, Map<Stage, Integer> returns) {

  /** One stage of the track. */
  public record Leg(Stage stage, boolean done, boolean current, int returns) {

    public int number() {
      return stage.ordinal() + 1;
    }
  }

  public List<Leg> legs() {
    return Arrays.stream(Stage.values())
        .map(
            stage ->
                new Leg(
                    stage,
                    closedOut || stage.compareTo(at) < 0,
                    !closedOut && stage == at,
                    returns.getOrDefault(stage, 0)))
        .toList();
  }

  public boolean isPlain() {
    return returns.isEmpty();
  }
}
