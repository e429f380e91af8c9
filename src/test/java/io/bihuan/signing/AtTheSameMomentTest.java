package io.bihuan.signing;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.zaxxer.hikari.HikariDataSource;
import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refused;
import io.bihuan.workflow.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two inspectors with a phone each, one impatient thumb, and a house full of people. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class AtTheSameMomentTest {
  private static final int TIMES = Boolean.getBoolean("bihuan.long") ? 100 : 8;
  private static final int THREADS = 8;

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired HikariDataSource pool;
  @Autowired JdbcTemplate jdbc;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN_AS_INSPECTOR", "REINSPECT"})
  void twoInspectorsBothSign(Act act) {
    HazardNo no = folk.standingAt(act);
    for (int time = 0; time < TIMES; time++) {
      int round = hazards.get(no).round();
      List<PendingAct> both = pendingActs.of(no.value());
      // In turns: both agree, both object, one of each.
      List<Boolean> forward = List.of(time % 4 < 2, time % 2 == 0);
      List<ActRequest> requests =
          List.of(request(both.get(0), forward.get(0)), request(both.get(1), forward.get(1)));
      List<Receipt> receipts =
          Together.call(
              2,
              who ->
                  signing.sign(
                      folk.as(both.get(who).person()),
                      requests.get(who),
                      County.SIGNING_PASSWORD,
                      null));
      boolean backward = forward.contains(false);
      Act next = Route.GENERAL.after(act, backward).orElseThrow();
      standing.isAt(no, next, act.opensRound(backward) ? round + 1 : round);
      assertThat(receipts.get(0).seq()).isNotEqualTo(receipts.get(1).seq());
      // One of them was the first and was told that it still waits for the other.
      assertThat(receipts)
          .extracting(Receipt::nowAt)
          .containsExactlyInAnyOrder(act.id(), next.id());
      if (!backward) {
        folk.backward(no);
      }
      folk.driveTo(no, act);
    }
  }

  private ActRequest request(PendingAct pending, boolean forward) {
    return folk.request(
        pending, forward ? County.forwardOf(pending.act()) : County.backwardOf(pending.act()));
  }

  @ParameterizedTest
  @EnumSource(names = {"DETERMINE", "SIGN_AS_INSPECTOR", "ISSUE_ORDER", "REINSPECT", "CLOSE_OUT"})
  void anActSentEightTimesAtOnceIsDoneOnce(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    ActRequest request = request(pending, true);
    List<Object> answers =
        Together.call(
            THREADS,
            who -> {
              try {
                return (Object)
                    signing.sign(folk.as(pending.person()), request, County.SIGNING_PASSWORD, null);
              } catch (OutOfStep | Refused e) {
                return e;
              }
            });
    assertThat(answers).filteredOn(Receipt.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(OutOfStep.class::isInstance).hasSize(THREADS - 1);
    onceOnly(no, act);
  }

  /** D128: a thumb on each of the two buttons. */
  @ParameterizedTest
  @EnumSource(names = {"SIGN_AS_LEGAL_REP", "ENDORSE", "ISSUE_ORDER", "CLOSE_OUT"})
  void whoAgreesAndReturnsAtOnceHasDoneOneOfTheTwo(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    List<ActRequest> both = List.of(request(pending, true), request(pending, false));
    List<Object> answers =
        Together.call(
            2,
            who -> {
              try {
                return (Object)
                    signing.sign(
                        folk.as(pending.person()), both.get(who), County.SIGNING_PASSWORD, null);
              } catch (OutOfStep late) {
                return late;
              }
            });
    assertThat(answers).hasAtLeastOneElementOfType(Receipt.class);
    assertThat(answers).hasAtLeastOneElementOfType(OutOfStep.class);
    int done = answers.get(0) instanceof Receipt ? 0 : 1;
    Receipt receipt = (Receipt) answers.get(done);
    onceOnly(no, act);
    assertThat(ledger.of(no.value()))
        .filteredOn(one -> one.act().equals(act.name()))
        .extracting(SignedAct::decision)
        .containsExactly(receipt.decision())
        .containsExactly(String.valueOf(both.get(done).form().get("decision")));
    assertThat(Optional.ofNullable(hazards.get(no).act()))
        .isEqualTo(Route.GENERAL.after(act, done == 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"DETERMINE", "SIGN_AS_INSPECTOR", "ISSUE_ORDER", "RECTIFY", "CLOSE_OUT"})
  void underOneKeyAllEightGetTheSameAnswer(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    ActRequest request = request(pending, true);
    String key = "key of " + pending.taskId();
    List<Receipt> answers =
        Together.call(
            THREADS,
            who ->
                signing.sign(
                    folk.as(pending.person()),
                    request,
                    County.SIGNING_PASSWORD,
                    null,
                    key,
                    "a".repeat(64)));
    assertThat(answers).hasSize(THREADS).containsOnly(answers.get(0));
    onceOnly(no, act);
  }

  private void onceOnly(HazardNo no, Act act) {
    standing.agrees(no);
    assertThat(ledger.of(no.value())).filteredOn(one -> one.act().equals(act.name())).hasSize(1);
  }

  /** Ten at once would each hold one connection and wait for another's: so one must be enough. */
  @Test
  void whoSignsForAnotherTakesOneConnectionOnly() throws SQLException {
    HazardNo no = folk.standingAt(Act.ENDORSE);
    ActRequest request = folk.request(no, Act.ENDORSE, Map.of("decision", "AGREED"));
    Signer stranger = folk.as(folk.leader);
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 1; i < pool.getMaximumPoolSize(); i++) {
        taken.add(pool.getConnection());
      }
      assertTimeout(
          Duration.ofSeconds(20),
          () ->
              assertRefused(() -> signing.sign(stranger, request, County.SIGNING_PASSWORD, null))
                  .containsExactly(" refused.notYours"));
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    standing.isAt(no, Act.ENDORSE, 1);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from ledger.refused_attempt where subject = ?",
                Integer.class,
                no.value()))
        .isEqualTo(1);
  }

  @Test
  void theFirstReportsOfADayAllGetANumber() {
    for (int time = 0; time < 3; time++) {
      Folk own = county.found();
      List<String> numbers = Together.call(THREADS, who -> own.reported().value());
      assertThat(numbers).hasSize(THREADS).doesNotHaveDuplicates();
    }
  }

  @Test
  void theFirstOrdersOfAYearAllGetANumber() {
    for (int time = 0; time < 3; time++) {
      Folk own = county.found();
      List<HazardNo> nos = Stream.generate(() -> own.standingAt(Act.ISSUE_ORDER)).limit(4).toList();
      Together.run(4, who -> own.forward(nos.get(who)));
      assertThat(
              jdbc.queryForList(
                  "select serial from rectification_order where department_id = ? order by serial",
                  Integer.class,
                  own.department))
          .containsExactly(1, 2, 3, 4);
      nos.forEach(no -> standing.isAt(no, Act.DELIVER_ORDER, 1));
    }
  }

  /** Each covers the other's hazard: one order, or two, but no embrace that lasts. */
  @Test
  void twoOrdersThatCoverEachOthersHazardsAreOneOrder() {
    for (int time = 0; time < 4; time++) {
      List<HazardNo> nos =
          List.of(folk.standingAt(Act.ISSUE_ORDER), folk.standingAt(Act.ISSUE_ORDER));
      List<Boolean> issued =
          Together.call(
              2,
              who -> {
                Map<String, Object> form =
                    Map.of("decision", "AGREED", "covers", List.of(nos.get(1 - who).value()));
                try {
                  folk.sign(folk.leader, nos.get(who), Act.ISSUE_ORDER, form);
                  return true;
                } catch (OutOfStep | Refused later) {
                  return false;
                }
              });
      assertThat(issued).containsExactlyInAnyOrder(true, false);
      nos.forEach(no -> standing.isAt(no, Act.DELIVER_ORDER, 1));
      assertThat(
              jdbc.queryForList(
                  "select distinct order_no from rectification_order_item"
                      + " where hazard_no in (?, ?)",
                  String.class,
                  nos.get(0).value(),
                  nos.get(1).value()))
          .hasSize(1);
    }
  }
}
