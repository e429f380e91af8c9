package io.bihuan.loop.discovery;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.Origin;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.Certificate;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 检查登记: one inspection, any number of findings, two inspectors and the unit's representative. */
@BihuanTest
class InspectionTest {
  @Autowired County county;
  @Autowired Inspections inspections;
  @Autowired Subjects subjects;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired People people;
  @Autowired Evidence evidence;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private static Folk folk;
  private boolean spoilt;

  @BeforeEach
  void foundTheCounty() {
    if (folk == null) {
      folk = county.found();
    }
  }

  /** For a test that leaves its people otherwise than it met them. */
  private void ownCounty() {
    folk = county.found();
    spoilt = true;
  }

  @AfterEach
  void leaveNobodySpoilt() {
    if (spoilt) {
      folk = null;
    }
  }

  @Test
  void everyFindingBecomesAHazardThatStandsAtItsDeterminations() {
    String no = folk.inspection(3);
    List<Finding> noted = inspections.findings(no);
    List<List<String>> shots =
        noted.stream()
            .map(one -> inspections.photos(one).stream().map(Photo::id).toList())
            .toList();
    signedByAll(no);
    assertThat(inspections.get(no).isOver()).isTrue();
    assertThat(pendingActs.of(no)).isEmpty();
    List<Finding> findings = inspections.findings(no);
    assertThat(findings).hasSize(3);
    for (int i = 0; i < 3; i++) {
      HazardNo hazardNo = findings.get(i).hazardNo();
      Hazard hazard = hazards.get(hazardNo);
      assertThat(hazard.inspection()).isEqualTo(no);
      assertThat(hazard.origin()).isEqualTo(Origin.INSPECTED);
      assertThat(hazard.place()).isEqualTo(noted.get(i).place());
      assertThat(hazard.description()).isEqualTo(noted.get(i).description());
      assertThat(hazard.leadInspector()).isEqualTo(folk.inspector);
      assertThat(hazard.secondInspector()).isEqualTo(folk.colleague);
      assertThat(hazard.unitId()).isEqualTo(folk.unit.id());
      assertThat(hazard.departmentId()).isEqualTo(folk.department);
      assertThat(hazard.disclosed()).isFalse();
      assertThat(evidence.of(hazard.key())).extracting(Photo::id).isEqualTo(shots.get(i));
      assertThat(evidence.of(hazard.key())).extracting(Photo::kind).containsOnly(Photo.Kind.BEFORE);
      assertThat(inspections.findingOf(hazard)).contains(findings.get(i));
      standing.isAt(hazard.no(), Act.DETERMINE, 1);
    }
    assertThat(findings).extracting(Finding::hazardNo).doesNotHaveDuplicates();
  }

  @Test
  void theirHazardsGoRoundTheLoopToTheEndEachForItself() {
    String no = folk.inspection(2);
    signedByAll(no);
    for (Finding finding : inspections.findings(no)) {
      HazardNo hazard = finding.hazardNo();
      folk.driveTo(hazard, Act.CLOSE_OUT);
      folk.forward(hazard);
      standing.isClosedOut(hazard);
    }
  }

  @Test
  void theDeterminationsStartFromTheClauseThatWasNoted() {
    String no = folk.inspection(1);
    signedByAll(no);
    HazardNo hazard = inspections.findings(no).get(0).hazardNo();
    assertThat(signing.open(folk.as(folk.inspector), hazard.value(), "determine").prefill())
        .containsEntry("basis", "Fire Protection Law, article 28")
        .containsEntry("secondInspector", folk.colleague.value());
  }

  @Test
  void whatIsReturnedToRegistrationStaysWithTheUnitInspected() {
    String no = folk.inspection(1);
    signedByAll(no);
    HazardNo hazard = inspections.findings(no).get(0).hazardNo();
    folk.backward(hazard);
    standing.isAt(hazard, Act.REGISTER, 1);
    Map<String, Object> form = folk.form(hazards.get(hazard), Act.REGISTER, Decision.AGREED);
    form.put("unit", folk.anotherUnit());
    assertRefused(() -> folk.sign(folk.inspector, hazard, Act.REGISTER, form))
        .containsExactly("unit refused.unit.inspected");
    folk.forward(hazard);
    standing.isAt(hazard, Act.DETERMINE, 1);
  }

