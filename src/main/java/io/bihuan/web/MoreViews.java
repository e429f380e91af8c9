package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.Overdue;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Subject;
import io.bihuan.loop.assignment.GradingClause;
import io.bihuan.loop.assignment.GradingClauses;
import io.bihuan.loop.assignment.Gradings;
import io.bihuan.loop.rectification.PlanVerdict;
import io.bihuan.loop.rectification.Plans;
import io.bihuan.loop.rectification.Rectifications;
import io.bihuan.loop.verification.PanelVerdict;
import io.bihuan.loop.verification.Panels;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.Signing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Turns what the stages keep beside the loop into what a hazard's page shows of it. */
@Component
class MoreViews {
  /** What a signed form says that is worth reading beside its matter, in the order of the page. */
  private static final List<String> SAID =
      List.of(
          "cause",
          "duplicateOf",
          "refusedBy",
          "refusedPost",
          "situation",
          "harm",
          "difficulty",
          "measures",
          "way",
          "notifiedOn",
          "place",
          "people",
          "reason",
          "witness",
          "witnessPost",
          "secondWitness",
          "secondWitnessPost",
          "filmed",
          "opinion");

  private final Hazards hazards;
  private final Matters matters;
  private final PendingActs pendingActs;
  private final Holders holders;
  private final Signing signing;
  private final Gradings gradings;
  private final GradingClauses clauses;
  private final Plans plans;
  private final Rectifications rectifications;
  private final Panels panels;
  private final People people;
  private final Evidence evidence;
  private final Ledger ledger;
  private final Views views;
  private final MessageSource messages;
  private final Clock clock;

  MoreViews(
      Hazards hazards,
      Matters matters,
      PendingActs pendingActs,
      Holders holders,
      Signing signing,
      Gradings gradings,
      GradingClauses clauses,
      Plans plans,
      Rectifications rectifications,
      Panels panels,
      People people,
      Evidence evidence,
      Ledger ledger,
      Views views,
      MessageSource messages,
      Clock clock) {
    this.hazards = hazards;
    this.matters = matters;
    this.pendingActs = pendingActs;
    this.holders = holders;
    this.signing = signing;
    this.gradings = gradings;
    this.clauses = clauses;
    this.plans = plans;
    this.rectifications = rectifications;
    this.panels = panels;
    this.people = people;
    this.evidence = evidence;
    this.ledger = ledger;
    this.views = views;
    this.messages = messages;
    this.clock = clock;
  }

  HazardMore of(@Nullable Hazard hazard, PersonId viewer, Locale locale) {
    if (hazard == null) {
      return HazardMore.none();
    }
    return new HazardMore(
        grading(hazard),
        plansOf(hazard),
        panel(hazard),
        progress(hazard),
        mattersOf(hazard, viewer, locale),
        numbers(hazard, viewer),
        begins(hazard, viewer));
  }

  private HazardMore.@Nullable GradingView grading(Hazard hazard) {
    return gradings
        .of(hazard.no())
        .map(
            grading -> {
              String id = grading.clauseId();
              GradingClause clause = id == null ? null : clauses.find(id).orElse(null);
              return new HazardMore.GradingView(
                  grading.grade(),
                  grading.proposedBecause(),
                  views.nameOf(grading.gradedBy()),
                  clause == null ? null : clause.document(),
                  clause == null ? null : clause.issuingNo(),
                  clause == null ? null : clause.clause(),
                  clause == null ? null : clause.words(),
                  clause == null ? null : clause.validFrom(),
                  grading.opinion());
            })
        .orElse(null);
  }

  private List<HazardMore.PlanView> plansOf(Hazard hazard) {
    List<PlanVerdict> verdicts = plans.verdicts(hazard.no());
    return plans.of(hazard.no()).stream()
        .map(
            plan ->
                new HazardMore.PlanView(
                    plan.version(),
                    views.nameOf(plan.draftedBy()),
                    views.local(plan.draftedAt()),
                    plan.goals(),
                    plan.methods(),
                    plan.means(),
                    plan.funds().stripTrailingZeros().toPlainString(),
                    plan.team(),
                    plan.schedule(),
                    plan.interimMeasures(),
                    plan.contingency(),
                    verdicts.stream()
                        .filter(verdict -> verdict.version() == plan.version())
                        .map(
                            verdict ->
                                new HazardMore.PlanVerdictView(
                                    verdict.decision(),
                                    views.nameOf(verdict.decidedBy()),
                                    verdict.opinion()))
                        .toList()))
        .toList();
  }

