package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subject;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** 申请作废: an inspector of the hazard says why it is none, or under which number it already is. */
@Component
class ProposeVoid implements LoopAct<ProposeVoid.Form> {
  private static final int LONGEST_REASON = 1000;

  /**
   * @param duplicateOf the number it was registered under before; only for a duplicate
   */
  record Form(Voids.@Nullable Cause cause, @Nullable String duplicateOf, @Nullable String reason) {}

  private final Voids voids;
  private final VoidMapper mapper;
  private final Hazards hazards;
  private final MessageSource messages;

  ProposeVoid(Voids voids, VoidMapper mapper, Hazards hazards, MessageSource messages) {
    this.voids = voids;
    this.mapper = mapper;
    this.hazards = hazards;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.PROPOSE_VOID;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public boolean mayBegin(Subject about, PersonId person) {
    return about instanceof Hazard hazard
        && hazard.route() != Route.THIN
        && (person.equals(hazard.leadInspector()) || person.equals(hazard.secondInspector()))
        && voids.mayStillBe(hazard)
        && !voids.isProposed(hazard);
  }

  @Override
  public String mayNotBegin(Subject about) {
    if (about.route() == Route.THIN) {
      return "refused.thin";
    }
    if (about instanceof Hazard hazard && voids.isProposed(hazard)) {
      return "refused.void.proposed";
    }
    return about instanceof Hazard hazard && !voids.mayStillBe(hazard)
        ? "refused.void.issued"
        : LoopAct.super.mayNotBegin(about);
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals
        .addIf(form.cause() == null, "cause", "refused.missing")
        .text("reason", form.reason(), LONGEST_REASON);
    if (form.cause() == Voids.Cause.DUPLICATE) {
      refusals.addIf(form.duplicateOf() == null, "duplicateOf", "refused.missing");
      refusals.addIf(
          form.duplicateOf() != null && other(at, form.duplicateOf()).isEmpty(),
          "duplicateOf",
          "refused.duplicateOf");
    } else {
      refusals.addIf(form.duplicateOf() != null, "duplicateOf", "refused.duplicateOf.unwanted");
    }
  }

  /** Another one that he may see and that is not void itself. */
  private Optional<HazardNo> other(Situation at, String no) {
    try {
      Hazard other = hazards.getVisible(no, at.signer());
      return other.isVoided() || other.no().equals(at.hazard().no())
          ? Optional.empty()
          : Optional.of(other.no());
    } catch (NoSuchHazard absentOrHidden) {
      return Optional.empty();
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    Words what = Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description());
    return List.of(
        what,
        form.cause() == Voids.Cause.DUPLICATE
            ? Words.of(
                "says.proposeVoid.duplicate",
                hazard.key(),
                String.valueOf(form.duplicateOf()),
                String.valueOf(form.reason()))
            : Words.of("says.proposeVoid.noHazard", hazard.key(), String.valueOf(form.reason())));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Voids.Cause cause = form.cause();
    if (cause == null) {
      throw new IllegalStateException("A proposal without a cause.");
    }
    mapper.insertProposal(
        new VoidMapper.Proposal(
            at.matter().no(),
            at.seq(),
            at.hazard().no(),
            cause,
            form.duplicateOf() == null ? null : other(at, form.duplicateOf()).orElse(null),
            String.valueOf(form.reason()),
            at.signer(),
            at.at()));
    return Map.of("proposes", at.hazard().key());
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> causes = new LinkedHashMap<>();
    for (Voids.Cause cause : Voids.Cause.values()) {
      causes.put(
          cause.name(),
          String.valueOf(
              messages.getMessage("paper.cause." + cause, null, "", Locale.SIMPLIFIED_CHINESE)));
    }
    return Map.of("cause", causes);
  }
}
