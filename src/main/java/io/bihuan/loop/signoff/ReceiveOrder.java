package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 签收: the unit has the order in its hands. To have received it is not to agree with it. */
@Component
class ReceiveOrder implements LoopAct<ReceiveOrder.Form> {
  private static final int LONGEST_OPINION = 1000;

  record Form(@Nullable String opinion) {}

  private final Orders orders;
  private final DeliveryMapper mapper;

  ReceiveOrder(Orders orders, DeliveryMapper mapper) {
    this.orders = orders;
    this.mapper = mapper;
  }

  @Override
  public Act act() {
    return Act.RECEIVE_ORDER;
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
    Words received =
        Words.of("says.receiveOrder", at.hazard().unitName(), orders.standingFor(at.hazard()).no());
    return form.opinion() == null
        ? List.of(received)
        : List.of(received, Words.of("says.opinion", form.opinion()));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    String orderNo = orders.standingFor(at.hazard()).no();
    mapper.insertReceipt(at.hazard().no(), at.seq(), orderNo, at.signer(), at.at());
    return Map.of("order", orderNo);
  }
}
