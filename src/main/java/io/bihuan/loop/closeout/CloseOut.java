package io.bihuan.loop.closeout;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Limits;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.Procedure;
import io.bihuan.loop.rectification.Rectifications;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 销号审批. The only way out of the loop. A major hazard is looked back at on fixed days from then on,
 * and what was learnt from it is said (举一反三).
 */
@Component
class CloseOut implements LoopAct<CloseOut.Form> {
  private static final int LONGEST_OPINION = 1000;
  private static final int LONGEST_LESSONS = 4000;

  /**
   * @param lessons 举一反三、制度完善; must be said of a major hazard
   */
  record Form(@Nullable Decision decision, @Nullable String opinion, @Nullable String lessons)
      implements Decided {}

  private final CloseOutMapper mapper;
  private final Rectifications rectifications;
  private final Matters matters;
  private final Limits limits;
  private final Clock clock;

  CloseOut(
      CloseOutMapper mapper,
      Rectifications rectifications,
      Matters matters,
      Limits limits,
      Clock clock) {
    this.mapper = mapper;
    this.rectifications = rectifications;
    this.matters = matters;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Act act() {
    return Act.CLOSE_OUT;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals
          .text("opinion", form.opinion(), LONGEST_OPINION)
          .fits("lessons", form.lessons(), LONGEST_LESSONS);
      return;
    }
    refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    if (isMajor(at)) {
      refusals.text("lessons", form.lessons(), LONGEST_LESSONS);
    } else {
      refusals.fits("lessons", form.lessons(), LONGEST_LESSONS);
    }
  }

  private static boolean isMajor(Situation at) {
    return at.hazard().grade() == Grade.MAJOR;
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    says.add(Words.of("says.standard", at.determined().standard()));
    says.add(
        Words.of(
            form.decision() == Decision.RETURNED
                ? "says.closeOut.returned"
                : "says.closeOut.agreed",
            String.valueOf(hazard.round())));
    if (form.lessons() != null) {
      says.add(Words.of("says.lessons", form.lessons()));
    }
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    if (form.decision() == Decision.AGREED) {
      Hazard hazard = at.hazard();
      // Whose verdict it rests on: that of two inspectors, or of a panel with its own rows.
      boolean major = isMajor(at);
      mapper.insert(
          hazard.no(),
          at.seq(),
          at.signer(),
          rectifications.latestRectifier(hazard.no()),
          major ? null : hazard.leadInspector(),
          major ? null : Objects.requireNonNull(hazard.secondInspector()),
          form.opinion() == null ? "" : form.opinion(),
          form.lessons());
    }
    return Map.of();
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    if (backward || !isMajor(at)) {
      return;
    }
    Limits.LookBack limit = limits.lookBack();
    for (int days : limit.days()) {
      LocalDate from = at.today().plusDays(days);
      matters.open(
          Procedure.LOOK_BACK,
          at.hazard(),
          List.of(),
          new Matters.Term(
              from, from.atStartOfDay(clock.getZone()).toInstant().plus(limit.within())));
    }
  }
}