  /** Those who have signed, the newest round first; before them those who have still to. */
  private List<HazardMore.JudgeView> panel(Hazard hazard) {
    List<HazardMore.JudgeView> judges = new ArrayList<>();
    if (hazard.standsAt(Act.ACCEPT_AS_PANEL)) {
      List<PersonId> waiting =
          pendingActs.of(hazard.key()).stream().map(PendingAct::person).toList();
      holders.of(hazard, Act.ACCEPT_AS_PANEL).stream()
          .filter(waiting::contains)
          .map(
              judge ->
                  new HazardMore.JudgeView(
                      views.nameOf(judge),
                      people.holds(judge, Role.EXPERT),
                      hazard.round(),
                      null,
                      null,
                      null))
          .forEach(judges::add);
    }
    List<PanelVerdict> verdicts = panels.verdicts(hazard.no());
    for (int at = verdicts.size() - 1; at >= 0; at--) {
      PanelVerdict verdict = verdicts.get(at);
      judges.add(
          new HazardMore.JudgeView(
              views.nameOf(verdict.judge()),
              verdict.expert(),
              verdict.round(),
              verdict.verdict(),
              verdict.opinion(),
              verdict.newDeadline()));
    }
    return judges;
  }

  private List<HazardMore.ProgressView> progress(Hazard hazard) {
    return rectifications.progress(hazard.no()).stream()
        .map(
            one ->
                new HazardMore.ProgressView(
                    one.percent(),
                    views.nameOf(one.reportedBy()),
                    views.local(one.reportedAt()),
                    one.account(),
                    photos(one.matterNo(), hazard)))
        .toList();
  }

  private List<HazardMore.MatterView> mattersOf(Hazard hazard, PersonId viewer, Locale locale) {
    return matters.of(hazard).stream()
        .filter(matter -> matter.route().procedure() != Procedure.PROGRESS)
        .map(matter -> matter(matter, hazard, viewer, locale))
        .toList();
  }

  private HazardMore.MatterView matter(
      Matter matter, Hazard hazard, PersonId viewer, Locale locale) {
    List<PendingAct> pending = pendingActs.of(matter.key());
    List<SignedAct> signed = ledger.of(matter.key());
    Instant dueAt = matter.dueAt();
    Instant begun = signed.isEmpty() ? clock.instant() : signed.get(0).signedAt();
    return new HazardMore.MatterView(
        matter.no(),
        matter.route().procedure().id(),
        matter.act(),
        pending.stream().map(one -> views.nameOf(one.person())).toList(),
        pending.stream()
            .filter(one -> one.person().equals(viewer))
            .map(one -> "/hazards/%s/acts/%s".formatted(matter.key(), one.act().id()))
            .findFirst()
            .orElse(null),
        matter.isOver() ? null : matter.notBefore(),
        dueAt == null ? null : views.local(dueAt),
        dueAt == null ? 0 : Overdue.hours(dueAt, begun),
        signed.stream()
            .map(
                act ->
                    new HazardMore.SignedView(
                        Act.valueOf(act.act()),
                        Decision.valueOf(act.decision()),
                        views.nameOf(new PersonId(act.signerId())),
                        views.local(act.signedAt())))
            .toList(),
        signed.stream().flatMap(act -> said(act, locale).stream()).toList(),
        photos(matter.key(), hazard));
  }

  /** As it was signed, under the name of its field. */
  private List<Fact> said(SignedAct act, Locale locale) {
    if (!(CanonicalJson.read(act.payload()).get("form") instanceof Map<?, ?> form)) {
      return List.of();
    }
    return SAID.stream()
        .filter(field -> form.get(field) instanceof String)
        .map(field -> new Fact(label(field, act, locale), value(field, form.get(field), locale)))
        .toList();
  }

  private String label(String field, SignedAct act, Locale locale) {
    String own = "field.%s.%s".formatted(field, Act.valueOf(act.act()).id());
    return say(own, say("field." + field, field, locale), locale);
  }

  private String value(String field, @Nullable Object signed, Locale locale) {
    return switch (field) {
      case "way" -> say("paper.way." + signed, "", locale);
      case "cause" -> say("cause." + signed, "", locale);
      case "filmed" -> say("true".equals(signed) ? "filmed.yes" : "filmed.no", "", locale);
      default -> String.valueOf(signed);
    };
  }

  private String say(String code, String otherwise, Locale locale) {
    return String.valueOf(messages.getMessage(code, null, otherwise, locale));
  }

  private List<PhotoView> photos(String subject, Hazard hazard) {
    return evidence.of(subject).stream().map(photo -> views.photo(photo, hazard)).toList();
  }

  /** A number that the viewer may not see yet is none for him. */
  private List<HazardMore.NumberView> numbers(Hazard hazard, PersonId viewer) {
    return hazards.numbers(hazard.no()).stream()
        .filter(no -> no.equals(hazard.no()) || maySee(no, viewer))
        .map(no -> new HazardMore.NumberView(no.value(), no.equals(hazard.no())))
        .toList();
  }

  private boolean maySee(HazardNo no, PersonId viewer) {
    try {
      hazards.getVisible(no.value(), viewer);
      return true;
    } catch (NoSuchHazard hidden) {
      return false;
    }
  }

  /** What the viewer may begin about a hazard or an inspection. */
  List<HazardMore.BeginView> begins(Subject about, PersonId viewer) {
    String root = about instanceof Hazard ? "/hazards" : "/inspections";
    return signing.beginnings(about, viewer).stream()
        .map(
            act ->
                new HazardMore.BeginView(
                    act, "%s/%s/begin/%s".formatted(root, about.key(), act.id())))
        .toList();
  }
}
