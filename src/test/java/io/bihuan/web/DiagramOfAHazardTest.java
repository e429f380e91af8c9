package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.web.DiagramView.State;
import io.bihuan.web.DiagramView.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * 流程图: the diagram a hazard runs on, the way it went as the signed acts tell it, and who sees it.
 */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DiagramOfAHazardTest {
  @Autowired private County county;
  @Autowired private Hazards hazards;
  @Autowired private PendingActs pendingActs;
  @Autowired private Ledger ledger;
  @Autowired private DiagramViews diagrams;
  @LocalServerPort private int port;

  private County.Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @Test
  void theDrawingIsTheOneItRunsOn() {
    HazardNo no = folk.standingAt(Act.ENDORSE);

    Caller.Answer drawing = as(folk.inspector).get("/hazards/" + no + "/diagram");

    assertThat(drawing.status()).isEqualTo(200);
    assertThat(drawing.type()).startsWith("text/xml");
    assertThat(drawing.header("Content-Security-Policy")).contains("sandbox");
    assertThat(drawing.text()).contains("<bpmn:process id=\"hazard-rectification\"", "BPMNShape");
    Route.GENERAL
        .acts()
        .forEach(act -> assertThat(drawing.text()).contains("userTask id=\"" + act.id() + "\""));
  }

  @Test
  void itIsThereWhenTheHazardIsClosedOut() {
    HazardNo no = folk.reported();
    while (!hazards.get(no).isClosedOut()) {
      folk.forward(no);
    }
    assertThat(as(folk.inspector).get("/hazards/" + no + "/diagram").text()).contains("BPMNShape");
    assertThat(view(no).steps()).allMatch(step -> step.state() == State.DONE);
    assertThat(view(no).standsAt()).isEmpty();
    assertThat(view(no).walked()).startsWith("start to register,").endsWith("closeOut to end");
  }

  @Test
  void whoMayNotSeeTheHazardDoesNotSeeItsDiagram() {
    HazardNo no = folk.standingAt(Act.ENDORSE);
    PersonId elsewhere = county.found().inspector;

    assertThat(as(elsewhere).get("/hazards/" + no + "/diagram").status()).isEqualTo(404);
    assertThat(as(elsewhere).get("/hazards/YH-000000-20260101-0001/diagram").status())
        .isEqualTo(404);
    assertThat(as(elsewhere).get("/hazards/%22%3E/diagram").status()).isEqualTo(404);
    assertThat(Caller.stranger(port).get("/hazards/" + no + "/diagram").status()).isEqualTo(302);
  }

  @Test
  void theStepsSayWhoSignedWhoIsAskedAndWhatIsAhead() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_INSPECTOR);
    folk.sign(
        folk.colleague,
        no,
        Act.SIGN_AS_INSPECTOR,
        folk.form(hazards.get(no), Act.SIGN_AS_INSPECTOR, Decision.AGREED));

    assertThat(view(no).steps()).extracting(Step::act).isEqualTo(Route.GENERAL.acts());
    assertThat(step(no, Act.REGISTER).state()).isEqualTo(State.DONE);
    assertThat(step(no, Act.REGISTER).signers()).containsExactly("inspector");
    assertThat(step(no, Act.REGISTER).at()).isNotNull();
    assertThat(step(no, Act.SIGN_AS_INSPECTOR).state()).isEqualTo(State.CURRENT);
    assertThat(step(no, Act.SIGN_AS_INSPECTOR).signers()).containsExactly("colleague");
    assertThat(step(no, Act.SIGN_AS_INSPECTOR).waitsFor()).containsExactly("inspector");
    assertThat(step(no, Act.CLOSE_OUT).state()).isEqualTo(State.AHEAD);
    assertThat(as(folk.inspector).get("/hazards/" + no).text())
        .contains("data-stands-at=\"signAsInspector\"", "data-drawing=\"/hazards/" + no);
  }

  @Test
  void whatWasReturnedIsAheadAgainAndTheWayBackIsShown() {
    HazardNo no = folk.standingAt(Act.REINSPECT);
    folk.backward(no);

    assertThat(step(no, Act.RECTIFY).state()).isEqualTo(State.CURRENT);
    assertThat(step(no, Act.SELF_CHECK).state()).isEqualTo(State.AHEAD);
    assertThat(step(no, Act.ISSUE_ORDER).state()).isEqualTo(State.DONE);
    assertThat(view(no).walked())
        .contains("rectify to selfCheck")
        .doesNotContain(" declined ")
        .endsWith("reinspect to rectify");
  }

  private Step step(HazardNo no, Act act) {
    return view(no).steps().stream().filter(step -> step.act() == act).findFirst().orElseThrow();
  }

  private DiagramView view(HazardNo no) {
    Hazard hazard = hazards.get(no);
    return diagrams.of(hazard, ledger.of(no.value()), pendingActs.of(no.value()));
  }

  private Caller as(PersonId person) {
    return Caller.browser(port, folk.account(person));
  }
}
