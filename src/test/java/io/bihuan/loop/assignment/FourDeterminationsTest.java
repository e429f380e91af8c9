package io.bihuan.loop.assignment;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.TestDatabase;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.loop.signoff.Orders;
import io.bihuan.people.Role;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 四定缺一不可. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class FourDeterminationsTest {
  private static final List<String> FOUR =
      List.of("measures", "standard", "deadline", "responsible");

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Orders orders;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private Folk folk;
  private HazardNo no;

  @BeforeAll
  void reportAHazard() {
    folk = county.found();
    no = folk.standingAt(Act.DETERMINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"measures", "standard", "deadline", "responsible", "secondInspector"})
  void whicheverIsMissingIsNamed(String field) {
    Map<String, Object> form = form();
    form.remove(field);
    assertRefused(() -> determine(form)).containsExactly(field + " refused.missing");
    nothingWasSigned();
  }

  @Test
  void everyCombinationOfMissingOnesIsNamedInFull() {
    for (int mask = 1; mask < 1 << FOUR.size(); mask++) {
      Map<String, Object> form = form();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < FOUR.size(); i++) {
        if ((mask & 1 << i) != 0) {
          form.put(FOUR.get(i), "");
          expected.add(FOUR.get(i) + " refused.missing");
        }
      }
      assertRefused(() -> determine(form)).containsExactlyInAnyOrderElementsOf(expected);
    }
    nothingWasSigned();
  }

  /** Spaces of every width, and characters that print nothing, determine nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\n\t ", "\u3000\u3000", "\u00a0", "\u2007", "\u200b", "\ufeff", "\u2060"})
  void whatCannotBeSeenIsMissing(String nothing) {
    for (String field : List.of("measures", "standard")) {
      Map<String, Object> form = form();
      form.put(field, nothing);
      assertRefused(() -> determine(form)).containsExactly(field + " refused.missing");
    }
    nothingWasSigned();
  }

  @ParameterizedTest
  @CsvSource({
    "2000-01-01, refused.deadline.past",
    "2101-01-01, refused.deadline.far",
    "9999-12-31, refused.deadline.far",
    "+999999999-12-31, refused.deadline.far",
    "-0001-01-01, refused.deadline.past",
    "2030-02-30, refused.format",
    "2027-02-29, refused.format",
    "2100-02-29, refused.format",
    "2030-04-31, refused.format",
    "2030-13-01, refused.format",
    "tomorrow, refused.format",
    "20300101, refused.format",
    "1900000000, refused.format",
  })
  void aDeadlineIsADayThatCanStillBeKept(String deadline, String code) {
    Map<String, Object> form = form();
    form.put("deadline", deadline);
    assertRefused(() -> determine(form)).containsExactly("deadline " + code);
    nothingWasSigned();
  }

  /** D117: a leap day is a day like any other in the year that has it. */
  @Test
  void theLastDayOfAFebruaryIsADay() {
    Map<String, Object> form = form();
    form.put("deadline", "2028-02-29");
    assertThat(signing.preview(folk.as(folk.inspector), request(form)).text())
        .contains("2028-02-29");
  }

  @Test
  void yesterdayIsTooLateAndTodayIsNot() {
    Map<String, Object> form = form();
    form.put("deadline", LocalDate.now(clock).minusDays(1).toString());
    assertRefused(() -> determine(form)).containsExactly("deadline refused.deadline.past");
    form.put("deadline", LocalDate.now(clock).toString());
    assertThat(signing.preview(folk.as(folk.inspector), request(form)).text())
        .contains(LocalDate.now(clock).toString());
  }

  @Test
  void theResponsiblePersonIsOfTheUnit() {
    for (String stranger : List.of(folk.townLeader.value(), "nobody", folk.chief.value())) {
      Map<String, Object> form = form();
      form.put("responsible", stranger);
      assertRefused(() -> determine(form)).containsExactly("responsible refused.responsible");
    }
    nothingWasSigned();
  }

  @Test
  void anInspectorIsNeverResponsibleEvenIfHeWorksThere() {
    var moonlighter = folk.inspector("moonlighter");
    folk.alsoHolds(moonlighter, Role.EMPLOYEE, folk.unit.id());
    Map<String, Object> form = form();
    form.put("responsible", moonlighter.value());
    form.put("secondInspector", moonlighter.value());
    assertRefused(() -> determine(form)).containsExactly("responsible refused.inspectorRectifies");
    nothingWasSigned();
  }

  @Test
  void theSecondInspectorIsAnInspectorAndAnotherPerson() {
    Map<String, Object> form = form();
    form.put("secondInspector", folk.inspector.value());
    assertRefused(() -> determine(form))
        .containsExactly("secondInspector refused.secondInspector.same");
    for (String stranger : List.of(folk.worker.value(), folk.chief.value(), "nobody")) {
      form.put("secondInspector", stranger);
      assertRefused(() -> determine(form)).contains("secondInspector refused.secondInspector");
    }
    nothingWasSigned();
  }

  /** The columns cannot be empty; should a hand in the database empty them, the order sees it. */
  @Test
  void noOrderIsIssuedOnDeterminationsThatLackOne() throws SQLException {
    HazardNo other = folk.standingAt(Act.ISSUE_ORDER);
    for (String field : List.of("measures", "standard")) {
      jdbc.update(
          "update four_determinations set " + field + " = ' ' where hazard_no = ?", other.value());
      assertRefused(() -> issue(other)).containsExactly(field + " refused.missing");
      jdbc.update(
          "update four_determinations set " + field + " = 'again' where hazard_no = ?",
          other.value());
    }
    LocalDate yesterday = LocalDate.now(clock).minusDays(1);
    jdbc.update(
        "update four_determinations set deadline = ? where hazard_no = ?",
        yesterday,
        other.value());
    assertRefused(() -> issue(other)).containsExactly("deadline refused.deadline.past");
    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("delete from bihuan.four_determinations where hazard_no = '" + other + "'");
    }
    assertRefused(() -> issue(other))
        .containsExactlyInAnyOrderElementsOf(
            FOUR.stream().map(field -> field + " refused.missing").toList());
    assertThat(orders.of(other)).isEmpty();
    standing.isAt(other, Act.ISSUE_ORDER, 1);
  }

  private Receipt issue(HazardNo hazard) {
    return signing.sign(
        folk.as(folk.leader),
        new ActRequest(
            hazard.value(), "issueOrder", 1, null, Map.of("decision", "AGREED"), List.of()),
        County.SIGNING_PASSWORD,
        null);
  }

  private Map<String, Object> form() {
    return folk.form(hazards.get(no), Act.DETERMINE, Decision.AGREED);
  }

  private Receipt determine(Map<String, Object> form) {
    return signing.sign(folk.as(folk.inspector), request(form), County.SIGNING_PASSWORD, null);
  }

  private ActRequest request(Map<String, Object> form) {
    return new ActRequest(no.value(), "determine", 1, null, form, List.of());
  }

  private void nothingWasSigned() {
    standing.isAt(no, Act.DETERMINE, 1);
    assertThat(ledger.of(no.value())).hasSize(1);
    assertThat(hazards.determinations(no)).isEmpty();
    assertThat(hazards.get(no).secondInspector()).isNull();
  }
}