  @Test
  void nothingFoundIsSignedByEverybodyAndOpensNothing() {
    String no = folk.inspection(0);
    signedByAll(no);
    assertThat(inspections.get(no).isOver()).isTrue();
    assertThat(papersOf(no)).hasSize(4).allMatch(paper -> paper.contains("未发现隐患"));
    assertThat(
            jdbc.queryForObject(
                "select count(*) from hazard where inspection_no = ?", Integer.class, no))
        .isZero();
  }

  @Test
  void everyPaperSaysTheWholeOfIt() {
    String no = folk.inspection(2);
    signedByAll(no);
    List<String> papers = papersOf(no);
    assertThat(papers).hasSize(4);
    for (String paper : papers) {
      assertThat(paper)
          .contains(
              folk.unit.name(),
              "Workshops 1 to 3",
              "四不两直检查",
              "证件号 C-inspector" + folk.code,
              "证件号 C-colleague" + folk.code,
              "检查发现 1：Workshop 1，Exit 1 is blocked by boxes.",
              "检查发现 2：Workshop 2，Exit 2 is blocked by boxes.",
              "违反：Fire Protection Law, article 28",
              "已向被检查单位出示执法证件",
              no);
    }
    Map<?, ?> recorded =
        (Map<?, ?>) CanonicalJson.read(ledger.of(no).get(0).payload()).get("recorded");
    for (Finding finding : inspections.findings(no)) {
      inspections
          .photos(finding)
          .forEach(photo -> assertThat(recorded.get(photo.id())).isEqualTo(photo.sha256()));
    }
  }

  /** The signers after the first name the record they saw by its hash. */
  @Test
  void whoeverSignsLaterNamesTheRecordHeSaw() {
    String no = folk.inspection(1);
    signedByAll(no);
    String record = ledger.of(no).get(0).leafHash();
    assertThat(ledger.of(no).subList(1, 4))
        .allSatisfy(
            act ->
                assertThat(CanonicalJson.read(act.payload()).get("recorded"))
                    .isEqualTo(Map.of("record", record)));
  }

  @Test
  void theRecordIsFrozenWhileTheOthersSignAndOpenAgainWhenItIsReturned() {
    String no = folk.inspectionAt(Act.SIGN_INSPECTION);
    String finding = inspections.findings(no).get(0).id();
    assertThatThrownBy(() -> inspections.note(folk.inspector, no, noted()))
        .isInstanceOf(OutOfStep.class);
    assertThatThrownBy(() -> inspections.amend(folk.inspector, no, finding, noted()))
        .isInstanceOf(OutOfStep.class);
    assertThatThrownBy(() -> inspections.remove(folk.inspector, no, finding))
        .isInstanceOf(OutOfStep.class);
    assertThatThrownBy(() -> inspections.edit(folk.inspector, no, folk.details()))
        .isInstanceOf(OutOfStep.class);

    sign(no, folk.colleague, Decision.RETURNED);
    sign(no, folk.inspector, Decision.AGREED);
    assertThat(subjects.get(no).act()).isEqualTo(Act.RECORD_INSPECTION);
    List<String> kept =
        inspections.photos(inspections.finding(no, finding)).stream().map(Photo::id).toList();
    inspections.amend(
        folk.inspector,
        no,
        finding,
        new Inspections.Noted("Workshop 9", "Seen once more.", "electrical", null, kept));
    inspections.remove(folk.inspector, no, inspections.findings(no).get(1).id());
    inspections.note(folk.inspector, no, noted());
    signedByAll(no);
    assertThat(inspections.findings(no))
        .extracting(Finding::place)
        .containsExactly("Workshop 9", "Boiler house");
    assertThat(inspections.findings(no))
        .allSatisfy(one -> standing.isAt(one.hazardNo(), Act.DETERMINE, 1));
    assertThat(papersOf(no).get(0)).contains("Exit 2 is blocked");
    assertThat(papersOf(no).get(3)).contains("Seen once more.").doesNotContain("Exit 2 is blocked");
  }

