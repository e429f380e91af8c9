package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** 送达: the order is handed to the unit; who handed it over, how and when. */
@Component
class DeliverOrder implements LoopAct<DeliverOrder.Form> {
  private static final int LONGEST_OPINION = 1000;

  /**
   * @param covers numbers of other hazards of the same order that were served with it
   */
  record Form(
      @Nullable Decision decision,
      @Nullable Manner manner,
      @Nullable LocalDate deliveredOn,
      @Nullable List<String> covers,
      @Nullable String opinion)
      implements Decided {}

  private final Hazards hazards;
  private final Orders orders;
  private final DeliveryMapper mapper;
  private final MessageSource messages;
  private final Clock clock;

  DeliverOrder(
      Hazards hazards, Orders orders, DeliveryMapper mapper, MessageSource messages, Clock clock) {
    this.hazards = hazards;
    this.clock = clock;
    this.orders = orders;
    this.mapper = mapper;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.DELIVER_ORDER;
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
    Order order = orders.standingFor(at.hazard());
    LocalDate issuedOn = LocalDate.ofInstant(order.issuedAt(), clock.getZone());
    LocalDate on = form.deliveredOn();
    refusals
        .fits("opinion", form.opinion(), LONGEST_OPINION)
        .addIf(form.manner() == null, "manner", "refused.missing")
        .addIf(on == null, "deliveredOn", "refused.missing")
        .addIf(on != null && on.isAfter(at.today()), "deliveredOn", "refused.future")
        .addIf(
            on != null && on.isBefore(issuedOn),
            "deliveredOn",
            "refused.beforeIssue",
            issuedOn.toString());
  }

  /** One paper is handed over once, however many hazards stand on it. */
  @Override
  public List<Hazard> covers(Hazard hazard, Form form, PersonId signer) {
    List<Hazard> covers = new ArrayList<>(List.of(hazard));
    List<Hazard> others = onTheSameOrder(hazard, signer);
    for (String no : covered(form)) {
      if (!no.equals(hazard.key())) {
        covers.add(
            others.stream()
                .filter(other -> other.key().equals(no))
                .findFirst()
                .orElseThrow(() -> Refused.because("covers", "refused.covers.delivery", no)));
      }
    }
    return covers;
  }

  private List<Hazard> onTheSameOrder(Hazard hazard, PersonId signer) {
    String order = orders.standingFor(hazard).no();
    return hazards.sameVisit(hazard, signer).stream()
        .filter(other -> orders.standingFor(other).no().equals(order))
        .toList();
  }

  private static List<String> covered(Form form) {
    return form.covers() == null ? List.of() : form.covers().stream().distinct().toList();
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Order order = orders.standingFor(at.hazard());
    if (form.decision() == Decision.RETURNED) {
      return List.of(
          Words.of("says.deliverOrder.returned", order.no(), String.valueOf(form.opinion())));
    }
    List<Words> says = new ArrayList<>();
    says.add(
        Words.of(
            "says.deliverOrder.agreed",
            String.valueOf(form.deliveredOn()),
            order.no(),
            at.hazard().unitName(),
            nameOf(form.manner())));
    for (Hazard one : covers(at.hazard(), form, at.signer())) {
      says.add(Words.of("says.deliverOrder.covers", one.key(), one.place(), one.description()));
    }
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Manner manner = form.manner();
    LocalDate on = form.deliveredOn();
    if (form.decision() == Decision.AGREED && manner != null && on != null) {
      String orderNo = orders.standingFor(at.hazard()).no();
      mapper.insertDelivery(at.hazard().no(), at.seq(), orderNo, at.signer(), manner, on);
      return Map.of("order", orderNo);
    }
    return Map.of();
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    return Map.of("deliveredOn", at.today().toString());
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> manners = new LinkedHashMap<>();
    for (Manner manner : Manner.values()) {
      manners.put(manner.name(), nameOf(manner));
    }
    Map<String, String> others = new LinkedHashMap<>();
    onTheSameOrder(at.hazard(), at.signer())
        .forEach(other -> others.put(other.key(), other.place() + " · " + other.description()));
    return Map.of("manner", manners, "covers", others);
  }

  private String nameOf(@Nullable Manner manner) {
    return String.valueOf(
        messages.getMessage("paper.manner." + manner, null, "", Locale.SIMPLIFIED_CHINESE));
  }
}
