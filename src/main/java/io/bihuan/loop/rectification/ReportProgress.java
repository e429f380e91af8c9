package io.bihuan.loop.rectification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Subject;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 进展填报: begun by the responsible person himself, as often as he likes, while he rectifies. */
@Component
class ReportProgress implements LoopAct<ReportProgress.Form> {
  private static final int LONGEST_ACCOUNT = 4000;
  private static final Pattern PERCENT = Pattern.compile("100|[1-9]?\\d");

  record Form(@Nullable String percent, @Nullable String account) {}

  private final RectificationMapper mapper;
  private final Holders holders;

  ReportProgress(RectificationMapper mapper, Holders holders) {
    this.mapper = mapper;
    this.holders = holders;
  }

  @Override
  public Act act() {
    return Act.REPORT_PROGRESS;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public boolean mayBegin(Subject about, PersonId person) {
    return about instanceof Hazard hazard
        && hazard.standsAt(Act.RECTIFY)
        && holders.of(hazard, Act.RECTIFY).contains(person);
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.PROOF);
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    String percent = form.percent();
    refusals
        .addIf(percent == null, "percent", "refused.missing")
        .addIf(percent != null && !PERCENT.matcher(percent).matches(), "percent", "refused.percent")
        .text("account", form.account(), LONGEST_ACCOUNT);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of(
            "says.reportProgress",
            String.valueOf(form.percent()),
            String.valueOf(form.account()),
            at.determined().deadline().toString()));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    mapper.insertProgress(
        at.hazard().no(),
        at.seq(),
        new Progress(
            at.matter().key(),
            at.signer(),
            at.at(),
            Integer.parseInt(String.valueOf(form.percent())),
            String.valueOf(form.account())));
    return Map.of();
  }
}
