package io.bihuan.loop.assignment;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Signing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is major is reported to the county in time, and told to those who work there. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class MajorReportTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Matters matters;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired People people;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
  }

  @Test
  void theTownIsAskedWithinADayAndTheUnitWithinThree() {
    HazardNo no = folk.majorAt(Act.ENDORSE);
    Hazard hazard = hazards.get(no);
    Matter report = matter(hazard, Procedure.MAJOR_REPORT);
    Matter notice = matter(hazard, Procedure.EMPLOYEE_NOTICE);
    assertThat(report.no()).isEqualTo(no + "-SB1");
    assertThat(Duration.between(report.openedAt(), report.dueAt()))
        .isBetween(Duration.ofHours(24).minusSeconds(30), Duration.ofHours(24));
    assertThat(Duration.between(notice.openedAt(), notice.dueAt()))
        .isBetween(Duration.ofHours(72).minusSeconds(30), Duration.ofHours(72));
    assertThat(holder(report.key())).isEqualTo(folk.townLeader);
    assertThat(holder(notice.key())).isEqualTo(folk.safetyOfficer);
    // Neither holds up the loop.
    assertThat(hazard.standsAt(Act.ENDORSE)).isTrue();
  }

  @Test
  void theCountyReceivesWhatTheTownReports() {
    String matter = folk.matterAt(Act.REPORT_MAJOR);
    folk.forward(matter);
    assertThat(holder(matter)).isEqualTo(folk.chief);
    folk.forward(matter);
    assertThat(subjects.get(matter).isOver()).isTrue();
    assertThat(ledger.of(matter)).hasSize(2);
    assertThat(ledger.of(matter).get(0).payload())
        .contains("\"hoursOverdue\":\"0\"")
        .doesNotContain("逾期");
    assertThat(
            jdbc.queryForObject(
                "select count(*) from major_report_receipt where matter_no = ?",
                Integer.class,
                matter))
        .isOne();
  }

  /** It is taken all the same, and the paper says by how much: a begun hour is a whole one. */
  @Test
  void aReportThatComesTooLateSaysByHowManyHours() {
    String matter = folk.matterAt(Act.REPORT_MAJOR);
    Instant due = clock.instant().minus(Duration.ofMinutes(150));
    jdbc.update("update matter set due_at = ? where no = ?", due.atOffset(ZoneOffset.UTC), matter);
    folk.forward(matter);
    assertThat(ledger.of(matter).get(0).payload())
        .contains("\"hoursOverdue\":\"3\"")
        .contains("逾期 3 小时");
  }

  @ParameterizedTest
  @ValueSource(strings = {"situation", "harm", "difficulty", "measures"})
  void aReportWithoutOneOfItsPartsIsRefused(String missing) {
    String matter = folk.matterAt(Act.REPORT_MAJOR);
    Map<String, Object> form = form(matter, Act.REPORT_MAJOR);
    form.remove(missing);
    assertRefused(() -> sign(folk.townLeader, matter, Act.REPORT_MAJOR, form))
        .containsExactly(missing + " refused.missing");
    form.put(missing, "x".repeat(4001));
    assertRefused(() -> sign(folk.townLeader, matter, Act.REPORT_MAJOR, form))
        .containsExactly(missing + " refused.tooLong");
  }

  @Test
  void nobodyReportsForTheTown() {
    String matter = folk.matterAt(Act.REPORT_MAJOR);
    Map<String, Object> form = form(matter, Act.REPORT_MAJOR);
    assertRefused(() -> sign(folk.chief, matter, Act.REPORT_MAJOR, form))
        .containsExactly(" refused.notYours");
  }

  @Test
  void thoseWhoWorkThereAreToldAndAPhotoProvesIt() {
    String matter = folk.matterAt(Act.NOTIFY_EMPLOYEES);
    Map<String, Object> form = form(matter, Act.NOTIFY_EMPLOYEES);
    assertRefused(() -> sign(folk.safetyOfficer, matter, Act.NOTIFY_EMPLOYEES, form))
        .containsExactly("evidence refused.evidence.missing");
    String photo = county.photo(folk.safetyOfficer);
    refused(matter, "way", null, photo, "refused.missing");
    refused(matter, "way", "GOSSIP", photo, "refused.format");
    refused(matter, "notifiedOn", "2999-01-01", photo, "refused.future");
    refused(matter, "notifiedOn", "2001-01-01", photo, "refused.beforeFound");
    refused(matter, "people", "0", photo, "refused.wholeNumber");
    refused(matter, "people", "-3", photo, "refused.wholeNumber");
    refused(matter, "people", "1e3", photo, "refused.wholeNumber");
    refused(matter, "people", "12345678901", photo, "refused.wholeNumber");
    refused(matter, "people", null, photo, "refused.missing");
    refused(matter, "place", null, photo, "refused.missing");
    sign(folk.safetyOfficer, matter, Act.NOTIFY_EMPLOYEES, form, photo);
    assertThat(subjects.get(matter).isOver()).isTrue();
    assertThat(
            jdbc.queryForMap(
                "select way, people, notified_on from employee_notice where matter_no = ?", matter))
        .containsEntry("way", "NOTICE_BOARD")
        .containsEntry("people", 46)
        .containsEntry("notified_on", java.sql.Date.valueOf(LocalDate.now(clock)));
  }

  @Test
  void aUnitWithoutASafetyOfficerIsToldByItsHead() {
    Folk small = county.found();
    people.posts(small.safetyOfficer).forEach(post -> people.endPost(post.id()));
    String matter = small.matterAt(Act.NOTIFY_EMPLOYEES);
    assertThat(holder(matter)).isEqualTo(small.legalRep);
  }

  /**
   * Returned, and graded as general after all: what was begun goes on to its end, and whoever reads
   * it there learns that it is so no longer.
   */
  @Test
  void whatIsMajorNoLongerIsReportedAndToldAsCorrected() {
    HazardNo no = folk.majorAt(Act.ENDORSE);
    Matter report = matter(hazards.get(no), Procedure.MAJOR_REPORT);
    Matter notice = matter(hazards.get(no), Procedure.EMPLOYEE_NOTICE);
    folk.backward(no);
    PendingAct grading = pendingActs.of(no.value()).get(0);
    folk.sign(grading, Map.of("decision", "AGREED", "grade", "GENERAL"));
    assertThat(hazards.get(no).grade()).isEqualTo(Grade.GENERAL);
    assertThat(subjects.get(report.key()).standsAt(Act.REPORT_MAJOR)).isTrue();
    assertThat(subjects.get(notice.key()).standsAt(Act.NOTIFY_EMPLOYEES)).isTrue();

    for (String matter : List.of(report.key(), report.key(), notice.key())) {
      folk.forward(matter);
    }

    assertThat(subjects.get(report.key()).isOver()).isTrue();
    assertThat(subjects.get(notice.key()).isOver()).isTrue();
    for (String matter : List.of(report.key(), notice.key())) {
      assertThat(ledger.of(matter))
          .allSatisfy(signed -> assertThat(signed.payload()).contains("现已重新核定为一般隐患"));
    }
    folk.driveTo(no, Act.RECTIFY);
    assertThat(matters.of(hazards.get(no))).hasSize(2);
  }

  private void refused(String matter, String field, Object value, String photo, String code) {
    Map<String, Object> form = form(matter, Act.NOTIFY_EMPLOYEES);
    form.put(field, value);
    assertRefused(() -> sign(folk.safetyOfficer, matter, Act.NOTIFY_EMPLOYEES, form, photo))
        .containsExactly(field + " " + code);
  }

  private Map<String, Object> form(String matter, Act act) {
    Hazard hazard = subjects.hazardOf(subjects.get(matter));
    return new HashMap<>(folk.form(hazard, act, Decision.AGREED));
  }

  private void sign(
      PersonId person, String matter, Act act, Map<String, Object> form, String... photos) {
    signing.sign(
        folk.as(person),
        new ActRequest(matter, act.id(), 1, null, form, List.of(photos)),
        County.SIGNING_PASSWORD,
        null);
  }

  private PersonId holder(String matter) {
    return pendingActs.of(matter).stream().map(PendingAct::person).findFirst().orElseThrow();
  }

  private Matter matter(Hazard hazard, Procedure procedure) {
    return matters.of(hazard).stream()
        .filter(matter -> matter.route().procedure() == procedure)
        .findFirst()
        .orElseThrow();
  }
}
