package io.bihuan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bihuan.BihuanApplication;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.Imports;
import io.bihuan.loop.discovery.workbook.WorkbookFixture;
import io.bihuan.people.Accounts;
import io.bihuan.people.Certificate;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Signing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes what a site would have after some months with this release, for {@link UpgradeTest} of the
 * next one: hazards at every act, come from both sides, half signed, in a second round, imported
 * and closed out. Run once for each release, see docs/development.md; {@code -Dbihuan.store} names
 * the empty directory it writes to.
 */
@EnabledIfSystemProperty(named = "bihuan.store", matches = ".+")
class StoredDatabaseTest {
  private static final LocalDate FAR = LocalDate.of(2099, 12, 31);

  private final Path directory = Path.of(System.getProperty("bihuan.store", "")).toAbsolutePath();
  private final List<Map<String, Object>> hazardsLeft = new ArrayList<>();
  private final Map<String, Object> standing = new LinkedHashMap<>();

  private County county;
  private County.Folk folk;
  private Hazards hazards;
  private PendingActs pendingActs;
  private Ledger ledger;
  private Signing signing;

  @Test
  void thisReleaseLeavesADatabaseBehind() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    try (ConfigurableApplicationContext application = start(data)) {
      county = application.getBean(County.class);
      hazards = application.getBean(Hazards.class);
      pendingActs = application.getBean(PendingActs.class);
      ledger = application.getBean(Ledger.class);
      signing = application.getBean(Signing.class);
      found(application);
      int port = ((WebServerApplicationContext) application).getWebServer().getPort();
      play(application.getBean(Imports.class), port);
    }
    Files.write(
        directory.resolve("standing.json"),
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(standing));
    if (Files.exists(data.resolve("bihuan.mv.db"))) {
      compact(data);
    }
  }

  private static ConfigurableApplicationContext start(Path data) {
    // With the properties of a real site; PostgreSQL comes by -Dbihuan.database.url and its users.
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", "0");
    properties.put("bihuan.database.url", "jdbc:h2:file:" + data.resolve("bihuan"));
    properties.put("bihuan.signing.pepper", data.resolve("secrets/pepper").toString());
    properties.put("bihuan.evidence.directory", data.resolve("evidence").toString());
    return new SpringApplicationBuilder(BihuanApplication.class)
        .web(WebApplicationType.SERVLET)
        .properties(properties)
        .run();
  }

  private void found(ConfigurableApplicationContext application) {
    People people = application.getBean(People.class);
    folk = county.found();
    for (PersonId inspector : List.of(folk.inspector, folk.colleague)) {
      people.add(new Certificate("F-" + folk.account(inspector), inspector, "check", past(), FAR));
    }
    PersonId keeper = people.addPerson("keeper", "keeper" + folk.code);
    Accounts accounts = application.getBean(Accounts.class);
    accounts.open("keeper" + folk.code, keeper, true, County.LOGIN_PASSWORD);
    accounts.choosePassword("keeper" + folk.code, County.LOGIN_PASSWORD);

    Map<String, String> who = new LinkedHashMap<>();
    Stream.of(
            folk.inspector,
            folk.colleague,
            folk.legalRep,
            folk.safetyOfficer,
            folk.worker,
            folk.townLeader,
            folk.chief,
            folk.leader,
            keeper)
        .forEach(person -> who.put(folk.account(person), person.value()));
    standing.put("loginPassword", County.LOGIN_PASSWORD);
    standing.put("signingPassword", County.SIGNING_PASSWORD);
    standing.put("accounts", who);
    standing.put("inspector", folk.account(folk.inspector));
    standing.put("colleague", folk.account(folk.colleague));
    standing.put("administrator", "keeper" + folk.code);
    standing.put("worker", folk.worker.value());
    standing.put("unit", folk.unit.id());
    standing.put("hazards", hazardsLeft);
  }

  private static LocalDate past() {
    return LocalDate.of(2020, 1, 1);
  }

  private void play(Imports imports, int port) {
    for (Act act : County.acts()) {
      HazardNo no = folk.reported();
      driveTo(no, act);
      left("stands at " + act.id(), no);
    }
    for (Act act : County.returnable()) {
      HazardNo no = folk.reported();
      driveTo(no, act);
      all(no, true);
      left("came back from " + act.id(), no);
    }
    for (Act act : List.of(Act.SIGN_AS_INSPECTOR, Act.REINSPECT)) {
      for (boolean backward : List.of(false, true)) {
        HazardNo no = folk.reported();
        driveTo(no, act);
        one(pendingActs.of(no.value()).get(0), backward);
        left("half signed " + (backward ? "against " : "for ") + act.id(), no);
      }
    }
    HazardNo second = folk.reported();
    driveTo(second, Act.REINSPECT);
    all(second, true);
    driveTo(second, Act.CLOSE_OUT);
    left("stands at closeOut in the second round", second);

    List<HazardNo> visit = List.of(folk.reported(), folk.reported());
    visit.forEach(no -> driveTo(no, Act.ISSUE_ORDER));
    PendingAct order = pendingActs.of(visit.get(0).value()).get(0);
    Map<String, Object> covering = form(order, false);
    covering.put("covers", visit.stream().map(HazardNo::value).toList());
    sign(order, covering, List.of());
    visit.forEach(no -> left("under one order with another", no));

    HazardNo done = folk.reported();
    driveTo(done, Act.REINSPECT);
    all(done, true);
    driveTo(done, Act.CLOSE_OUT);
    all(done, false);
    left("closed out in the second round", done);

    importRegister(imports);
    answerOnce(port);
    county.photo(folk.inspector);
  }

  private void importRegister(Imports imports) {
    byte[] register =
        WorkbookFixture.plain()
            .row(line("灯具不防爆", "青石镇晨光木业有限公司", "未整改"))
            .row(line("通道堵塞", folk.unit.name(), "整改中"))
            .row(line("已清理", folk.unit.name(), "已整改"))
            .bytes();
    Imports.Outcome outcome =
        imports.importFrom(
            folk.inspector, folk.inspector.value(), new ByteArrayInputStream(register));
    assertThat(outcome.finished()).isEqualTo(1);
    outcome.drafts().forEach(draft -> left("imported draft", draft.no()));
    standing.put("finishedBefore", outcome.finished());
  }

  private static Object[] line(String description, String unit, String outcome) {
    return new Object[] {
      LocalDate.of(2026, 3, 2),
      "inspector",
      unit,
      "一号喷漆房",
      description,
      "一般",
      "更换防爆灯具",
      "2026-03-20",
      "孙三立",
      outcome
    };
  }

  /** By a script, under a key that it may send again at any time. */
  private void answerOnce(int port) {
    HazardNo no = folk.reported();
    driveTo(no, Act.RECTIFY);
    Caller worker = Caller.script(port, folk.account(folk.worker));
    Part picture = new Part("file", "photo.png", County.aPhoto());
    String photo = worker.upload("/api/v1/evidence", picture).json().get("id").asText();
    String path = "/api/v1/hazards/%s/acts/rectify".formatted(no);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("round", 1);
    body.put("form", Map.of("decision", "AGREED", "account", "Cleared."));
    body.put("evidence", List.of(photo));
    body.put("signing", Map.of("password", County.SIGNING_PASSWORD));
    Answer answer = worker.post(path, body, Map.of("Idempotency-Key", "sent-before-the-upgrade"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    left("signed by a script", no);
    standing.put(
        "answered",
        Map.of(
            "account",
            folk.account(folk.worker),
            "path",
            path,
            "key",
            "sent-before-the-upgrade",
            "body",
            body,
            "answer",
            answer.json()));
  }

  private void driveTo(HazardNo no, Act act) {
    while (!hazards.get(no).standsAt(act)) {
      all(no, false);
    }
  }

  private void all(HazardNo no, boolean backward) {
    pendingActs.of(no.value()).forEach(pending -> one(pending, backward));
  }

  private void one(PendingAct pending, boolean backward) {
    boolean shot = pending.act() == Act.REINSPECT || pending.act() == Act.RECTIFY && !backward;
    sign(
        pending,
        form(pending, backward),
        shot ? List.of(county.photo(pending.person())) : List.of());
  }

  private Map<String, Object> form(PendingAct pending, boolean backward) {
    Hazard hazard = hazards.get(new HazardNo(pending.subject()));
    Decision decision =
        backward ? County.backwardOf(pending.act()) : County.forwardOf(pending.act());
    Map<String, Object> form = new HashMap<>(folk.form(hazard, pending.act(), decision));
    // What stands in a file must not be overdue on the day the test is run.
    form.computeIfPresent("deadline", (field, soon) -> FAR.toString());
    return form;
  }

  private void sign(PendingAct pending, Map<String, Object> form, List<String> photos) {
    ActRequest request =
        new ActRequest(
            pending.subject(), pending.act().id(), pending.round(), pending.taskId(), form, photos);
    signing.sign(folk.as(pending.person()), request, County.SIGNING_PASSWORD, null);
  }

  private void left(String how, HazardNo no) {
    Hazard hazard = hazards.get(no);
    Act act = hazard.act();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("how", how);
    line.put("no", no.value());
    line.put("act", act == null ? null : act.id());
    line.put("step", hazard.step());
    line.put("round", hazard.round());
    line.put(
        "waitingFor",
        pendingActs.of(no.value()).stream().map(p -> folk.account(p.person())).toList());
    line.put("signed", ledger.of(no.value()).stream().map(SignedAct::leafHash).toList());
    hazardsLeft.add(line);
  }

  private static void compact(Path data) throws IOException, SQLException {
    Properties passwords = new Properties();
    try (var in = Files.newInputStream(data.resolve("secrets/database.properties"))) {
      passwords.load(in);
    }
    try (Connection owner =
            DriverManager.getConnection(
                "jdbc:h2:file:" + data.resolve("bihuan"),
                "bihuan_owner",
                passwords.getProperty("owner-password"));
        Statement statement = owner.createStatement()) {
      statement.execute("shutdown compact");
    }
  }
}
