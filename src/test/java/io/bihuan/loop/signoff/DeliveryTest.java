package io.bihuan.loop.signoff;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.workflow.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 送达回证: one paper is handed over once, and whoever has it signs for it. */
@BihuanTest
class DeliveryTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Deliveries deliveries;
  @Autowired Standing standing;

  private Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @Test
  void theReturnSaysWhoDeliveredItHowAndWhoSignedForIt() {
    HazardNo no = folk.standingAt(Act.RECEIVE_ORDER);
    assertThat(deliveries.of(no))
        .hasValueSatisfying(
            delivery -> {
              assertThat(delivery.deliveredBy()).isEqualTo(folk.inspector);
              assertThat(delivery.manner()).isEqualTo(Manner.DIRECT);
              assertThat(delivery.receivedBy()).isNull();
            });
    folk.forward(no);
    assertThat(deliveries.of(no))
        .hasValueSatisfying(
            delivery -> {
              assertThat(delivery.receivedBy()).isEqualTo(folk.legalRep);
              assertThat(delivery.receivedAt()).isNotNull();
            });
  }

  @Test
  void anOrderForSeveralHazardsIsDeliveredOnce() {
    HazardNo first = folk.standingAt(Act.ISSUE_ORDER);
    HazardNo second = folk.standingAt(Act.ISSUE_ORDER);
    HazardNo apart = folk.standingAt(Act.DELIVER_ORDER);
    folk.sign(
        folk.leader,
        first,
        Act.ISSUE_ORDER,
        Map.of("decision", "AGREED", "covers", List.of(second.value())));
    Map<String, Object> form =
        new HashMap<>(folk.form(hazards.get(first), Act.DELIVER_ORDER, Decision.AGREED));
    form.put("covers", List.of(apart.value()));
    assertRefused(() -> folk.sign(folk.inspector, first, Act.DELIVER_ORDER, form))
        .containsExactly("covers refused.covers.delivery");
    form.put("covers", List.of(second.value()));
    assertThat(folk.sign(folk.inspector, first, Act.DELIVER_ORDER, form).alsoSigned())
        .containsExactly(second.value());
    for (HazardNo no : List.of(first, second)) {
      standing.isAt(no, Act.RECEIVE_ORDER, 1);
      assertThat(deliveries.of(no)).isPresent();
    }
    standing.isAt(apart, Act.DELIVER_ORDER, 1);
  }

  @Test
  void anOrderThatCouldNotBeDeliveredGoesBackAlone() {
    HazardNo no = folk.standingAt(Act.DELIVER_ORDER);
    Map<String, Object> form = new HashMap<>();
    form.put("decision", "RETURNED");
    form.put("opinion", "The gate is shut.");
    form.put("covers", List.of(no.value()));
    assertRefused(() -> folk.sign(folk.inspector, no, Act.DELIVER_ORDER, form))
        .containsExactly("covers refused.covers.returned");
    form.remove("covers");
    folk.sign(folk.inspector, no, Act.DELIVER_ORDER, form);
    standing.isAt(no, Act.ISSUE_ORDER, 1);
    assertThat(deliveries.of(no)).isEmpty();
  }

  @Test
  void anOrderLeftInPlaceHasADeliveryAndNoReceipt() {
    HazardNo no = folk.standingAt(Act.RECEIVE_ORDER);
    folk.decline(no);
    standing.isAt(no, Act.RECTIFY, 1);
    assertThat(deliveries.of(no))
        .hasValueSatisfying(delivery -> assertThat(delivery.receivedBy()).isNull());
  }
}
