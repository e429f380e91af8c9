package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.Clock;
import java.time.LocalDate;
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

  /** 送达方式. Leaving it in place is the answer to a refusal, not a way of one's own choosing. */
  enum Manner {
    DIRECT,
    POST,
    ELECTRONIC
  }

  record Form(
      @Nullable Decision decision,
      @Nullable Manner manner,
      @Nullable LocalDate deliveredOn,
      @Nullable String opinion)
      implements Decided {}

  private final Orders orders;
  private final DeliveryMapper mapper;
  private final MessageSource messages;
  private final Clock clock;

  DeliverOrder(Orders orders, DeliveryMapper mapper, MessageSource messages, Clock clock) {
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
      refusals.text("opinion", form.opinion(), LONGEST_OPINION);
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

  @Override
  public List<Words> says(Situation at, Form form) {
    Order order = orders.standingFor(at.hazard());
    return form.decision() == Decision.RETURNED
        ? List.of(
            Words.of("says.deliverOrder.returned", order.no(), String.valueOf(form.opinion())))
        : List.of(
            Words.of(
                "says.deliverOrder.agreed",
                String.valueOf(form.deliveredOn()),
                order.no(),
                at.hazard().unitName(),
                nameOf(form.manner())));
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
    return Map.of("manner", manners);
  }

  private String nameOf(@Nullable Manner manner) {
    return String.valueOf(
        messages.getMessage("paper.manner." + manner, null, "", Locale.SIMPLIFIED_CHINESE));
  }
}
