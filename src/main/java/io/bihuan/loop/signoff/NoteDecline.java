package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 拒签阅知: the department has been told, and who has read it says so (安全生产法 第六十八条). */
@Component
class NoteDecline implements LoopAct<NoteDecline.Form> {
  private static final int LONGEST_OPINION = 1000;

  record Form(@Nullable String opinion) {}

  private final Declines declines;

  NoteDecline(Declines declines) {
    this.declines = declines;
  }

  @Override
  public Act act() {
    return Act.NOTE_DECLINE;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Decline decline = declines.byMatter(at.matter().no());
    List<Words> says = new ArrayList<>();
    says.add(
        Words.of(
            decline.isLeftInPlace() ? "says.noteDecline.leftInPlace" : "says.noteDecline.declined",
            decline.refusedBy(),
            decline.refusedPost(),
            decline.reason(),
            declines.witnessed(decline)));
    says.add(Words.of("says.noteDecline", decline.matterNo()));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }
}
