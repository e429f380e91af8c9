package io.bihuan.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.TestDatabase;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import io.bihuan.workflow.Standing;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The last door: whoever writes past all code, with the application's own connection, is stopped by
 * the database itself.
 */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class TheDatabaseRefusesTest {
  private static final String SIGNED_ACT =
      "act, round, step, decision, signer_id, key_id, alg, payload, signature, prev_hash";

  @Autowired County county;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;

  private Folk folk;
  private HazardNo closed;
  private HazardNo reinspected;

  @BeforeAll
  void closeAHazardOut() {
    folk = county.found();
    closed = folk.standingAt(Act.CLOSE_OUT);
    folk.forward(closed);
    reinspected = folk.standingAt(Act.CLOSE_OUT);
  }

  @AfterAll
  void nothingWasWritten() {
    standing.isClosedOut(closed);
    standing.isAt(reinspected, Act.CLOSE_OUT, 1);
  }

  @Test
  void whoRectifiedAsInspectorOfHisOwnWork() {
    refused(
        "ck_verification_not_own_work",
        "insert into verification (hazard_no, seq, round, step, inspector, rectified_by, verdict,"
            + " opinion) values (?, 90, 1, 90, ?, ?, 'PASSED', 'x')",
        reinspected,
        folk.worker,
        folk.worker);
  }

  @Test
  void oneInspectorTwiceInOneStep() {
    refused(
        "",
        "insert into verification (hazard_no, seq, round, step, inspector, rectified_by, verdict,"
            + " opinion) select hazard_no, seq + 50, round, step, inspector, rectified_by, verdict,"
            + " opinion from verification where hazard_no = ?",
        reinspected);
  }

  @Test
  void whoRectifiedAsHisOwnSelfChecker() {
    refused(
        "ck_self_check_not_own_work",
        "insert into self_check (hazard_no, seq, round, checked_by, rectified_by, verdict,"
            + " conclusion) values (?, 90, 1, ?, ?, 'PASSED', 'x')",
        reinspected,
        folk.worker,
        folk.worker);
  }

  @ParameterizedTest
  @CsvSource({
    "worker, worker, inspector, colleague",
    "inspector, worker, inspector, colleague",
    "colleague, worker, inspector, colleague",
    "chief, worker, inspector, inspector",
  })
  void aCloseOutByWhoRectifiedOrReinspectedOrOfOneInspector(
      String by, String rectifier, String first, String second) {
    refused(
        "ck_close_out_not_own",
        "insert into close_out (hazard_no, seq, approved_by, rectified_by, first_inspector,"
            + " second_inspector, opinion) values (?, 90, ?, ?, ?, ?, '')",
        reinspected,
        person(by),
        person(rectifier),
        person(first),
        person(second));
  }

  @Test
  void aSecondCloseOut() {
    refused(
        "",
        "insert into close_out (hazard_no, seq, approved_by, rectified_by, first_inspector,"
            + " second_inspector, opinion) select hazard_no, seq + 1, approved_by, rectified_by,"
            + " first_inspector, second_inspector, opinion from close_out where hazard_no = ?",
        closed);
  }

  @Test
  void oneInspectorForTwo() {
    refused(
        "ck_hazard_two_inspectors",
        "update hazard set second_inspector = lead_inspector where no = ?",
        reinspected);
  }

  @Test
  void aHazardNeitherStandingNorClosedOutOrBoth() {
    refused("ck_hazard_over_or_standing", "update hazard set act = null where no = ?", reinspected);
    refused(
        "ck_hazard_over_or_standing",
        "update hazard set closed_out_at = null where no = ?",
        closed);
    refused("ck_hazard_over_or_standing", "update hazard set act = 'RECTIFY' where no = ?", closed);
  }

  @Test
  void oneTaskSignedTwice() {
    refused(
        "",
        "insert into ledger.signed_act (subject, seq, task_id, leaf_hash, signed_at, "
            + SIGNED_ACT
            + ") select subject, seq + 50, task_id, '"
            + "a".repeat(64)
            + "', signed_at, "
            + SIGNED_ACT
            + " from ledger.signed_act where subject = ? and seq = 3",
        closed);
  }

  @Test
  void onePlaceInTheChainTakenTwice() {
    refused(
        "",
        "insert into ledger.signed_act (subject, seq, task_id, leaf_hash, signed_at, "
            + SIGNED_ACT
            + ") select subject, seq, 'another task', '"
            + "b".repeat(64)
            + "', signed_at, "
            + SIGNED_ACT
            + " from ledger.signed_act where subject = ? and seq = 3",
        closed);
  }

  @Test
  void oneSignatureUnderTwoNumbers() {
    refused(
        "",
        "insert into ledger.signed_act (subject, seq, task_id, leaf_hash, signed_at, "
            + SIGNED_ACT
            + ") select subject, seq + 50, 'another task', leaf_hash, signed_at, "
            + SIGNED_ACT
            + " from ledger.signed_act where subject = ? and seq = 3",
        closed);
  }

  @Test
  void onePersonAskedTwiceInOneStep() {
    refused(
        "",
        "insert into pending_act (task_id, execution_id, subject, act, step, round, person_id,"
            + " opened_at) select 'another', execution_id, subject, act, step, round, person_id,"
            + " opened_at from pending_act where subject = ?",
        reinspected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"measures", "standard", "deadline", "responsible_id"})
  void determinationsAndAnOrderThatLackOneOfTheFour(String column) {
    refused(
        "",
        "update four_determinations set " + column + " = null where hazard_no = ?",
        reinspected);
    refused(
        "",
        "update rectification_order_item set " + column + " = null where hazard_no = ?",
        reinspected);
  }

  @Test
  void aResponsiblePersonWhoIsNobody() {
    refused(
        "",
        "update four_determinations set responsible_id = 'nobody' where hazard_no = ?",
        reinspected);
  }

  @Test
  void oneOrderNumberTwice() {
    refused(
        "",
        "insert into rectification_order (no, department_id, order_year, serial, unit_id,"
            + " issued_by, issued_at) select 'another', department_id, order_year, serial, unit_id,"
            + " issued_by, issued_at from rectification_order where department_id = ?"
            + " and serial = 1",
        folk.department);
  }

  @Test
  void onePhotoForTwoHazards() {
    String photo = county.photo(folk.worker);
    String used =
        jdbc.queryForObject(
            "select sha256 from evidence where subject = ? and kind = 'AFTER'",
            String.class,
            closed.value());
    refused(
        "",
        "update evidence set sha256 = ?, used_sha256 = ?, subject = ?, free_key = null where id = ?",
        used,
        used,
        reinspected,
        photo);
    refused("ck_evidence_", "update evidence set subject = ? where id = ?", reinspected, photo);
  }

  @Test
  void oneNumberForTwoPersonsAndAPostInTwoPlaces() {
    refused(
        "",
        "insert into person (id, name, staff_no) values ('another', 'another', ?)",
        folk.account(folk.worker));
    refused(
        "ck_post_one_place",
        "update post set area_code = ? where person_id = ?",
        folk.town,
        folk.worker);
  }

  private PersonId person(String name) {
    return switch (name) {
      case "worker" -> folk.worker;
      case "inspector" -> folk.inspector;
      case "colleague" -> folk.colleague;
      default -> folk.chief;
    };
  }

  /** By the constraint of this name; where it has none, by its kind. */
  private void refused(String constraint, String sql, Object... args) {
    Object[] values =
        List.of(args).stream()
            .map(arg -> arg instanceof PersonId person ? person.value() : arg.toString())
            .toArray();
    var refused =
        assertThatThrownBy(() -> jdbc.update(sql, values))
            .isInstanceOf(DataIntegrityViolationException.class);
    if (!constraint.isEmpty()) {
      refused.hasStackTraceContaining(
          TestDatabase.isPostgresql() ? constraint : constraint.toUpperCase(Locale.ROOT));
    } else {
      refused.satisfiesAnyOf(
          e -> assertThat(e).isInstanceOf(DuplicateKeyException.class),
          e -> assertThat(e).hasStackTraceContaining("null value"),
          e -> assertThat(e).hasStackTraceContaining("NULL not allowed"),
          e -> assertThat(e).hasStackTraceContaining("foreign key"),
          e -> assertThat(e).hasStackTraceContaining("Referential integrity"));
    }
  }
}
