package io.bihuan.signing;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.refusal.Refusals;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * 不得自己验收自己: who may not sign an act, checked against the acts already signed and not against any
 * row that could be edited. By person, never by account; over all rounds.
 */
@Service
class Separation {
  private static final Set<Act> INSPECTORS_ACTS =
      EnumSet.of(
          Act.REGISTER,
          Act.DETERMINE,
          Act.SIGN_AS_INSPECTOR,
          Act.DELIVER_ORDER,
          Act.REINSPECT,
          Act.RECORD_INSPECTION,
          Act.SIGN_INSPECTION,
          Act.RECORD_DECLINE,
          Act.PROPOSE_VOID,
          Act.LOOK_BACK);

  private final Subjects subjects;
  private final Ledger ledger;
  private final People people;

  Separation(Subjects subjects, Ledger ledger, People people) {
    this.subjects = subjects;
    this.ledger = ledger;
    this.people = people;
  }

  void check(Subject subject, Act act, PersonId signer, Refusals refusals) {
    Hazard hazard = subjects.hazardOf(subject);
    if (hazard != null) {
      check(hazard, act, signer, refusals);
    }
    switch (act) {
      case DECIDE_VOID ->
          refusals.addIf(hasSigned(subject, Act.PROPOSE_VOID, signer), "", "refused.ownProposal");
      case DECIDE_REOPENING ->
          refusals.addIf(hasSigned(subject, Act.LOOK_BACK, signer), "", "refused.ownVerdict");
      default -> {}
    }
    refusals.addIf(
        needsCertificate(subject, act, signer) && !people.isCertified(signer),
        "",
        "refused.certificate");
  }

  private void check(Hazard hazard, Act act, PersonId signer, Refusals refusals) {
    switch (act) {
      case SELF_CHECK, REINSPECT, ACCEPT_AS_PANEL, LOOK_BACK, APPROVE_PLAN ->
          refusals.addIf(hasDone(hazard, Act.RECTIFY, signer), "", "refused.ownWork");
      case CLOSE_OUT, ENDORSE_CURE, DECIDE_REOPENING ->
          refusals
              .addIf(hasDone(hazard, Act.RECTIFY, signer), "", "refused.ownWork")
              .addIf(hasDone(hazard, Act.REINSPECT, signer), "", "refused.ownVerdict")
              .addIf(hasDone(hazard, Act.ACCEPT_AS_PANEL, signer), "", "refused.ownVerdict");
      case RECTIFY ->
          refusals.addIf(
              signer.equals(hazard.leadInspector()) || signer.equals(hazard.secondInspector()),
              "",
              "refused.inspectorRectifies");
      default -> {}
    }
  }

  /** On the spot only the inspectors show one; the third is the unit's own. */
  private boolean needsCertificate(Subject subject, Act act, PersonId signer) {
    if (act != Act.CURE_ON_SPOT) {
      return INSPECTORS_ACTS.contains(act);
    }
    Hazard hazard = subjects.hazardOf(subject);
    return hazard != null
        && (signer.equals(hazard.leadInspector()) || signer.equals(hazard.secondInspector()));
  }

  /** Over all rounds, and over every number the hazard has had. */
  private boolean hasDone(Hazard hazard, Act act, PersonId signer) {
    return hazard.no().lineage().stream()
        .map(HazardNo::value)
        .anyMatch(no -> ledger.signers(no, act.name()).contains(signer.value()));
  }

  private boolean hasSigned(Subject subject, Act act, PersonId signer) {
    return ledger.signers(subject.key(), act.name()).contains(signer.value());
  }
}
