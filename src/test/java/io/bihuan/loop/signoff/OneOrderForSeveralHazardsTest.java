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
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.Receipt;
import io.bihuan.workflow.Standing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 一次检查、一份指令书: several hazards of one visit, each with its own deadline and signature. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class OneOrderForSeveralHazardsTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Orders orders;
  @Autowired Ledger ledger;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
  }

  @Test
  void hazardsOfOneVisitShareTheNumberAndNothingElse() {
    List<HazardNo> nos = List.of(determined(3), determined(5), determined(8));
    // Asked for in the middle: neither the first nor the last of the numbers.
    Receipt receipt =
        folk.sign(
            folk.leader, nos.get(1), Act.ISSUE_ORDER, covering(nos.get(0), nos.get(2), nos.get(1)));

    assertThat(receipt.subject()).isEqualTo(nos.get(1).value());
    assertThat(receipt.alsoSigned())
        .containsExactlyInAnyOrder(nos.get(0).value(), nos.get(2).value());
    String order = orders.of(nos.get(0)).orElseThrow().no();
    List<String> signatures = new ArrayList<>();
    for (int i = 0; i < nos.size(); i++) {
      HazardNo no = nos.get(i);
      standing.isAt(no, Act.RECTIFY, 1);
      assertThat(orders.of(no)).map(Order::no).hasValue(order);
      assertThat(
              jdbc.queryForObject(
                  "select deadline from rectification_order_item where order_no = ? and hazard_no = ?",
                  LocalDate.class,
                  order,
                  no.value()))
          .isEqualTo(LocalDate.now(clock).plusDays(List.of(3, 5, 8).get(i)));
      SignedAct signed = last(no);
      Map<String, ?> payload = CanonicalJson.read(signed.payload());
      assertThat(payload.get("recorded")).isEqualTo(Map.of("orderNo", order));
      String paper = String.valueOf(payload.get("paper"));
      assertThat(nos).allSatisfy(each -> assertThat(paper).contains(each.value()));
      signatures.add(signed.signature());
    }
    assertThat(signatures).doesNotHaveDuplicates();
  }

  @Test
  void aHazardNamedTwiceIsSignedOnce() {
    HazardNo one = determined(3);
    HazardNo other = determined(3);
    folk.sign(folk.leader, one, Act.ISSUE_ORDER, covering(other, other, one));
    standing.isAt(one, Act.RECTIFY, 1);
    standing.isAt(other, Act.RECTIFY, 1);
    assertThat(orders.of(other)).isEqualTo(orders.of(one));
  }

  @Test
  void aHazardOfAnotherUnitOrDayOrStepIsNotOfTheVisitAndTheWholeActIsRefused() {
    HazardNo one = determined(3);
    HazardNo good = determined(3);
    HazardNo ofAnotherUnit = determined(3);
    HazardNo ofAnotherDay = determined(3);
    HazardNo elsewhere = folk.standingAt(Act.ENDORSE);
    String unit = folk.anotherUnit();
    jdbc.update("update hazard set unit_id = ? where no = ?", unit, ofAnotherUnit.value());
    jdbc.update(
        "update hazard set found_on = ? where no = ?",
        LocalDate.now(clock).minusDays(1),
        ofAnotherDay.value());
    HazardNo absent = HazardNo.parse("YH-999999-20200101-0001").orElseThrow();
    for (HazardNo wrong : List.of(ofAnotherUnit, ofAnotherDay, elsewhere, absent)) {
      assertRefused(() -> folk.sign(folk.leader, one, Act.ISSUE_ORDER, covering(good, wrong)))
          .containsExactly("covers refused.covers");
    }
    for (String noNumber : List.of("", "x", "\u0000", "YH", "\ud800")) {
      Map<String, Object> form = covering(good);
      form.put("covers", List.of(good.value(), noNumber));
      assertThat(noNumber).isNotNull();
      assertRefused(() -> folk.sign(folk.leader, one, Act.ISSUE_ORDER, form))
          .allMatch(reason -> reason.startsWith("covers "));
    }
    for (HazardNo untouched : List.of(one, good, ofAnotherUnit, ofAnotherDay)) {
      standing.isAt(untouched, Act.ISSUE_ORDER, 1);
      assertThat(orders.of(untouched)).isEmpty();
    }
  }

  /** The one that cannot be signed is found only while the others are being signed. */
  @Test
  void ifOneOfThemCannotBeOrderedNoneIs() {
    List<HazardNo> nos = List.of(determined(3), determined(3), determined(3));
    LocalDate yesterday = LocalDate.now(clock).minusDays(1);
    for (HazardNo late : nos) {
      jdbc.update(
          "update four_determinations set deadline = ? where hazard_no = ?",
          yesterday,
          late.value());
      assertRefused(
              () ->
                  folk.sign(
                      folk.leader,
                      nos.get(0),
                      Act.ISSUE_ORDER,
                      covering(nos.get(0), nos.get(1), nos.get(2))))
          .containsExactly("deadline refused.deadline.past");
      for (HazardNo no : nos) {
        standing.isAt(no, Act.ISSUE_ORDER, 1);
        assertThat(orders.of(no)).isEmpty();
      }
      jdbc.update(
          "update four_determinations set deadline = ? where hazard_no = ?",
          LocalDate.now(clock).plusDays(9),
          late.value());
    }
  }

  @Test
  void severalAreNotReturnedTogether() {
    HazardNo one = determined(3);
    HazardNo other = determined(3);
    Map<String, Object> form = covering(other);
    form.put("decision", Decision.RETURNED.name());
    form.put("opinion", "not yet");
    assertRefused(() -> folk.sign(folk.leader, one, Act.ISSUE_ORDER, form))
        .containsExactly("covers refused.covers.returned");
    standing.isAt(one, Act.ISSUE_ORDER, 1);
    standing.isAt(other, Act.ISSUE_ORDER, 1);
  }

  private HazardNo determined(int days) {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    Map<String, Object> form = folk.form(hazards.get(no), Act.DETERMINE, Decision.AGREED);
    form.put("deadline", LocalDate.now(clock).plusDays(days).toString());
    folk.sign(folk.inspector, no, Act.DETERMINE, form);
    folk.driveTo(no, Act.ISSUE_ORDER);
    return no;
  }

  private static Map<String, Object> covering(HazardNo... others) {
    Map<String, Object> form = new HashMap<>();
    form.put("decision", Decision.AGREED.name());
    form.put("covers", List.of(others).stream().map(HazardNo::value).toList());
    return form;
  }

  private SignedAct last(HazardNo no) {
    List<SignedAct> all = ledger.of(no.value());
    return Objects.requireNonNull(all.get(all.size() - 1));
  }
}
