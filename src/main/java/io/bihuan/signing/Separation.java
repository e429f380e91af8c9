package io.bihuan.signing;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
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
      EnumSet.of(Act.REGISTER, Act.DETERMINE, Act.SIGN_AS_INSPECTOR, Act.REINSPECT);

  private final Ledger ledger;
  private final People people;

  Separation(Ledger ledger, People people) {
    this.ledger = ledger;
    this.people = people;
  }

  void check(Hazard hazard, Act act, PersonId signer, Refusals refusals) {
    switch (act) {
      case SELF_CHECK, REINSPECT ->
          refusals.addIf(hasSigned(hazard, Act.RECTIFY, signer), "", "refused.ownWork");
      case CLOSE_OUT ->
          refusals
              .addIf(hasSigned(hazard, Act.RECTIFY, signer), "", "refused.ownWork")
              .addIf(hasSigned(hazard, Act.REINSPECT, signer), "", "refused.ownVerdict");
      case RECTIFY ->
          refusals.addIf(
              signer.equals(hazard.leadInspector()) || signer.equals(hazard.secondInspector()),
              "",
              "refused.inspectorRectifies");
      default -> {}
    }
    refusals.addIf(
        INSPECTORS_ACTS.contains(act) && !people.isCertified(signer), "", "refused.certificate");
  }

  private boolean hasSigned(Hazard hazard, Act act, PersonId signer) {
    return ledger.signers(hazard.no().value(), act.name()).contains(signer.value());
  }
}
