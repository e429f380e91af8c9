package io.bihuan.web;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.County;
import io.bihuan.MovableClock;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.Discoveries;
import io.bihuan.people.SigningKeys;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.workflow.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where a server stands, what it speaks and what its clock says is no matter of the county's. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ServersOwnWaysTest {
  private static final Locale LANGUAGE = Locale.getDefault();
  private static final TimeZone ZONE = TimeZone.getDefault();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private MovableClock clock;
  @Autowired private Hazards hazards;
  @Autowired private PendingActs pendingActs;
  @Autowired private Discoveries discoveries;
  @Autowired private SigningKeys keys;
  @Autowired private Ledger ledger;
  @Autowired private Standing standing;

  private County.Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @AfterEach
  void putRight() {
    Locale.setDefault(LANGUAGE);
    TimeZone.setDefault(ZONE);
    clock.runAgain();
  }

  /** D71: there, the small letter of I has no dot, and the large one of i has. */
  @Test
  void aServerThatSpeaksTurkishKnowsTheSameNames() {
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    HazardNo no =
        discoveries.report(
            folk.inspector,
            new Discoveries.Report(
                folk.unit.id(),
                "PIT " + folk.code,
                "The LID of the pit is missing.",
                "fire",
                List.of(county.photo(folk.inspector))));
    String account = folk.account(folk.inspector);
    Caller inspector = Caller.script(port, account);
    for (String typed : List.of("pit " + folk.code, "PIT " + folk.code, "the lid")) {
      String query = Caller.urlEncoded(Map.of("q", typed));
      assertThat(inspector.get("/api/v1/hazards?" + query).json().findValuesAsText("no"))
          .as(typed)
          .contains(no.value());
    }
    assertThat(inspector.get("/api/v1/hazards?state=WAITING").status()).isNotEqualTo(500);
    for (String other : List.of(account.replace('i', '\u0131'), account.replace('i', '\u0130'))) {
      assertThat(other).isNotEqualTo(account);
      assertThat(Caller.script(port, other).get("/api/v1/acts").status()).as(other).isEqualTo(401);
    }
    folk.driveTo(no, Act.RECTIFY);
    standing.isAt(no, Act.RECTIFY, 1);
  }

  /** D118: the hour that comes twice, the hour that never comes, a zone that skipped a day. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/New_York 2026-11-01T05:30:00Z",
        "America/New_York 2026-11-01T06:30:00Z",
        "America/New_York 2027-03-14T07:30:00Z",
        "Europe/Berlin 2027-03-28T01:30:00Z",
        "Pacific/Apia 2026-12-31T15:59:59Z",
        "Pacific/Apia 2026-12-31T16:00:00Z"
      })
  void aServerElsewhereHasTheCountysDaysAndTheTrueMoments(String where) throws IOException {
    Instant moment = Instant.parse(where.split(" ")[1]);
    TimeZone.setDefault(TimeZone.getTimeZone(where.split(" ")[0]));
    clock.set(moment);
    LocalDate today = LocalDate.now(clock);
    assertThat(today).isEqualTo(moment.atOffset(java.time.ZoneOffset.ofHours(8)).toLocalDate());
    HazardNo no = folk.standingAt(Act.DETERMINE);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    Map<String, Object> form =
        new HashMap<>(folk.form(hazards.get(no), Act.DETERMINE, Decision.AGREED));
    form.put("deadline", today.minusDays(1).toString());
    assertRefused(() -> folk.sign(pending, form)).containsExactly("deadline refused.deadline.past");
    form.put("deadline", today.toString());
    folk.sign(pending, form);

    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    Caller inspector = Caller.script(port, folk.account(folk.inspector));
    JsonNode hazard = inspector.get("/api/v1/hazards/" + no).json();
    assertThat(hazard.findValue("deadline").asText()).isEqualTo(today.toString());
    for (JsonNode act : inspector.get("/api/v1/hazards/" + no + "/trail").json().get("items")) {
      Instant signedAt = Instant.parse(act.get("signedAt").asText());
      assertThat(signedAt)
          .isEqualTo(JSON.readTree(act.get("payload").asText()).get("signedAt").asText());
      assertThat(Duration.between(moment, signedAt))
          .isBetween(Duration.ZERO, Duration.ofMinutes(9));
    }
    assertThat(hazards.determinations(no).orElseThrow().deadline()).isEqualTo(today);
    standing.agrees(no);
  }

  /** D120: what is signed keeps its order, whatever time is written on it. */
  @Test
  void aClockThatJumpsChangesTheTimeAndNotTheOrder() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_INSPECTOR);
    for (Duration ahead :
        List.of(
            Duration.ofHours(1),
            Duration.ofHours(-1),
            Duration.ofDays(200),
            Duration.ofDays(-3),
            Duration.ofSeconds(5))) {
      clock.set(Instant.now().plus(ahead));
      folk.forward(no);
      standing.agrees(no);
    }
    clock.runAgain();
    while (!hazards.get(no).isOver()) {
      folk.forward(no);
    }
    standing.isClosedOut(no);
    List<SignedAct> signed = ledger.of(no.value());
    assertThat(signed).isSortedAccordingTo((one, next) -> one.seq() - next.seq());
    assertThat(signed.stream().map(SignedAct::signedAt).sorted().toList())
        .as("times that were wrong are kept as they were signed")
        .isNotEqualTo(signed.stream().map(SignedAct::signedAt).toList());
    Caller inspector = Caller.browser(port, folk.account(folk.inspector));
    assertThat(inspector.get("/hazards/" + no).status()).isEqualTo(200);
  }

  /** D120: neither a certificate nor a lock outlasts the clock that was wrong. */
  @Test
  void whatAClockThatIsYearsAheadForbidsIsAllowedAgainWhenItIsRight() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_INSPECTOR);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    clock.set(Instant.now().plus(Duration.ofDays(2 * 365)));
    assertRefused(() -> folk.sign(pending, Decision.AGREED)).isNotEmpty();
    standing.isAt(no, Act.SIGN_AS_INSPECTOR, 1);
    for (int wrong = 0; wrong < 5; wrong++) {
      assertRefused(() -> keys.unlock(folk.inspector, "wrong-signature").close()).isNotEmpty();
    }
    assertRefused(() -> keys.unlock(folk.inspector, County.SIGNING_PASSWORD).close())
        .containsExactly("signingPassword refused.signing.locked");
    clock.runAgain();
    folk.forward(no);
    standing.isAt(no, Act.SIGN_AS_LEGAL_REP, 1);
  }
}
