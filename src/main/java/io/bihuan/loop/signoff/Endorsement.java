package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.people.People;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One signature of the chain: the signer read the four determinations and agrees, or returns them.
 */
abstract class Endorsement implements LoopAct<Endorsement.Form> {
  private static final int LONGEST_OPINION = 1000;

  /**
   * @param opinion 意见; when returned, the reason
   */
  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final People people;
  private final Declines declines;

  Endorsement(People people, Declines declines) {
    this.people = people;
    this.declines = declines;
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
    List<Words> says = new ArrayList<>(determined(at, people));
    if (act() == Act.ENDORSE) {
      says.addAll(declines.printed(at.hazard().key(), Act.SIGN_AS_LEGAL_REP));
    }
    String decided = form.decision() == Decision.RETURNED ? ".returned" : ".agreed";
    says.add(Words.of("says." + act().id() + decided, at.hazard().unitName()));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  /** What every signer of the chain has before him: the hazard and its four determinations. */
  static List<Words> determined(Situation at, People people) {
    Hazard hazard = at.hazard();
    FourDeterminations four = at.determined();
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of("says.measures", four.measures()),
        Words.of("says.standard", four.standard()),
        Words.of("says.deadline", four.deadline().toString()),
        Words.of("says.responsible", people.get(four.responsible()).name()));
  }
}
