package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 签发责令限期整改指令书. One order may cover several hazards of one visit, each with its own deadline; its
 * number is gap-free per department and year, and never used again.
 */
@Component
class IssueOrder implements LoopAct<IssueOrder.Form> {
  private static final int LONGEST_OPINION = 1000;

  /**
   * @param covers numbers of other hazards of the same visit that the order also covers
   */
  record Form(@Nullable Decision decision, @Nullable List<String> covers, @Nullable String opinion)
      implements Decided {}

  private final Hazards hazards;
  private final Orders orders;
  private final People people;
  private final Declines declines;

  IssueOrder(Hazards hazards, Orders orders, People people, Declines declines) {
    this.declines = declines;
    this.hazards = hazards;
    this.orders = orders;
    this.people = people;
  }

  @Override
  public Act act() {
    return Act.ISSUE_ORDER;
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
          .addIf(!covered(form).isEmpty(), "covers", "refused.covers.returned");
      return;
    }
    refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    // 四定缺一不可: the columns cannot be empty, but an order is the last place to see it.
    if (at.determinations() == null) {
      for (String one : List.of("measures", "standard", "deadline", "responsible")) {
        refusals.add(one, "refused.missing");
      }
      return;
    }
    refusals
        .addIf(at.determined().measures().isBlank(), "measures", "refused.missing")
        .addIf(at.determined().standard().isBlank(), "standard", "refused.missing")
        .addIf(
            at.determined().deadline().isBefore(at.today()), "deadline", "refused.deadline.past");
  }

  @Override
  public List<Hazard> covers(Hazard hazard, Form form, PersonId signer) {
    List<Hazard> covers = new ArrayList<>();
    covers.add(hazard);
    List<Hazard> sameVisit = hazards.sameVisit(hazard, signer);
    for (String no : covered(form)) {
      if (no.equals(hazard.no().value())) {
        continue;
      }
      covers.add(
          sameVisit.stream()
              .filter(other -> other.no().value().equals(no))
              .findFirst()
              .orElseThrow(() -> Refused.because("covers", "refused.covers", no)));
    }
    return covers;
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    List<Words> says = new ArrayList<>(Endorsement.determined(at, people));
    says.addAll(declines.printed(at.hazard().key(), Act.SIGN_AS_LEGAL_REP));
    if (form.decision() == Decision.RETURNED) {
      says.add(Words.of("says.issueOrder.returned"));
    } else {
      says.add(
          Words.of(
              "says.issueOrder.agreed",
              at.hazard().unitName(),
              at.determined().deadline().toString()));
      for (Hazard other : covers(at.hazard(), form, at.signer())) {
        if (!other.no().equals(at.hazard().no())) {
          says.add(
              Words.of(
                  "says.issueOrder.covers",
                  other.no().value(),
                  other.place(),
                  other.description(),
                  hazards.determinations(other.no()).map(f -> f.deadline().toString()).orElse("")));
        }
      }
    }
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    return form.decision() == Decision.AGREED
        ? Map.of("orderNo", orders.issue(at, numbersOn(at.hazard(), form)))
        : Map.of();
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Hazard other : hazards.sameVisit(at.hazard(), at.signer())) {
      others.put(
          other.no().value(),
          other.place()
              + " · "
              + other.description()
              + " · "
              + hazards.determinations(other.no()).map(f -> f.deadline().toString()).orElse(""));
    }
    return Map.of("covers", others);
  }

  private static List<HazardNo> numbersOn(Hazard hazard, Form form) {
    return Stream.concat(Stream.of(hazard.no()), covered(form).stream().map(HazardNo::new))
        .distinct()
        .toList();
  }

  private static List<String> covered(Form form) {
    return form.covers() == null ? List.of() : form.covers().stream().distinct().toList();
  }
}
