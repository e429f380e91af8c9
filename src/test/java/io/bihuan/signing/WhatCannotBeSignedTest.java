package io.bihuan.signing;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.workflow.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever is sent for whichever act: a clear no that names the field, and nothing half-written.
 */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class WhatCannotBeSignedTest {
  /** What no eye can check: control characters, reversed order, half characters. */
  private static final List<String> UNREADABLE =
      List.of(
          "\u0000",
          "\u0007",
          "\u001b[2J",
          "\u007f",
          "\u0085",
          "\u202e",
          "\u2066",
          "\ud83d",
          "\ude00");

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Signing signing;
  @Autowired Evidence evidence;
  @Autowired Ledger ledger;
  @Autowired Standing standing;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
  }

  /** The text fields of an act that is signed with this decision, and the longest each may be. */
  private static Map<String, Integer> texts(Act act, Decision decision) {
    return switch (act) {
      case REGISTER -> Map.of("place", 200, "description", 4000);
      case DETERMINE ->
          decision == Decision.RETURNED
              ? Map.of("reason", 1000)
              : Map.of("measures", 4000, "standard", 2000, "basis", 500);
      case RECTIFY -> Map.of("account", 4000);
      case SELF_CHECK -> Map.of("conclusion", 4000);
      case REINSPECT -> Map.of("opinion", 4000);
      default -> Map.of("opinion", 1000);
    };
  }

  private static List<String> choices(Act act) {
    return switch (act) {
      case REGISTER -> List.of("unit", "category");
      case GRADE_HAZARD -> List.of("grade", "decision");
      case DELIVER_ORDER -> List.of("manner", "deliveredOn", "decision");
      case RECEIVE_ORDER -> List.of();
      case DETERMINE -> List.of("responsible", "secondInspector", "deadline", "decision");
      default -> List.of("decision");
    };
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#acts")
  void charactersThatNobodyCanReadAreRefusedInEveryField(Act act) {
    HazardNo no = folk.standingAt(act);
    for (PendingAct pending : pendingActs.of(no.value())) {
      for (Decision decision : act.decisions()) {
        ActRequest good = folk.request(pending, decision);
        for (String field : texts(act, decision).keySet()) {
          for (String bad : UNREADABLE) {
            refusedNaming(field, pending, good, "before " + bad + " after");
          }
        }
        for (String field : choices(act)) {
          for (String bad : UNREADABLE) {
            refusedNaming(field, pending, good, bad);
            refusedNaming(field, pending, good, good.form().get(field) + bad);
          }
        }
      }
    }
    nothingWasSigned(no, act);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#acts")
  void aTextLongerThanItsPlaceIsRefusedAndOneThatJustFitsIsSigned(Act act) {
    HazardNo no = folk.standingAt(act);
    for (PendingAct pending : pendingActs.of(no.value())) {
      for (Decision decision : act.decisions()) {
        ActRequest good = folk.request(pending, decision);
        texts(act, decision)
            .forEach(
                (field, longest) -> {
                  refusedNaming(field, pending, good, "长".repeat(longest + 1));
                  refusedNaming(field, pending, good, "长".repeat(300_000));
                });
      }
    }
    nothingWasSigned(no, act);
    for (PendingAct pending : pendingActs.of(no.value())) {
      ActRequest good = folk.request(pending, County.forwardOf(act));
      Map<String, Object> form = new HashMap<>(good.form());
      texts(act, County.forwardOf(act))
          .forEach((field, longest) -> form.put(field, "\ud83d\ude00".repeat(longest / 2)));
      sign(pending, with(good, form, good.evidence()));
    }
    standing.agrees(no);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#returnable")
  void nothingIsReturnedWithoutAReason(Act act) {
    HazardNo no = folk.standingAt(act);
    for (PendingAct pending : pendingActs.of(no.value())) {
      ActRequest good = folk.request(pending, County.backwardOf(act));
      for (String field : texts(act, County.backwardOf(act)).keySet()) {
        for (String nothing : Arrays.asList(null, "", "  \n", "\u3000", "\u200b")) {
          Map<String, Object> form = new HashMap<>(good.form());
          form.put(field, nothing);
          assertRefused(() -> sign(pending, with(good, form, good.evidence())))
              .containsExactly(field + " refused.missing");
        }
      }
    }
    nothingWasSigned(no, act);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#acts")
  void aFieldNobodyAskedForIsRefused(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    ActRequest good = folk.request(pending, County.forwardOf(act));
    for (String field : List.of("signer", "signerId", "act", "class", "Decision", "", "x\u0000")) {
      Map<String, Object> form = new HashMap<>(good.form());
      form.put(field, "x");
      assertRefused(() -> sign(pending, with(good, form, good.evidence())))
          .containsExactly(field + " refused.unknownField");
    }
    nothingWasSigned(no, act);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#acts")
  void aFieldOfAnotherKindIsRefused(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    ActRequest good = folk.request(pending, County.forwardOf(act));
    List<String> fields = new ArrayList<>(texts(act, County.forwardOf(act)).keySet());
    fields.addAll(choices(act));
    for (String field : fields) {
      for (Object kind :
          List.of(
              1, true, 1.5, Map.of("a", "b"), List.of("a", "b"), List.of(1), List.of(List.of()))) {
        Map<String, Object> form = new HashMap<>(good.form());
        form.put(field, kind);
        assertRefused(() -> sign(pending, with(good, form, good.evidence())))
            .containsExactly(field + " refused.format");
      }
    }
    nothingWasSigned(no, act);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#returnable")
  void aDecisionIsOneOfTheTwoThisActKnowsAndSpeltOut(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    ActRequest good = folk.request(pending, County.forwardOf(act));
    for (String decision :
        Arrays.asList(
            null,
            "",
            "0",
            "1",
            "2",
            "agreed",
            "YES",
            "AGREED PASSED",
            "PASSED",
            "AGREED",
            "SENT_BACK",
            "RETURNED")) {
      if (act.decisions().stream().anyMatch(known -> known.name().equals(decision))) {
        continue;
      }
      Map<String, Object> form = new HashMap<>(good.form());
      form.put("decision", decision);
      assertRefused(() -> sign(pending, with(good, form, good.evidence())))
          .hasSize(1)
          .allMatch(reason -> reason.startsWith("decision "));
    }
    nothingWasSigned(no, act);
  }

  @Test
  void aPhotoIsNamedByItsNumberOrNotAtAll() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    ActRequest good = folk.request(pending, Decision.AGREED);
    for (String id : Arrays.asList(null, "", "x", "\u0000", "\ud800", "x".repeat(300_000), "%")) {
      List<String> ids = new ArrayList<>(good.evidence());
      ids.add(id);
      assertRefused(() -> sign(pending, with(good, good.form(), ids)))
          .containsExactly("evidence refused.evidence.unknown");
    }
    nothingWasSigned(no, Act.RECTIFY);
  }

  @Test
  void whatIsNotThereIsNotThereForAnybody() {
    HazardNo no = folk.standingAt(Act.ENDORSE);
    Map<String, Object> form = Map.of("decision", "AGREED");
    for (String hazard : List.of("", "x", "YH-000000-20200101-0001", no.value() + "\n", "\u0000")) {
      assertThatThrownBy(
              () ->
                  signing.sign(
                      folk.as(folk.townLeader),
                      new ActRequest(hazard, "endorse", 1, null, form, List.of()),
                      County.SIGNING_PASSWORD,
                      null))
          .isInstanceOf(NoSuchHazard.class);
    }
    assertThatThrownBy(
            () ->
                signing.sign(
                    folk.as(folk.townLeader),
                    new ActRequest(no.value(), "fly", 1, null, form, List.of()),
                    County.SIGNING_PASSWORD,
                    null))
        .isInstanceOf(NoSuchHazard.class);
    Folk elsewhere = county.found();
    assertThatThrownBy(
            () ->
                signing.sign(
                    elsewhere.as(elsewhere.townLeader),
                    new ActRequest(no.value(), "endorse", 1, null, form, List.of()),
                    County.SIGNING_PASSWORD,
                    null))
        .isInstanceOf(NoSuchHazard.class);
    nothingWasSigned(no, Act.ENDORSE);
  }

  private void refusedNaming(String field, PendingAct pending, ActRequest good, String value) {
    Map<String, Object> form = new HashMap<>(good.form());
    form.put(field, value);
    assertRefused(() -> sign(pending, with(good, form, good.evidence())))
        .as("%s of %s", field, pending.act())
        .hasSize(1)
        .allMatch(reason -> reason.startsWith(field + " "));
  }

  private Receipt sign(PendingAct pending, ActRequest request) {
    return signing.sign(folk.as(pending.person()), request, County.SIGNING_PASSWORD, null);
  }

  private static ActRequest with(ActRequest good, Map<String, Object> form, List<String> photos) {
    return new ActRequest(good.subject(), good.act(), good.round(), good.task(), form, photos);
  }

  private void nothingWasSigned(HazardNo no, Act act) {
    standing.isAt(no, act, 1);
    assertThat(pendingActs.of(no.value())).hasSize(act.signers());
    assertThat(ledger.of(no.value())).noneMatch(signed -> signed.act().equals(act.name()));
    // Nothing but the photo of the report was taken up, unless an earlier act has brought another.
    assertThat(evidence.of(no.value()))
        .hasSize(
            Route.GENERAL.isBefore(act, Act.SELF_CHECK)
                ? 1
                : Route.GENERAL.isBefore(act, Act.ENDORSE_CURE) ? 2 : 4);
  }
}
