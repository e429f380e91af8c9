package io.bihuan.loop.verification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.loop.rectification.Rectifications;
import io.bihuan.people.People;
import io.bihuan.people.Role;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 验收组验收: on the spot, each for himself and with a photo of his own. One objection sends it back,
 * with a new deadline; of several, the nearest one counts.
 */
@Component
class AcceptAsPanel implements LoopAct<AcceptAsPanel.Form> {
  private static final int LONGEST_OPINION = 4000;
  private static final int PHOTOS_WANTED = 1;
  private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

  /**
   * @param newDeadline until when it has to be cured if it did not hold
   */
  record Form(
      @Nullable Decision decision, @Nullable String opinion, @Nullable LocalDate newDeadline)
      implements Decided {}

  private final PanelMapper mapper;
  private final Rectifications rectifications;
  private final Hazards hazards;
  private final People people;

  AcceptAsPanel(PanelMapper mapper, Rectifications rectifications, Hazards hazards, People people) {
    this.mapper = mapper;
    this.rectifications = rectifications;
    this.hazards = hazards;
    this.people = people;
  }

  @Override
  public Act act() {
    return Act.ACCEPT_AS_PANEL;
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
    if (form.decision() == Decision.SENT_BACK) {
      LocalDate deadline = form.newDeadline();
      refusals
          .addIf(deadline == null, "newDeadline", "refused.missing")
          .addIf(
              deadline != null && deadline.isBefore(at.today()),
              "newDeadline",
              "refused.deadline.past")
          .addIf(
              deadline != null && deadline.isAfter(LATEST), "newDeadline", "refused.deadline.far");
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    String as = people.holds(at.signer(), Role.EXPERT) ? "expert" : "judge";
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of("says.standard", at.determined().standard()),
        Words.of("says.acceptAsPanel." + as, hazard.unitName(), String.valueOf(hazard.round())),
        Words.of(
            form.decision() == Decision.PASSED
                ? "says.acceptAsPanel.passed"
                : "says.acceptAsPanel.sentBack",
            String.valueOf(form.opinion()),
            String.valueOf(form.newDeadline())));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Hazard hazard = at.hazard();
    boolean expert = people.holds(at.signer(), Role.EXPERT);
    mapper.insert(
        hazard.no(),
        at.seq(),
        rectifications.latestRectifier(hazard.no()),
        new PanelVerdict(
            hazard.round(),
            hazard.step(),
            at.signer(),
            expert,
            Objects.requireNonNull(form.decision()),
            String.valueOf(form.opinion()),
            form.decision() == Decision.SENT_BACK ? form.newDeadline() : null));
    return Map.of("expert", String.valueOf(expert));
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    if (!backward) {
      return;
    }
    FourDeterminations four = at.determined();
    mapper.of(at.hazard().no()).stream()
        .filter(verdict -> verdict.step() == at.hazard().step())
        .map(PanelVerdict::newDeadline)
        .flatMap(deadline -> Optional.ofNullable(deadline).stream())
        .min(Comparator.naturalOrder())
        .ifPresent(
            deadline ->
                hazards.redetermine(
                    new FourDeterminations(
                        four.hazardNo(),
                        four.version() + 1,
                        four.measures(),
                        four.standard(),
                        deadline,
                        four.responsible(),
                        four.basis())));
  }
}
