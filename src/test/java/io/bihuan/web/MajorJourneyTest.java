package io.bihuan.web;

import static io.bihuan.web.SayingNo.API;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import io.bihuan.workflow.Standing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A county bureau tries major hazards: over HTTP, each as the person who would do it. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MajorJourneyTest {
  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private Standing standing;
  @Autowired private Clock clock;

  private County.Folk folk;
  private HazardNo no;

  @BeforeEach
  void aHazardWaitsToBeGraded() {
    folk = county.found();
    no = new HazardNo(reported());
    done(
        folk.inspector,
        "register",
        Map.of(
            "unit", folk.unit.id(),
            "place", "The pit",
            "description", "Nobody guards who goes down.",
            "category", "safety"));
    done(
        folk.inspector,
        "determine",
        Map.of(
            "decision",
            "AGREED",
            "measures",
            "Guard it.",
            "standard",
            "Aired, measured, guarded.",
            "deadline",
            LocalDate.now(clock).plusDays(10).toString(),
            "responsible",
            folk.worker.value(),
            "secondInspector",
            folk.colleague.value()));
    done(folk.inspector, "signAsInspector", Map.of("decision", "AGREED"));
    done(folk.colleague, "signAsInspector", Map.of("decision", "AGREED"));
    done(folk.legalRep, "signAsLegalRep", Map.of("decision", "AGREED"));
  }

  /** 重大 determination. */
  @Test
  void aClauseForcesMajorAndTheTownshipIsAskedToReportWithinADay() {
    assertSays(
        act(folk.chief, no.value(), "gradeHazard", Map.of("decision", "AGREED", "grade", "MAJOR")),
        "定为重大，必须选判定标准的条款");
    assertSays(
        act(
            folk.chief,
            no.value(),
            "gradeHazard",
            Map.of("decision", "AGREED", "grade", "GENERAL", "clause", "GM-10/3.2")),
        "选了判定条款就是重大");
    String form = page(folk.chief, "/hazards/" + no + "/acts/gradeHazard");
    assertThat(form).contains("第三条第（二）项").contains("GM-10/13.2");
    done(folk.chief, "gradeHazard", Map.of("decision", "AGREED", "clause", "GM-10/3.2"));

    assertThat(page(folk.chief, "/hazards/" + no))
        .contains("重大事故隐患")
        .contains("工贸企业重大事故隐患判定标准")
        .contains("第三条第（二）项")
        .contains("特种作业人员未按照规定经专门的安全作业培训并取得相应资格")
        .contains("重大隐患上报")
        .contains("向从业人员通报");
    assertThat(page(folk.townLeader, "/todo")).contains("重大隐患上报").contains("剩 23 小时");
    String report = no + "-SB1";
    assertThat(page(folk.townLeader, "/hazards/" + report + "/acts/reportMajor")).contains("危害程度");
    Map<String, Object> said =
        Map.of(
            "situation", "No permit, no guard.",
            "harm", "Three men every month.",
            "difficulty", "Two weeks.",
            "measures", "Closed.");
    Map<String, Object> half = new HashMap<>(said);
    half.remove("harm");
    assertSays(act(folk.townLeader, report, "reportMajor", half), "还没填");
    assertThat(act(folk.townLeader, report, "reportMajor", said).status()).isEqualTo(200);
    assertThat(page(folk.chief, "/hazards/" + report + "/acts/receiveMajorReport"))
        .contains("Three men every month.");
    assertThat(act(folk.chief, report, "receiveMajorReport", Map.of()).status()).isEqualTo(200);
    assertThat(page(folk.leader, "/hazards/" + no)).contains("已办结");
    County.Folk elsewhere = county.found();
    assertThat(
            Caller.script(port, elsewhere.account(elsewhere.chief))
                .get(API + "/hazards/" + report + "/acts/reportMajor")
                .status())
        .isEqualTo(404);

    String notice = no + "-TB1";
    Map<String, Object> told =
        Map.of(
            "way", "EMPLOYEE_MEETING",
            "notifiedOn", LocalDate.now(clock).toString(),
            "place", "The canteen",
            "people", "46");
    assertSays(act(folk.safetyOfficer, notice, "notifyEmployees", told), "至少要有 1 张照片");
    String photo = upload(folk.safetyOfficer);
    assertThat(act(folk.safetyOfficer, notice, "notifyEmployees", told, photo).status())
        .isEqualTo(200);
    assertThat(page(folk.chief, "/hazards/" + no)).contains("职工大会").contains(photo);
    assertThat(
            Caller.script(port, folk.account(folk.chief)).get(API + "/evidence/" + photo).status())
        .isEqualTo(200);
    standing.isAt(no, Act.ENDORSE, 1);
  }

  /** 六要素 plan, and on to the close-out by the leader. */
  @Test
  void thePlanOfSixContentsIsApprovedInItsThirdVersionAndAPanelAcceptsTheCure() {
    done(folk.chief, "gradeHazard", Map.of("decision", "AGREED", "clause", County.CLAUSE));
    done(folk.townLeader, "endorse", Map.of("decision", "AGREED"));
    done(folk.leader, "issueOrder", Map.of("decision", "AGREED"));
    done(
        folk.inspector,
        "deliverOrder",
        Map.of(
            "decision", "AGREED",
            "manner", "DIRECT",
            "deliveredOn", LocalDate.now(clock).toString()));
    done(folk.legalRep, "receiveOrder", Map.of());

    Map<String, Object> without = new HashMap<>(County.plan());
    without.remove("contingency");
    assertSays(act(folk.legalRep, no.value(), "draftPlan", without), "治理方案缺应急预案");
    draft("The first goals.");
    String deadline = LocalDate.now(clock).plusDays(10).toString();
    assertThat(page(folk.chief, "/hazards/" + no + "/acts/approvePlan"))
        .contains("The first goals.");
    done(folk.chief, "approvePlan", Map.of("decision", "RETURNED", "opinion", "Who measures?"));
    assertThat(page(folk.legalRep, "/hazards/" + no + "/acts/draftPlan"))
        .contains("Who measures?")
        .contains("The first goals.")
        .contains(deadline);
    draft("The second goals.");
    done(folk.chief, "approvePlan", Map.of("decision", "RETURNED", "opinion", "And when?"));
    draft("The third goals.");
    done(folk.chief, "approvePlan", Map.of("decision", "AGREED"));
    assertThat(page(folk.legalRep, "/hazards/" + no))
        .contains("第 1 版", "第 2 版", "第 3 版")
        .contains("The first goals.", "The second goals.", "The third goals.")
        .contains("Who measures?", "And when?")
        .contains(deadline);

    assertThat(page(folk.worker, "/hazards/" + no)).contains("/begin/reportProgress");
    assertThat(page(folk.legalRep, "/hazards/" + no)).doesNotContain("/begin/reportProgress");
    assertThat(
            send(
                    folk.worker,
                    "/hazards/" + no + "/begin/reportProgress",
                    Map.of("percent", "60", "account", "The railing stands."))
                .status())
        .isEqualTo(200);
    assertThat(page(folk.chief, "/hazards/" + no)).contains("60%").contains("The railing stands.");
    done(
        folk.worker,
        "rectify",
        Map.of("decision", "AGREED", "account", "Done."),
        upload(folk.worker));
    done(folk.legalRep, "selfCheck", Map.of("decision", "PASSED", "conclusion", "Checked."));
    assertSays(
        act(
            folk.chief,
            no.value(),
            "formPanel",
            Map.of(
                "decision",
                "AGREED",
                "panel",
                List.of(folk.inspector.value(), folk.colleague.value(), folk.chief.value()))),
        "至少要有一名专家");
    done(
        folk.chief,
        "formPanel",
        Map.of(
            "decision",
            "AGREED",
            "panel",
            List.of(folk.inspector.value(), folk.colleague.value(), folk.expert.value())));
    for (PersonId judge : List.of(folk.expert, folk.colleague, folk.inspector)) {
      done(
          judge,
          "acceptAsPanel",
          Map.of("decision", "PASSED", "opinion", "It holds."),
          upload(judge));
    }
    done(folk.townLeader, "endorseCure", Map.of("decision", "AGREED"));
    assertSays(act(folk.leader, no.value(), "closeOut", Map.of("decision", "AGREED")), "还没填");
    done(
        folk.leader,
        "closeOut",
        Map.of("decision", "AGREED", "lessons", "All other pits were looked at."));
    standing.isClosedOut(no);
    assertThat(page(folk.inspector, "/hazards/" + no))
        .contains("回头看")
        .contains(LocalDate.now(clock).plusDays(30) + " 起可办")
        .contains(LocalDate.now(clock).plusDays(90) + " 起可办")
        .contains("专家");
    assertThat(page(folk.inspector, "/todo")).contains("再过 30 天可办");
  }

  private void draft(String goals) {
    Map<String, Object> plan = new HashMap<>(County.plan());
    plan.put("goals", goals);
    done(folk.legalRep, "draftPlan", plan);
  }

  private String reported() {
    return Caller.script(port, folk.account(folk.inspector))
        .post(
            API + "/hazards",
            Map.of(
                "unit", folk.unit.id(),
                "place", "The pit",
                "description", "Nobody guards who goes down.",
                "category", "safety",
                "evidence", List.of(upload(folk.inspector))))
        .json()
        .get("no")
        .asText();
  }

  private String upload(PersonId person) {
    return Caller.script(port, folk.account(person))
        .upload(API + "/evidence", new Part("file", "photo.png", County.aPhoto()))
        .json()
        .get("id")
        .asText();
  }

  private void done(PersonId person, String act, Map<String, Object> form, String... photos) {
    Answer answer = act(person, no.value(), act, form, photos);
    assertThat(answer.status()).as(act + ": " + answer.text()).isEqualTo(200);
  }

  private Answer act(
      PersonId person, String subject, String act, Map<String, Object> form, String... photos) {
    return send(person, "/hazards/" + subject + "/acts/" + act, form, photos);
  }

  private Answer send(PersonId person, String path, Map<String, Object> form, String... photos) {
    return Caller.script(port, folk.account(person))
        .post(
            API + path,
            Map.of(
                "round",
                1,
                "form",
                form,
                "evidence",
                List.of(photos),
                "signing",
                Map.of("password", County.SIGNING_PASSWORD)));
  }

  private String page(PersonId person, String path) {
    Answer answer =
        Caller.browser(port, folk.account(person))
            .send("GET", path, Map.of("Accept-Language", "zh-CN"), new byte[0]);
    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
    return answer.text();
  }

  private static void assertSays(Answer answer, String words) {
    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    assertThat(answer.text()).contains(words);
  }
}