  @Test
  void theUnitObjectsAndTheInspectorsHearOfIt() {
    String no = folk.inspectionAt(Act.CONFIRM_INSPECTION);
    sign(no, folk.safetyOfficer, Decision.RETURNED);
    assertThat(subjects.get(no).act()).isEqualTo(Act.SIGN_INSPECTION);
    assertThat(pendingActs.of(no))
        .extracting(PendingAct::person)
        .containsExactlyInAnyOrder(folk.inspector, folk.colleague);
    assertThat(inspections.findings(no)).extracting(Finding::hazardNo).containsOnlyNulls();
    signedByAll(no);
    assertThat(inspections.get(no).isOver()).isTrue();
    assertThat(ledger.of(no)).hasSize(7);
  }

  @ParameterizedTest
  @EnumSource(
      value = Act.class,
      names = {"SIGN_INSPECTION", "CONFIRM_INSPECTION"})
  void whoReturnsItSaysWhy(Act act) {
    String no = folk.inspectionAt(act);
    PendingAct pending = pendingActs.of(no).get(0);
    assertRefused(() -> sign(no, pending, Map.of("decision", "RETURNED")))
        .containsExactly("opinion refused.missing");
    assertRefused(() -> sign(no, pending, Map.of("opinion", "Seen.")))
        .containsExactly("decision refused.missing");
  }

  @Test
  void onePersonIsNotBothInspectors() {
    assertRefused(() -> inspections.open(folk.inspector, folk.unit.id(), with(folk.inspector)))
        .containsExactly("secondInspector refused.secondInspector.same");
    String no = folk.inspectionAt(Act.SIGN_INSPECTION);
    sign(no, folk.inspector, Decision.AGREED);
    PendingAct colleagues = pendingActs.of(no).get(0);
    assertRefused(
            () ->
                signing.sign(
                    folk.as(folk.inspector),
                    folk.request(colleagues, Decision.AGREED),
                    County.SIGNING_PASSWORD,
                    null))
        .containsExactly(" refused.notYours");
    assertThat(pendingActs.of(no)).containsExactly(colleagues);
  }

  @Test
  void aSecondWhoseCertificateExpiredYesterdayNeitherGoesAlongNorSigns() {
    ownCounty();
    PersonId late = folk.person("late", Role.INSPECTOR, folk.department);
    LocalDate today = LocalDate.now(clock);
    people.add(
        new Certificate(
            "C-late" + folk.code, late, "check", today.minusYears(1), today.minusDays(1)));
    assertRefused(() -> inspections.open(folk.inspector, folk.unit.id(), with(late)))
        .containsExactly("secondInspector refused.secondInspector");

    String draft = folk.inspection(1);
    expire(folk.colleague);
    assertRefused(() -> record(draft)).containsExactly("secondInspector refused.secondInspector");
    renew(folk.colleague);

    record(draft);
    expire(folk.colleague);
    assertRefused(() -> sign(draft, folk.colleague, Decision.AGREED))
        .containsExactly(" refused.certificate");
    renew(folk.colleague);
    sign(draft, folk.colleague, Decision.AGREED);
    expire(folk.inspector);
    assertRefused(() -> sign(draft, folk.inspector, Decision.AGREED))
        .containsExactly(" refused.certificate");
  }

  @Test
  void nobodyOfTheUnitInspectsIt() {
    ownCounty();
    PersonId both = folk.inspector("both");
    folk.alsoHolds(both, Role.EMPLOYEE, folk.unit.id());
    assertRefused(() -> inspections.open(folk.inspector, folk.unit.id(), with(both)))
        .containsExactly("secondInspector refused.inspectorOfUnit");
    assertRefused(() -> inspections.open(both, folk.unit.id(), folk.details()))
        .containsExactly(" refused.inspectorOfUnit");

    String no = folk.inspectionAt(Act.SIGN_INSPECTION);
    folk.alsoHolds(folk.colleague, Role.EMPLOYEE, folk.unit.id());
    assertRefused(() -> sign(no, folk.colleague, Decision.AGREED))
        .containsExactly(" refused.inspectorOfUnit");
  }

  @Test
  void whoInspectedDoesNotSignForTheUnit() {
    ownCounty();
    String no = folk.inspection(0);
    folk.alsoHolds(folk.colleague, Role.EMPLOYEE, folk.unit.id());
    Map<String, Object> form = folk.formOfInspection(Act.RECORD_INSPECTION, Decision.AGREED);
    form.put("representative", folk.colleague.value());
    assertRefused(() -> sign(no, pendingActs.of(no).get(0), form))
        .contains("representative refused.ownInspection");
  }

