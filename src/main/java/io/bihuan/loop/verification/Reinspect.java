package io.bihuan.loop.verification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.loop.rectification.Rectifications;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 复查验收: did the cure hold? Each of the two inspectors says so for himself, with a photo of his own.
 */
@Component
class Reinspect implements LoopAct<Reinspect.Form> {
  private static final int LONGEST_OPINION = 4000;
  private static final int PHOTOS_WANTED = 1;

  /**
   * @param newDeadline 不合格: until when it has to be cured now; both inspectors say the same
   */
  record Form(
      @Nullable Decision decision, @Nullable String opinion, @Nullable LocalDate newDeadline)
      implements Decided {}

  private final VerificationMapper mapper;
  private final Rectifications rectifications;
  private final Hazards hazards;

  Reinspect(VerificationMapper mapper, Rectifications rectifications, Hazards hazards) {
    this.mapper = mapper;
    this.rectifications = rectifications;
    this.hazards = hazards;
  }

  @Override
  public Act act() {
    return Act.REINSPECT;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.ON_SITE);
  }

  @Override
  public int photosWanted(Situation at, Form form) {
    return PHOTOS_WANTED;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals.text("opinion", form.opinion(), LONGEST_OPINION);
    LocalDate until = form.newDeadline();
    if (form.decision() != Decision.SENT_BACK) {
      // A page filled with the other inspector's date may send it along; it means nothing here.
      return;
    }
    if (until == null) {
      refusals.add("newDeadline", "refused.missing");
      return;
    }
    LocalDate colleagues = newDeadline(at.hazard()).orElse(until);
    refusals
        .addIf(until.isBefore(at.today()), "newDeadline", "refused.deadline.past")
        .addIf(until.isAfter(FourDeterminations.LATEST), "newDeadline", "refused.deadline.far")
        .addIf(
            !until.equals(colleagues),
            "newDeadline",
            "refused.newDeadline.other",
            colleagues.toString());
  }

  /** What the other inspector said in this step, if he has sent it back already. */
  private Optional<LocalDate> newDeadline(Hazard hazard) {
    return mapper.newDeadline(hazard.no(), hazard.step());
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    FourDeterminations four = at.determined();
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of("says.standard", four.standard()),
        Words.of(
            form.decision() == Decision.PASSED
                ? "says.reinspect.passed"
                : "says.reinspect.sentBack",
            hazard.unitName(),
            String.valueOf(hazard.round()),
            form.opinion() == null ? "" : form.opinion(),
            String.valueOf(form.newDeadline())));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    mapper.insert(
        at.hazard(),
        at.seq(),
        at.signer(),
        rectifications.latestRectifier(at.hazard().no()),
        String.valueOf(form.decision()),
        String.valueOf(form.opinion()),
        form.decision() == Decision.SENT_BACK ? form.newDeadline() : null);
    return Map.of();
  }

  /**
   * Whoever of the two sent it back said until when; nothing else of the four is touched. Only if
   * he signed on an older release, where nobody was asked, the deadline stands.
   */
  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    if (backward) {
      newDeadline(at.hazard())
          .ifPresent(until -> hazards.redetermine(at.determined().until(until)));
    }
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    return newDeadline(at.hazard())
        .map(until -> Map.of("newDeadline", until.toString()))
        .orElse(Map.of());
  }
}
