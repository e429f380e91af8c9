package io.bihuan.loop.verification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.loop.rectification.Rectifications;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
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

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final VerificationMapper mapper;
  private final Rectifications rectifications;

  Reinspect(VerificationMapper mapper, Rectifications rectifications) {
    this.mapper = mapper;
    this.rectifications = rectifications;
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
            form.opinion() == null ? "" : form.opinion()));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    mapper.insert(
        at.hazard(),
        at.seq(),
        at.signer(),
        rectifications.latestRectifier(at.hazard().no()),
        String.valueOf(form.decision()),
        String.valueOf(form.opinion()));
    return Map.of();
  }
}
