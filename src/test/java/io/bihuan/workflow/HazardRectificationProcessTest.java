package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BihuanTest
class HazardRectificationProcessTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired RuntimeService runtime;

  @Test
  void aHazardCuredAtFirstSightIsClosedOut() {
    var folk = county.found();
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(no.value()).count())
        .isEqualTo(1);
    folk.forward(no);
    assertThat(hazards.get(no).isClosedOut()).isTrue();
    assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(no.value()).count())
        .isZero();
  }
}