  @Test
  void theRepresentativeIsOfTheUnitAndKnownWhenTheRecordIsSigned() {
    Folk other = county.found();
    String no = inspections.open(folk.inspector, folk.unit.id(), withRepresentative(null));
    assertRefused(
            () ->
                inspections.open(
                    folk.inspector,
                    folk.unit.id(),
                    withRepresentative(other.safetyOfficer.value())))
        .containsExactly("representative refused.representative");
    Map<String, Object> form = folk.formOfInspection(Act.RECORD_INSPECTION, Decision.AGREED);
    form.remove("representative");
    assertRefused(() -> sign(no, pendingActs.of(no).get(0), form))
        .containsExactly("representative refused.missing");
    form.put("representative", other.safetyOfficer.value());
    assertRefused(() -> sign(no, pendingActs.of(no).get(0), form))
        .containsExactly("representative refused.representative");
    form.put("representative", folk.legalRep.value());
    sign(no, pendingActs.of(no).get(0), form);
    sign(no, folk.colleague, Decision.AGREED);
    sign(no, folk.inspector, Decision.AGREED);
    assertThat(pendingActs.of(no)).extracting(PendingAct::person).containsExactly(folk.legalRep);
  }

  @Test
  void nobodyOfTheUnitSeesATraceOfItBeforeItIsAskedToSign() {
    ownCounty();
    for (Act act : List.of(Act.RECORD_INSPECTION, Act.SIGN_INSPECTION)) {
      String no = folk.inspectionAt(act);
      Photo shot = inspections.photos(inspections.findings(no).get(0)).get(0);
      for (PersonId person : List.of(folk.legalRep, folk.safetyOfficer, folk.worker)) {
        assertThatThrownBy(() -> inspections.getVisible(no, person))
            .isInstanceOf(NoSuchHazard.class);
        assertThatThrownBy(() -> subjects.getVisible(no, person)).isInstanceOf(NoSuchHazard.class);
        assertThat(seenBy(person)).doesNotContain(no);
        assertThat(inspections.shows(shot, person)).isFalse();
        assertThat(pendingActs.of(no)).extracting(PendingAct::person).doesNotContain(person);
        assertThatThrownBy(() -> signing.open(folk.as(person), no, act.id()))
            .isInstanceOf(NoSuchHazard.class);
      }
      for (PersonId official :
          List.of(folk.inspector, folk.colleague, folk.chief, folk.leader, folk.townLeader)) {
        assertThat(inspections.getVisible(no, official).no()).isEqualTo(no);
        assertThat(seenBy(official)).contains(no);
        assertThat(inspections.shows(shot, official)).isTrue();
      }
    }
    String asked = folk.inspectionAt(Act.CONFIRM_INSPECTION);
    assertThat(seenBy(folk.safetyOfficer)).containsExactly(asked);
    assertThat(seenBy(folk.worker)).containsExactly(asked);
    signedByAll(asked);
    // What became of it the unit learns when its legal representative is asked.
    for (Finding finding : inspections.findings(asked)) {
      assertThatThrownBy(() -> hazards.getVisible(finding.hazardNo().value(), folk.legalRep))
          .isInstanceOf(NoSuchHazard.class);
    }
  }

  @Test
  void anotherCountySeesNothingAndInspectsNothingHere() {
    Folk other = county.found();
    String no = folk.inspectionAt(Act.CONFIRM_INSPECTION);
    for (PersonId stranger : List.of(other.inspector, other.chief, other.safetyOfficer)) {
      assertThatThrownBy(() -> inspections.getVisible(no, stranger))
          .isInstanceOf(NoSuchHazard.class);
      assertThat(seenBy(stranger)).isEmpty();
    }
    assertThatThrownBy(() -> inspections.note(other.inspector, no, noted()))
        .isInstanceOf(NoSuchHazard.class);
    assertRefused(() -> inspections.open(other.inspector, folk.unit.id(), other.details()))
        .contains("unit refused.unit");
    assertRefused(() -> inspections.open(folk.inspector, folk.unit.id(), with(other.colleague)))
        .containsExactly("secondInspector refused.secondInspector");
    assertRefused(() -> inspections.open(folk.chief, folk.unit.id(), folk.details()))
        .containsExactly(" refused.notInspector");
  }

