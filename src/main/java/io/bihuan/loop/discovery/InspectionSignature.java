package io.bihuan.loop.discovery;

import io.bihuan.hazard.Decision;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One signature below the record of an inspection: the signer read it and agrees, or says no. */
abstract class InspectionSignature implements LoopAct<InspectionSignature.Form> {
  private static final int LONGEST_OPINION = 1000;

  /**
   * @param opinion 意见; when returned, the reason
   */
  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final Inspections inspections;
  private final InspectionWords words;
  private final Ledger ledger;

  InspectionSignature(Inspections inspections, InspectionWords words, Ledger ledger) {
    this.inspections = inspections;
    this.words = words;
    this.ledger = ledger;
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
    String decided = form.decision() == Decision.RETURNED ? ".returned" : ".agreed";
    says.add(Words.of("says." + act().id() + decided, words.unitOf(inspection)));
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
}
