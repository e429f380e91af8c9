package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.Interruption;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.People;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Signatures;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 作废审批: a second person, above the inspector, agrees that it is none; then the loop ends. */
@Component
class DecideVoid implements LoopAct<DecideVoid.Form> {
  private static final int LONGEST_OPINION = 1000;

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final Voids voids;
  private final VoidMapper mapper;
  private final Subjects subjects;
  private final PendingActs pendingActs;
  private final HazardLoop loop;
  private final People people;

  DecideVoid(
      Voids voids,
      VoidMapper mapper,
      Subjects subjects,
      PendingActs pendingActs,
      HazardLoop loop,
      People people) {
    this.voids = voids;
    this.mapper = mapper;
    this.subjects = subjects;
    this.pendingActs = pendingActs;
    this.loop = loop;
    this.people = people;
  }

  @Override
  public Act act() {
    return Act.DECIDE_VOID;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals.text("opinion", form.opinion(), LONGEST_OPINION);
    } else {
      refusals
          .fits("opinion", form.opinion(), LONGEST_OPINION)
          .addIf(!voids.mayStillBe(at.hazard()), "decision", "refused.void.issued");
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    VoidMapper.Proposal proposal = proposal(at);
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    says.add(
        Words.of(
            "says.decideVoid.proposed",
            people.get(proposal.proposedBy()).name(),
            proposal.reason()));
    says.add(
        Words.of(
            form.decision() == Decision.RETURNED
                ? "says.decideVoid.returned"
                : "says.decideVoid.agreed",
            hazard.key()));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Decision decision = form.decision();
    if (decision == null) {
      throw new IllegalStateException("A decision that decides nothing.");
    }
    mapper.insertDecision(
        at.matter().no(),
        at.seq(),
        decision,
        form.opinion(),
        proposal(at).proposedBy(),
        at.signer(),
        at.at());
    return decision == Decision.AGREED ? Signatures.interrupting(at.hazard()) : Map.of();
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    if (backward) {
      return;
    }
    Hazard hazard = at.hazard();
    subjects.interrupted(hazard, Interruption.HAZARD_VOIDED, signed.taskId());
    pendingActs.interrupted(hazard.key());
    subjects.makeVoid(hazard, at.at());
    loop.interrupt(hazard.key(), Interruption.HAZARD_VOIDED);
  }

  private VoidMapper.Proposal proposal(Situation at) {
    return mapper
        .proposal(at.matter().no())
        .orElseThrow(() -> new IllegalStateException("Nothing was proposed."));
  }
}
