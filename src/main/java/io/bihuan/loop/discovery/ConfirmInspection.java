package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 被检查单位签字: the unit's representative has read the record, and agrees or says what is wrong with it.
 * Only now does the unit learn of the inspection.
 */
@Component
class ConfirmInspection implements LoopAct<ConfirmInspection.Form> {
  private static final int LONGEST_OPINION = 1000;

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final Inspections inspections;
  private final InspectionWords words;
  private final Ledger ledger;

  ConfirmInspection(Inspections inspections, InspectionWords words, Ledger ledger) {
    this.inspections = inspections;
    this.words = words;
    this.ledger = ledger;
  }

  @Override
  public Act act() {
    return Act.CONFIRM_INSPECTION;
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
      refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Inspection inspection = inspections.get(at.subject().key());
    List<Words> says = new ArrayList<>(words.of(inspection));
    says.add(
        Words.of(
            form.decision() == Decision.RETURNED
                ? "says.confirmInspection.returned"
                : "says.confirmInspection.agreed",
            words.unitOf(inspection)));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  /** Which record: photos are named there, by their hashes. */
  @Override
  public Map<String, String> record(Situation at, Form form) {
    return Map.of("record", Inspections.recordOf(ledger.of(at.subject().key())));
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    if (!backward) {
      inspections.finished(at.matter(), at.at());
    }
  }
}