  @Test
  void onlyTheLeadWritesAndOnlyInHisOwnRecord() {
    String no = folk.inspection(1);
    String finding = inspections.findings(no).get(0).id();
    String others = inspections.findings(folk.inspection(1)).get(0).id();
    for (PersonId person : List.of(folk.colleague, folk.chief)) {
      assertRefused(() -> inspections.note(person, no, noted()))
          .containsExactly(" refused.notYours");
      assertRefused(() -> inspections.remove(person, no, finding))
          .containsExactly(" refused.notYours");
      assertRefused(() -> inspections.edit(person, no, folk.details()))
          .containsExactly(" refused.notYours");
    }
    for (String foreign : List.of(others, "x", "", "\u0000", "f".repeat(5000))) {
      assertThatThrownBy(() -> inspections.amend(folk.inspector, no, foreign, noted()))
          .isInstanceOf(NoSuchHazard.class);
      assertThatThrownBy(() -> inspections.remove(folk.inspector, no, foreign))
          .isInstanceOf(NoSuchHazard.class);
    }
    for (String foreign : List.of("", "x", "JC-", "JC-000000-20200101-0001", "\u0000", "\ud800")) {
      assertThatThrownBy(() -> inspections.note(folk.inspector, foreign, noted()))
          .isInstanceOf(NoSuchHazard.class);
    }
    String hazard = folk.reported().value();
    assertThatThrownBy(() -> inspections.note(folk.inspector, hazard, noted()))
        .isInstanceOf(NoSuchHazard.class);
  }

  @Test
  void theDetailsCanBeSaidAnewInADraft() {
    String no = folk.inspection(1);
    PersonId third = folk.inspector("third");
    inspections.edit(
        folk.inspector,
        no,
        new Inspections.Details(
            "NIGHT",
            "TIP",
            started(2),
            "Everything",
            third.value(),
            null,
            "100 days",
            false,
            false));
    Inspection edited = inspections.get(no);
    assertThat(edited.mode()).isEqualTo(InspectionMode.NIGHT);
    assertThat(edited.secondInspector()).isEqualTo(third);
    assertThat(edited.campaign()).isEqualTo("100 days");
    signedByAll(no);
    assertThat(papersOf(no))
        .allMatch(paper -> paper.contains("专项行动：100 days"))
        .allMatch(paper -> paper.contains("未向被检查单位出示执法证件"))
        .allMatch(paper -> paper.contains("C-third" + folk.code));
    assertThat(hazards.get(inspections.findings(no).get(0).hazardNo()).secondInspector())
        .isEqualTo(third);
  }

