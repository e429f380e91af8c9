package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Origin;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.Route;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.web.DiagramView.Leg;
import io.bihuan.web.DiagramView.State;
import io.bihuan.web.DiagramView.Step;
import io.bihuan.web.DiagramView.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the way of a hazard from its signed acts and its row; the engine's history is no evidence.
 */
@Component
class DiagramViews {
  private static final Set<Origin> REGISTERED_BEFORE = Set.of(Origin.INSPECTED, Origin.REOPENED);

  private final Views views;

  DiagramViews(Views views) {
    this.views = views;
  }

  DiagramView of(Hazard hazard, List<SignedAct> signed, List<PendingAct> pending) {
    Map<Integer, List<SignedAct>> steps =
        signed.stream().collect(Collectors.groupingBy(SignedAct::step));
    List<Leg> legs = legs(hazard, steps);
    return new DiagramView(
        hazard.route().acts().stream().map(act -> step(act, hazard, legs, steps, pending)).toList(),
        legs);
  }

  /** Leg n is how step n was entered. What no signature ended, something else has ended. */
  private static List<Leg> legs(Hazard hazard, Map<Integer, List<SignedAct>> steps) {
    List<Leg> legs = new ArrayList<>();
    Act from = null;
    Way way = Way.SIGNED;
    for (int step = 1; step <= hazard.step(); step++) {
      List<SignedAct> here = steps.getOrDefault(step, List.of());
      boolean last = step == hazard.step();
      Act act =
          !here.isEmpty()
              ? Act.valueOf(here.get(0).act())
              : last ? hazard.act() : unsigned(hazard, from);
      legs.add(new Leg(from, way, act));
      boolean voided = hazard.isVoided() && step == hazard.step() - 1;
      way = voided ? Way.VOIDED : here.isEmpty() ? Way.DECLINED : Way.SIGNED;
      from = act;
    }
    return legs;
  }

  /** A step nobody signed lies forward of the one before: nothing is declined backwards. */
  private static @Nullable Act unsigned(Hazard hazard, @Nullable Act before) {
    if (before == null) {
      return first(hazard);
    }
    return hazard.route().acts().contains(before)
        ? hazard.route().after(before, false).orElse(null)
        : null;
  }

  private static Act first(Hazard hazard) {
    return REGISTERED_BEFORE.contains(hazard.origin()) ? Act.DETERMINE : hazard.route().first();
  }

  private Step step(
      Act act,
      Hazard hazard,
      List<Leg> legs,
      Map<Integer, List<SignedAct>> steps,
      List<PendingAct> pending) {
    Act standing = hazard.isVoided() ? legs.get(legs.size() - 1).from() : hazard.act();
    Route route = hazard.route();
    if (act == hazard.act()) {
      List<SignedAct> soFar = steps.getOrDefault(hazard.step(), List.of());
      return new Step(
          act,
          State.CURRENT,
          names(soFar),
          null,
          pending.stream().map(one -> views.nameOf(one.person())).toList());
    }
    if (!hazard.isClosedOut() && (standing == null || !route.isBefore(act, standing))) {
      return new Step(
          act, hazard.isVoided() ? State.NEVER : State.AHEAD, List.of(), null, List.of());
    }
    int done = 0;
    for (int step = 1; step < legs.size(); step++) {
      done = legs.get(step - 1).to() == act ? step : done;
    }
    List<SignedAct> signed = steps.getOrDefault(done, List.of());
    if (signed.isEmpty()) {
      return new Step(act, done == 0 ? State.RECORDED : State.DECLINED, List.of(), null, List.of());
    }
    Instant at = signed.get(signed.size() - 1).signedAt();
    return new Step(act, State.DONE, names(signed), views.local(at), List.of());
  }

  private static List<String> names(List<SignedAct> signed) {
    return signed.stream().map(Views::signerOf).toList();
  }
}
