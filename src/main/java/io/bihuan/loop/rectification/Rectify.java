package io.bihuan.loop.rectification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
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

/** 整改: the responsible person says what was done and shows it. */
@Component
class Rectify implements LoopAct<Rectify.Form> {
  private static final int LONGEST_ACCOUNT = 4000;
  private static final int PHOTOS_WANTED = 1;

  /**
   * @param account 整改情况; when returned, the reason
   */
  record Form(@Nullable Decision decision, @Nullable String account) implements Decided {}

  private final RectificationMapper mapper;

  Rectify(RectificationMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Act act() {
    return Act.RECTIFY;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.AFTER);
  }

  @Override
  public int photosWanted(Situation at, Form form) {
    return form.decision() == Decision.AGREED ? PHOTOS_WANTED : 0;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals.text("account", form.account(), LONGEST_ACCOUNT);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    FourDeterminations four = at.determined();
    String account = form.account() == null ? "" : form.account();
    return form.decision() == Decision.RETURNED
        ? List.of(
            Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
            Words.of("says.rectify.returned", account))
        : List.of(
            Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
            Words.of("says.measures", four.measures()),
            Words.of("says.standard", four.standard()),
            Words.of("says.rectify.agreed", String.valueOf(hazard.round()), account));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    if (form.decision() == Decision.AGREED) {
      mapper.insertRectification(
          at.hazard().no(),
          at.seq(),
          at.hazard().round(),
          at.signer(),
          String.valueOf(form.account()));
    }
    return Map.of();
  }
}