  @Test
  void everyFaultOfTheDetailsIsNamedAtItsField() {
    assertRefused(
            () ->
                inspections.open(
                    folk.inspector,
                    null,
                    new Inspections.Details(
                        null, null, null, null, null, null, null, false, false)))
        .containsExactlyInAnyOrder(
            "unit refused.missing",
            "mode refused.missing",
            "source refused.missing",
            "startedAt refused.missing",
            "place refused.missing",
            "secondInspector refused.missing");
    assertRefused(
            () ->
                inspections.open(
                    folk.inspector,
                    "No such unit",
                    new Inspections.Details(
                        "SOME",
                        "99",
                        "yesterday",
                        "x".repeat(201),
                        "nobody; drop",
                        "谁",
                        "y".repeat(101),
                        false,
                        false)))
        .containsExactlyInAnyOrder(
            "unit refused.unit",
            "mode refused.choice",
            "source refused.choice",
            "startedAt refused.format",
            "place refused.tooLong",
            "secondInspector refused.choice",
            "representative refused.choice",
            "campaign refused.tooLong");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2026-02-30T10:00",
        "+999999999-12-31T23:59",
        "-0001-01-01T00:00",
        "2026-11-23T10:00Z",
        "٢٠٢٦-11-23T10:00",
        "2026-11-23"
      })
  void aTimeThatIsNoneIsRefused(String startedAt) {
    assertRefused(() -> inspections.open(folk.inspector, folk.unit.id(), startedAt(startedAt)))
        .hasSize(1)
        .allMatch(reason -> reason.startsWith("startedAt "));
  }

  @Test
  void aTimeThatHasNotComeOrIsLongGoneIsRefused() {
    assertRefused(() -> inspections.open(folk.inspector, folk.unit.id(), startedAt(started(-1))))
        .containsExactly("startedAt refused.future");
    assertRefused(
            () -> inspections.open(folk.inspector, folk.unit.id(), startedAt(started(24 * 32))))
        .containsExactly("startedAt refused.tooLongAgo");
    String no = folk.inspection(0);
    Map<String, Object> form = folk.formOfInspection(Act.RECORD_INSPECTION, Decision.AGREED);
    PendingAct pending = pendingActs.of(no).get(0);
    form.put("endedAt", started(2));
    assertRefused(() -> sign(no, pending, form)).containsExactly("endedAt refused.endsBeforeStart");
    form.put("endedAt", started(-1));
    assertRefused(() -> sign(no, pending, form)).containsExactly("endedAt refused.future");
    form.put("endedAt", "soon");
    assertRefused(() -> sign(no, pending, form)).containsExactly("endedAt refused.format");
    form.remove("endedAt");
    assertRefused(() -> sign(no, pending, form)).containsExactly("endedAt refused.missing");
  }

  @Test
  void everyFaultOfAFindingIsNamedAtItsField() {
    String no = folk.inspection(0);
    assertRefused(
            () ->
                inspections.note(
                    folk.inspector, no, new Inspections.Noted(null, " ", null, null, List.of())))
        .containsExactlyInAnyOrder(
            "place refused.missing", "description refused.missing", "category refused.missing");
    assertRefused(
            () ->
                inspections.note(
                    folk.inspector,
                    no,
                    new Inspections.Noted(
                        "p".repeat(201), "d".repeat(4001), "FIRE", "b".repeat(501), List.of())))
        .containsExactlyInAnyOrder(
            "place refused.tooLong",
            "description refused.tooLong",
            "category refused.choice",
            "basis refused.tooLong");
    for (String bad : List.of("a\u0000b", "\ud800", "\u202eabc", "\u0007")) {
      assertRefused(
              () ->
                  inspections.note(
                      folk.inspector, no, new Inspections.Noted("p", bad, "fire", null, List.of())))
          .hasSize(1)
          .allMatch(reason -> reason.startsWith("description refused.unsignable."));
    }
    assertThat(inspections.findings(no)).isEmpty();
  }

  @Test
  void whatPeopleWriteIsKeptAsTheyWroteIt() {
    String no = folk.inspection(0);
    String written = "2 号车间 “东侧” {0} '' <b>&amp; 👷🏽 𠮷野家\n第二行";
    inspections.note(
        folk.inspector,
        no,
        new Inspections.Noted(
            written.replace("\n", " "),
            written,
            "other",
            "O'Brien {1}",
            List.of(county.photo(folk.inspector))));
    signedByAll(no);
    assertThat(papersOf(no)).allMatch(paper -> paper.contains(written));
    assertThat(hazards.get(inspections.findings(no).get(0).hazardNo()).description())
        .isEqualTo(written);
  }

  @Test
  void aPhotoIsOnesOwnAndUsedOnce() {
    String no = folk.inspection(0);
    String mine = county.photo(folk.inspector);
    for (String foreign :
        List.of(county.photo(folk.colleague), "x", "00000000-0000-0000-0000-000000000000")) {
      assertRefused(() -> inspections.note(folk.inspector, no, noted(foreign)))
          .containsExactly("evidence refused.evidence.unknown");
    }
    inspections.note(folk.inspector, no, noted(mine));
    assertRefused(() -> inspections.note(folk.inspector, no, noted(mine)))
        .containsExactly("evidence refused.evidence.reused");
    // Noted in a draft it is free still; whoever signs first has it.
    HazardNo elsewhere = folk.reported();
    folk.sign(
        folk.inspector,
        elsewhere,
        Act.REGISTER,
        folk.form(hazards.get(elsewhere), Act.REGISTER, Decision.AGREED),
        mine);
    assertRefused(() -> record(no)).containsExactly("findings refused.finding.reused");
    inspections.amend(
        folk.inspector,
        no,
        inspections.findings(no).get(0).id(),
        noted(county.photo(folk.inspector)));
    record(no);
    String used = inspections.photos(inspections.findings(no).get(0)).get(0).id();
    HazardNo another = folk.reported();
    assertRefused(
            () ->
                folk.sign(
                    folk.inspector,
                    another,
                    Act.REGISTER,
                    folk.form(hazards.get(another), Act.REGISTER, Decision.AGREED),
                    used))
        .containsExactly("evidence refused.evidence.reused");
  }

  @Test
  void aFindingWithoutAPhotoIsNotSigned() {
    String no = folk.inspection(1);
    inspections.note(folk.inspector, no, noted());
    String bare = inspections.findings(no).get(1).id();
    inspections.amend(
        folk.inspector,
        no,
        bare,
        new Inspections.Noted("Roof", "Tiles are loose.", "layout", null, List.of()));
    assertRefused(() -> record(no)).containsExactly("findings refused.finding.photos");
    inspections.remove(folk.inspector, no, bare);
    record(no);
  }

  @Test
  void bothSignAtTheSameMomentAndTheUnitIsAskedOnce() {
    for (int i = 0; i < 5; i++) {
      String no = folk.inspectionAt(Act.SIGN_INSPECTION);
      List<PendingAct> both = pendingActs.of(no);
      Together.run(2, who -> folk.sign(both.get(who), Decision.AGREED));
      assertThat(subjects.get(no).act()).isEqualTo(Act.CONFIRM_INSPECTION);
      assertThat(pendingActs.of(no)).hasSize(1);
      assertThat(ledger.of(no)).hasSize(3);
    }
  }

  @Test
  void aRecordThatIsChangedWhileItIsSignedIsSignedAsItWasOrNotAtAll() {
    for (int i = 0; i < 5; i++) {
      String no = folk.inspection(1);
      PendingAct pending = pendingActs.of(no).get(0);
      String shot = county.photo(folk.inspector);
      List<Object> answers =
          Together.call(
              2,
              who -> {
                try {
                  return who == 0
                      ? folk.sign(pending, Decision.AGREED)
                      : inspections.note(folk.inspector, no, noted(shot));
                } catch (OutOfStep late) {
                  return late;
                }
              });
      assertThat(answers.get(0)).isInstanceOf(Receipt.class);
      int inRecord = inspections.findings(no).size();
      assertThat(papersOf(no).get(0).contains("检查发现 2")).isEqualTo(inRecord == 2);
      assertThat(inRecord).isEqualTo(answers.get(1) instanceof OutOfStep ? 1 : 2);
    }
  }

  @Test
  void theHazardsOfOneInspectionOpenOnceHoweverOftenTheUnitPresses() {
    String no = folk.inspectionAt(Act.CONFIRM_INSPECTION);
    PendingAct pending = pendingActs.of(no).get(0);
    Together.call(
        4,
        who -> {
          try {
            return folk.sign(pending, Decision.AGREED);
          } catch (OutOfStep late) {
            return late;
          }
        });
    assertThat(
            jdbc.queryForObject(
                "select count(*) from hazard where inspection_no = ?", Integer.class, no))
        .isEqualTo(2);
    assertThatThrownBy(() -> inspections.finished((Matter) subjects.get(no), clock.instant()))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void theListIsTurnedByKeysAndSiftedByWhatIsAsked() {
    ownCounty();
    List<String> all =
        List.of(folk.inspection(0), folk.inspection(0), folk.inspection(0), folk.inspection(0));
    record(all.get(0));
    String over = all.get(1);
    signedByAll(over);
    Inspections.Filter any = new Inspections.Filter(null, null, null, null, Inspections.State.ALL);
    List<Inspection> first = inspections.visible(folk.chief, any, null, 3);
    List<Inspection> rest = inspections.visible(folk.chief, any, first.get(2).no(), 3);
    assertThat(first).hasSize(3);
    assertThat(rest).hasSize(1);
    assertThat(first).doesNotContainAnyElementsOf(rest);
    assertThat(asked(null, null, Inspections.State.OVER)).containsExactly(over);
    assertThat(asked(null, null, Inspections.State.OPEN)).hasSize(3).doesNotContain(over);
    assertThat(asked(null, null, Inspections.State.DRAFT))
        .containsExactlyInAnyOrder(all.get(2), all.get(3));
    assertThat(asked(folk.unit.name(), InspectionMode.UNANNOUNCED, Inspections.State.ALL))
        .hasSize(4);
    assertThat(asked("%", null, Inspections.State.ALL)).isEmpty();
    assertThat(asked(null, InspectionMode.JOINT, Inspections.State.ALL)).isEmpty();
    LocalDate today = LocalDate.now(clock);
    assertThat(
            inspections.visible(
                folk.chief,
                new Inspections.Filter(null, null, today.plusDays(1), null, Inspections.State.ALL),
                null,
                9))
        .isEmpty();
    assertThat(
            inspections.visible(
                folk.chief,
                new Inspections.Filter(
                    null, null, today.minusDays(1), today, Inspections.State.ALL),
                null,
                9))
        .hasSize(4);
    assertRefused(() -> inspections.visible(folk.chief, any, "JC-000000-20200101-0001", 3))
        .containsExactly("before refused.format");
  }

  private List<String> asked(String unit, InspectionMode mode, Inspections.State state) {
    return inspections
        .visible(folk.chief, new Inspections.Filter(unit, mode, null, null, state), null, 50)
        .stream()
        .map(Inspection::no)
        .toList();
  }

  private List<String> seenBy(PersonId person) {
    return inspections
        .visible(
            person, new Inspections.Filter(null, null, null, null, Inspections.State.ALL), null, 50)
        .stream()
        .map(Inspection::no)
        .toList();
  }

  private void signedByAll(String no) {
    while (!subjects.get(no).isOver()) {
      pendingActs.of(no).forEach(pending -> folk.sign(pending, Decision.AGREED));
    }
  }

  private void record(String no) {
    folk.sign(pendingActs.of(no).get(0), Decision.AGREED);
  }

  private void sign(String no, PersonId person, Decision decision) {
    pendingActs.of(no).stream()
        .filter(pending -> pending.person().equals(person))
        .forEach(pending -> folk.sign(pending, decision));
  }

  private Receipt sign(String no, PendingAct pending, Map<String, Object> form) {
    return signing.sign(
        folk.as(pending.person()),
        new ActRequest(
            no,
            pending.act().id(),
            pending.round(),
            pending.taskId(),
            new HashMap<>(form),
            List.of()),
        County.SIGNING_PASSWORD,
        null);
  }

  private List<String> papersOf(String no) {
    return ledger.of(no).stream()
        .map(SignedAct::payload)
        .map(payload -> String.valueOf(CanonicalJson.read(payload).get("paper")))
        .toList();
  }

  private Inspections.Noted noted(String... photos) {
    return new Inspections.Noted(
        "Boiler house",
        "The gauge is broken.",
        "equipment",
        null,
        photos.length == 0 ? List.of(county.photo(folk.inspector)) : List.of(photos));
  }

  private Inspections.Details with(PersonId second) {
    return new Inspections.Details(
        "DAILY", "DAILY", started(1), "Workshops", second.value(), null, null, true, true);
  }

  private Inspections.Details withRepresentative(String representative) {
    return new Inspections.Details(
        "DAILY",
        "DAILY",
        started(1),
        "Workshops",
        folk.colleague.value(),
        representative,
        null,
        true,
        true);
  }

  private Inspections.Details startedAt(String startedAt) {
    return new Inspections.Details(
        "DAILY", "DAILY", startedAt, "Workshops", folk.colleague.value(), null, null, true, true);
  }

  private String started(int hoursAgo) {
    return LocalDateTime.now(clock).minus(Duration.ofHours(hoursAgo)).withNano(0).toString();
  }

  private void expire(PersonId person) {
    LocalDate today = LocalDate.now(clock);
    jdbc.update(
        "update certificate set valid_to = ? where person_id = ?",
        today.minusDays(1),
        person.value());
  }

  private void renew(PersonId person) {
    jdbc.update(
        "update certificate set valid_to = ? where person_id = ?",
        LocalDate.now(clock).plusYears(1),
        person.value());
  }
}
