package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/**
 * Every page beside the way of a general hazard, each as the person who meets it; and those who
 * sign one act together, each on his own device. Pictures are left in {@code target/screens}.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "bihuan.database.url=jdbc:h2:mem:whole-loop-in-the-browser",
      "bihuan.evidence.directory=target/test-data/whole-loop-evidence"
    })
@ActiveProfiles("test")
class WholeLoopInTheBrowserTest {
  private static final String PREVIEW = "#act .primary-act button";
  private static final String SIGN = ".sign button.btn-primary";

  @TempDir static Path files;
  private static final List<Browser> DEVICES = new ArrayList<>();

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private Hazards hazards;
  @Autowired private Subjects subjects;
  @Autowired private People people;
  @Autowired private Accounts accounts;
  @Autowired private SigningKeys keys;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private Clock clock;

  private County.Folk folk;
  private Browser browser;

  @BeforeAll
  static void require() {
    Browser.require();
  }

  @BeforeEach
  void found() {
    folk = county.found();
    browser = device(0);
  }

  @AfterEach
  void nothingWasAmiss() {
    assertThat(DEVICES).flatExtracting(Browser::amiss).isEmpty();
  }

  @AfterAll
  static void close() {
    DEVICES.forEach(Browser::close);
    DEVICES.clear();
  }

  @Test
  void anInspectionIsRecordedAndConfirmed() throws IOException {
    String no = folk.inspection(1);
    as(folk.inspector);
    look("/inspections/new", "inspection-new");
    browser.press("main form .primary-act button");
    assertThat(browser.has(".error-summary")).isTrue();
    browser.look("inspection-new-refused");
    look("/inspections/" + no, "inspection-draft");
    look("/inspections/" + no + "/edit", "inspection-edit");
    look("/inspections/" + no + "/findings/new", "finding");
    browser.shoot(photo());
    browser.fill("place", "二号车间北侧通道");
    browser.fill("description", "消火栓被货物埋压，箱门打不开。");
    browser.tick("label[for=category-0]");
    browser.press("main form .primary-act button");
    assertThat(browser.text("main")).contains("消火栓被货物埋压");

    browser.go("/inspections/" + no + "/acts/recordInspection");
    browser.day("endedAt", LocalDate.now(clock) + "T00:00");
    browser.look("recordInspection");
    folk.forward(no);
    assertThat(subjects.get(no).standsAt(Act.SIGN_INSPECTION)).isTrue();
    look("/inspections/" + no, "inspection-waits");
    act("/inspections/" + no, Act.SIGN_INSPECTION);
    browser.tick("label[for=forward]");
    preview("signInspection");
    sign();
    folk.forward(no);
    as(folk.safetyOfficer);
    browser.look("todo-inspection");
    act("/inspections/" + no, Act.CONFIRM_INSPECTION);
    browser.tick("label[for=forward]");
    preview("confirmInspection");
    sign();
    browser.look("inspection-over");
    as(folk.inspector);
    look("/inspections", "inspections");
  }

  @Test
  void aMajorHazardGoesItsWayAndThePanelSignsOnThreeDevicesAtOnce() throws Exception {
    HazardNo no = folk.majorAt(Act.GRADE_HAZARD);
    as(folk.chief);
    act(no, Act.GRADE_HAZARD);
    browser.tick("label[for=forward]");
    browser.script("document.getElementById('clause').value = '" + County.CLAUSE + "'");
    preview("gradeHazard-major");
    sign();
    assertThat(hazards.get(no).standsAt(Act.ENDORSE)).isTrue();

    as(folk.townLeader);
    browser.look("todo-matters");
    String report = folk.matterOf(no, Procedure.MAJOR_REPORT);
    act("/hazards/" + report, Act.REPORT_MAJOR);
    browser.fill("situation", "有限空间未设警示标志，作业票没有审批。");
    browser.fill("harm", "每月三人下池清淤，有中毒窒息危险。");
    browser.fill("difficulty", "两周内可完成。");
    browser.fill("measures", "先行封闭，专人看守。");
    preview("reportMajor");
    sign();
    as(folk.safetyOfficer);
    act("/hazards/" + folk.matterOf(no, Procedure.EMPLOYEE_NOTICE), Act.NOTIFY_EMPLOYEES);
    browser.look("notifyEmployees");
    as(folk.chief);
    act("/hazards/" + report, Act.RECEIVE_MAJOR_REPORT);
    preview("receiveMajorReport");
    look("/hazards/" + no, "hazard-major");
    look("/hazards/" + no + "/begin/reassign", "reassign");

    folk.driveTo(no, Act.DRAFT_PLAN);
    as(folk.legalRep);
    act(no, Act.DRAFT_PLAN);
    browser.press(PREVIEW);
    browser.look("draftPlan-missing");
    for (String name :
        List.of("goals", "methods", "means", "team", "schedule", "interimMeasures")) {
      browser.fill(name, "池口加装护栏和门锁，作业前通风、检测、监护，审批后方可下池。");
    }
    browser.fill("contingency", "不戴呼吸器不得下池施救，立即报警。");
    browser.fill("funds", "12.50");
    for (int each = 1; each <= browser.count("input[name=settled]"); each++) {
      browser.tick("#settled label:nth-of-type(" + each + ")");
    }
    preview("draftPlan");
    sign();
    as(folk.chief);
    act(no, Act.APPROVE_PLAN);
    browser.tick("label[for=forward]");
    preview("approvePlan");
    sign();

    as(folk.worker);
    look("/hazards/" + no, "hazard-to-rectify");
    look("/hazards/" + no + "/begin/reportProgress", "reportProgress");
    browser.fill("percent", "40");
    browser.fill("account", "护栏已立好。");
    browser.press(PREVIEW);
    sign();
    folk.driveTo(no, Act.FORM_PANEL);
    as(folk.chief);
    act(no, Act.FORM_PANEL);
    browser.tick("label[for=forward]");
    browser.look("formPanel");
    folk.forward(no);

    List<PersonId> panel = List.of(folk.expert, folk.inspector, folk.colleague);
    signTogether("acceptAsPanel", panel, "/hazards/" + no, Act.ACCEPT_AS_PANEL);
    Hazard accepted = hazards.get(no);
    assertThat(accepted.standsAt(Act.ENDORSE_CURE)).isTrue();

    as(folk.townLeader);
    act(no, Act.ENDORSE_CURE);
    browser.tick("label[for=forward]");
    preview("endorseCure-major");
    sign();
    as(folk.leader);
    act(no, Act.CLOSE_OUT);
    browser.look("closeOut-major");
    folk.forward(no);
    look("/hazards/" + no, "hazard-major-closed");
    browser.tick("details.procedure summary");
    browser.await(".drawing-frame[data-drawn]");
    browser.look("hazard-major-diagram");

    String back = folk.matterOf(no, Procedure.LOOK_BACK);
    jdbc.update("update matter set not_before = ? where no = ?", LocalDate.now(clock), back);
    as(folk.inspector);
    browser.look("todo-look-back");
    act("/hazards/" + back, Act.LOOK_BACK);
    browser.tick("label[for=backward]");
    browser.fill("opinion", "门锁又被拆下。");
    browser.shoot(photo());
    preview("lookBack");
    sign();
    folk.backward(back);
    as(folk.leader);
    act("/hazards/" + back, Act.DECIDE_REOPENING);
    browser.tick("label[for=forward]");
    preview("decideReopening");
  }

  @Test
  void twoInspectorsSignOnTheirOwnDevicesAtTheSameMoment() throws Exception {
    HazardNo no = folk.standingAt(Act.SIGN_AS_INSPECTOR);
    List<PersonId> both = List.of(folk.inspector, folk.colleague);
    signTogether("signAsInspector", both, "/hazards/" + no, Act.SIGN_AS_INSPECTOR);
    assertThat(hazards.get(no).standsAt(Act.SIGN_AS_LEGAL_REP)).isTrue();
    folk.driveTo(no, Act.REINSPECT);
    signTogether("reinspect", both, "/hazards/" + no, Act.REINSPECT);
    assertThat(hazards.get(no).standsAt(Act.ENDORSE_CURE)).isTrue();
  }

  @Test
  void whoDeclinesIsRecordedAndTheLoopGoesOn() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    as(folk.inspector);
    look("/hazards/" + no, "hazard-begins");
    look("/hazards/" + no + "/begin/recordDecline", "recordDecline");
    browser.fill("refusedBy", "郑大成");
    browser.fill("refusedPost", "法定代表人");
    browser.fill("reason", "称纸箱不归他管，拒绝签字。");
    browser.fill("witness", "李国庆");
    browser.fill("witnessPost", "村委会主任");
    browser.tick("label[for=filmed-yes]");
    preview("recordDecline");
    sign();
    browser.look("hazard-declined");
    String decline = folk.matterOf(no, Procedure.DECLINE);
    folk.driveTo(no, Act.RECEIVE_ORDER);
    look("/hazards/" + no + "/begin/recordDecline", "recordDecline-left-in-place");
    browser.press(PREVIEW);
    browser.look("recordDecline-missing");
    as(folk.chief);
    act("/hazards/" + decline, Act.NOTE_DECLINE);
    preview("noteDecline");
    sign();
  }

  @Test
  void aHazardIsProposedToBeVoidedAndVoided() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    as(folk.inspector);
    look("/hazards/" + no + "/begin/proposeVoid", "proposeVoid");
    browser.tick("input[name=cause][value=NO_HAZARD] + label");
    browser.fill("reason", "该处不是出口，是储物柜。");
    preview("proposeVoid");
    sign();
    as(folk.chief);
    act("/hazards/" + folk.matterOf(no, Procedure.VOID), Act.DECIDE_VOID);
    browser.tick("label[for=forward]");
    preview("decideVoid");
    sign();
    look("/hazards/" + no, "hazard-void");
  }

  @Test
  void aHazardIsHandedToAnother() {
    PersonId third = folk.inspector("third");
    HazardNo no = folk.standingAt(Act.REINSPECT);
    as(folk.chief);
    browser.go("/hazards/" + no + "/begin/reassign");
    browser.tick("label[for=pending-0]");
    browser.script("document.getElementById('to').value = '" + third.value() + "'");
    browser.fill("reason", "调离岗位。");
    preview("reassign");
    sign();
    browser.look("hazard-reassigned");
  }

  @Test
  void threeSignOnOneScreenWhatWasCuredOnTheSpot() throws IOException {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    as(folk.inspector);
    act(no, Act.CURE_ON_SPOT);
    browser.tick("label[for=forward]");
    browser.look("cureOnSpot");
    look("/hazards/" + no + "/on-spot", "on-spot");
    browser.fill("account", "纸箱已搬走，门锁已拆下。");
    browser.shoot(photo());
    browser.press("main form .primary-act button.btn-primary");
    browser.look("on-spot-paper");
    for (int hand = 0; hand < 3; hand++) {
      browser.fill("password-" + hand, hand == 1 ? "not-the-password" : County.SIGNING_PASSWORD);
    }
    browser.press("main form .primary-act button.btn-primary");
    browser.look("on-spot-wrong-password");
    assertThat(hazards.get(no).isOver()).isFalse();
    for (int hand = 0; hand < 3; hand++) {
      browser.fill("password-" + hand, County.SIGNING_PASSWORD);
    }
    browser.press("main form .primary-act button.btn-primary");
    assertThat(hazards.get(no).isOver()).isTrue();
    browser.look("hazard-cured-on-the-spot");
  }

  @Test
  void theListsAndThePeopleFitToo() throws IOException {
    folk.standingAt(Act.DELIVER_ORDER);
    as(folk.inspector);
    browser.go("/hazards");
    browser.tick("details.filters summary");
    browser.look("hazards-filters");
    browser.fill("unit", "没有这家单位");
    browser.press(".filters-go button");
    browser.look("hazards-filtered");
    look("/account/sessions", "sessions");

    PersonId clerk = people.addPerson("管理员" + folk.code, "clerk" + folk.code);
    accounts.open("clerk" + folk.code, clerk, true, County.LOGIN_PASSWORD);
    accounts.choosePassword("clerk" + folk.code, County.LOGIN_PASSWORD);
    signIn("clerk" + folk.code);
    look("/people", "people-list");
    look("/people/persons/" + folk.inspector, "person");
    browser.fill("reason", "本人忘记");
    look("/people/import", "people-import");
    browser.attach("workbook", Files.writeString(files.resolve("text.xlsx"), "no workbook"));
    browser.press("main form button");
    browser.look("people-import-refused");

    keys.replace(clerk, folk.worker, "本人忘记签字密码");
    look("/people/persons/" + folk.worker, "person-key-replaced");
    signIn(folk.account(folk.worker));
    browser.look("signing-password-again");
    browser.fill("signingPassword", "another-signature-of-the-test");
    browser.fill("signingPasswordAgain", "another-signature-of-the-test");
    browser.press("main form button");
    look("/account", "account-key-waits");
    as(folk.legalRep);
    browser.look("todo-attest");
    browser.go("/account");
    browser.look("account-attests");
    browser.press("a[href^='/account/keys/']");
    browser.look("attest");
    browser.fill("password", County.SIGNING_PASSWORD);
    browser.press("main form button");
    assertThat(keys.isEnrolled(folk.worker)).isTrue();
  }

  /** Each opens the act on a device of his own, and all press at the same moment. */
  private void signTogether(String name, List<PersonId> signers, String page, Act act)
      throws Exception {
    for (int i = 0; i < signers.size(); i++) {
      browser = device(i);
      as(signers.get(i));
      act(page, act);
      browser.tick("label[for=forward]");
      browser.fill("opinion", "现场看过，符合标准。");
      if (browser.has("input[name=photos]")) {
        browser.shoot(photo());
      }
      if (i == 0) {
        browser.look(name);
      }
      browser.press(PREVIEW);
      browser.fill("password", County.SIGNING_PASSWORD);
      browser.snap(name + "-device-" + (i + 1));
    }
    CyclicBarrier moment = new CyclicBarrier(signers.size());
    ExecutorService hands = Executors.newFixedThreadPool(signers.size());
    try {
      List<Callable<String>> presses = new ArrayList<>();
      for (Browser device : DEVICES.subList(0, signers.size())) {
        presses.add(
            () -> {
              moment.await();
              device.press(SIGN);
              return device.text(".notice");
            });
      }
      for (Future<String> said : hands.invokeAll(presses)) {
        assertThat(said.get()).contains("签好了");
      }
    } finally {
      hands.shutdownNow();
    }
    for (int i = 0; i < signers.size(); i++) {
      device(i).snap(name + "-device-" + (i + 1) + "-signed");
    }
    browser = device(0);
  }

  private Browser device(int nth) {
    while (DEVICES.size() <= nth) {
      DEVICES.add(Browser.open(port, files.resolve("device-" + DEVICES.size())));
    }
    return DEVICES.get(nth);
  }

  private void as(PersonId person) {
    signIn(folk.account(person));
    assertThat(browser.at()).isEqualTo("/todo");
  }

  private void signIn(String account) {
    browser.go("/account");
    if (browser.has("form[action='/sign-out']")) {
      browser.press("form[action='/sign-out'] button");
    }
    browser.fill("username", account);
    browser.fill("password", County.LOGIN_PASSWORD);
    browser.press("form.sheet button");
  }

  private void look(String path, String name) {
    browser.go(path);
    assertThat(browser.has(".error-page")).as(path).isFalse();
    browser.look(name);
  }

  private void act(HazardNo no, Act act) {
    act("/hazards/" + no, act);
  }

  private void act(String page, Act act) {
    browser.go(page + "/acts/" + act.id());
    assertThat(browser.has(PREVIEW)).as(act + " at " + page).isTrue();
  }

  /** Looks at the filled page, and opens the sheet one signs on. */
  private void preview(String name) {
    browser.look(name);
    browser.press(PREVIEW);
    assertThat(browser.has(".sign .paper")).as(name + ": " + browser.text("main")).isTrue();
    browser.snap(name + "-dialog");
  }

  private void sign() {
    browser.fill("password", County.SIGNING_PASSWORD);
    browser.press(SIGN);
    assertThat(browser.text(".notice")).contains("签好了");
  }

  private static Path photo() throws IOException {
    return Files.write(Files.createTempFile(files, "shot", ".png"), County.aPhoto());
  }
}
