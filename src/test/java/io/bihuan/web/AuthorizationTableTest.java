package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.Written;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.Finding;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.people.Accounts;
import io.bihuan.people.Area;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.people.SigningKeys;
import io.bihuan.record.evidence.Evidence;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who gets which answer on which route. {@code docs/authorization.md} is the table that was
 * decided; every cell of it is asked for here, and a route that has no row fails the build.
 */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTableTest {
  private static final Path TABLE = Path.of("docs/authorization.md");
  private static final Path MESSAGES = Path.of("src/main/resources/messages.properties");
  private static final Set<String> OPEN_TO_ALL =
      Set.of("/sign-in", "/sign-in/later", "/setup", "/error", "/health", "/api/v1/openapi");

  /** What is changed here is one's own: who signs in, what one has uploaded. */
  private static final Set<String> OWN =
      Set.of("/account/sessions", "/evidence", "/api/v1/evidence", "/sign-in/later");

  private static final Map<String, String> UPLOADED_AS =
      Map.of(
          "/evidence", "photos",
          "/api/v1/evidence", "file",
          "/import", "workbook",
          "/people/import", "workbook",
          "/api/v1/imports", "workbook");
  private static final String NO = "no";

  /** One request; a route may have several, about one thing and about another. */
  private record Row(String route, String about, String path, String body) {
    String method() {
      return route.substring(0, route.indexOf(' '));
    }

    String pattern() {
      return route.substring(route.indexOf(' ') + 1);
    }

    String key() {
      return route + (about.isEmpty() ? "" : ", " + about);
    }
  }

  private enum Actor {
    ANONYMOUS("nobody signed in"),
    ADMINISTRATOR("administrator"),
    LEAD("inspector who leads"),
    INSPECTOR("inspector of the same department"),
    OTHER_INSPECTOR("inspector of another county"),
    LEGAL_REP("legal representative of the unit"),
    WORKER("responsible person of the unit"),
    OTHER_UNIT("legal representative of another unit"),
    TOWN_LEADER("leader of its town"),
    OTHER_TOWN("leader of another town"),
    CHIEF("section chief"),
    LEADER("bureau leader"),
    SUPERVISOR("supervisor of the county"),
    EXPERT("expert");

    private final String words;

    Actor(String words) {
      this.words = words;
    }
  }

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private People people;
  @Autowired private Accounts accounts;
  @Autowired private SigningKeys keys;
  @Autowired private Evidence evidence;
  @Autowired private Inspections inspections;
  @Autowired private PendingActs pendingActs;
  @Autowired private Clock clock;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mapping;

  private County.Folk folk;

  /** What whoever may not begin something is told. */
  private final List<String> whyNot = new ArrayList<>();

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Map<Actor, String>> answers = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  @BeforeAll
  void askEverybody() throws IOException {
    Properties words = new Properties();
    try (Reader file = Files.newBufferedReader(MESSAGES)) {
      words.load(file);
    }
    words.stringPropertyNames().stream()
        .filter(key -> key.startsWith("refused.begin."))
        .forEach(key -> whyNot.add(words.getProperty(key)));
    folk = county.found();
    Map<Actor, String> names = cast();
    HazardNo hazard = folk.standingAt(Act.RECTIFY);
    HazardNo onSpot = folk.standingAt(Act.CURE_ON_SPOT);
    String inspection = folk.inspection(3);
    List<Finding> findings = inspections.findings(inspection);
    PersonId administrator = people.staffed(names.get(Actor.ADMINISTRATOR)).orElseThrow().id();
    keys.replace(administrator, folk.safetyOfficer, "forgotten");
    keys.enroll(
        folk.safetyOfficer, folk.account(folk.safetyOfficer), "another-signature-of-the-test");
    String replaced =
        keys.toAttest().stream()
            .filter(open -> open.personId().equals(folk.safetyOfficer))
            .findFirst()
            .orElseThrow()
            .id();
    write(hazard, onSpot, inspection, findings, replaced);
    Map<Actor, Caller> scripts = new LinkedHashMap<>();
    Map<Actor, Caller> browsers = new LinkedHashMap<>();
    Map<Actor, String> tokens = new LinkedHashMap<>();
    names.forEach(
        (actor, name) -> {
          boolean nobody = actor == Actor.ANONYMOUS;
          Caller browser = nobody ? Caller.stranger(port) : Caller.browser(port, name);
          scripts.put(actor, nobody ? Caller.stranger(port) : Caller.script(port, name));
          browsers.put(actor, browser);
          tokens.put(actor, browser.csrf(nobody ? "/sign-in" : "/account"));
        });
    for (Row row : rows) {
      Map<Actor, String> line = new LinkedHashMap<>();
      for (Actor actor : Actor.values()) {
        boolean script = row.pattern().startsWith("/api/");
        Answer answer =
            ask(row, script ? scripts.get(actor) : browsers.get(actor), tokens.get(actor));
        line.put(actor, said(answer));
        if (answer.status() >= 500) {
          faults.add(row.key() + " as " + actor + ": " + answer.text());
        }
      }
      answers.put(row.key(), line);
    }
  }

  @Test
  void everyRouteHasItsRow() {
    Set<String> routes = new TreeSet<>();
    mapping
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              Set<String> methods =
                  info.getMethodsCondition().getMethods().isEmpty()
                      ? Set.of("GET")
                      : info.getMethodsCondition().getMethods().stream()
                          .map(Enum::name)
                          .collect(Collectors.toSet());
              for (String pattern : info.getPatternValues()) {
                methods.forEach(one -> routes.add(one + " " + pattern));
              }
            });
    Set<String> asked = new TreeSet<>(rows.stream().map(Row::route).toList());
    assertThat(asked).as("a new route needs a row here and in " + TABLE).isEqualTo(routes);
  }

  @Test
  void everybodyGetsTheAnswerThatWasDecided() throws IOException {
    String now = table();
    if (Boolean.getBoolean("bihuan.draw")) {
      Files.writeString(TABLE, now);
    }
    assertThat(Files.readString(TABLE).lines().toList())
        .as(
            "not what was decided; if it is meant, write it with:"
                + " mvn test -Dtest=AuthorizationTableTest -Dbihuan.draw=true")
        .isEqualTo(now.lines().toList());
  }

  @Test
  void theServerIsAtFaultForNobody() {
    assertThat(faults).isEmpty();
  }

  @Test
  void whoIsNotSignedInGetsNoFurtherThanTheDoor() {
    for (Row row : rows) {
      String said = answers.get(row.key()).get(Actor.ANONYMOUS);
      if (!OPEN_TO_ALL.contains(row.pattern())) {
        assertThat(said).as(row.key()).isEqualTo(row.pattern().startsWith("/api/") ? "401" : "in");
      }
    }
  }

  /** D36: and is not told from what there is not. */
  @Test
  void whatIsNotForHimIsNotThereForHim() {
    Set<Actor> strangers = Set.of(Actor.OTHER_INSPECTOR, Actor.OTHER_UNIT, Actor.OTHER_TOWN);
    for (Row row : rows) {
      if (row.pattern().contains("{")
          && !row.pattern().startsWith("/people/")
          && !row.pattern().startsWith("/account/")) {
        strangers.forEach(
            actor ->
                assertThat(answers.get(row.key()).get(actor))
                    .as(row.key() + " as " + actor)
                    .isEqualTo("404"));
      }
    }
  }

  @Test
  void aKeyThatAnotherIsToAttestIsNoKey() {
    Map<Actor, String> absent = answers.get("GET /account/keys/{id}, no such key");
    Map<Actor, String> hidden = answers.get("GET /account/keys/{id}, a key to be attested");
    assertThat(hidden).hasSameSizeAs(absent);
    hidden.forEach(
        (actor, said) -> {
          if (actor != Actor.LEGAL_REP) {
            assertThat(said).as(actor.toString()).isEqualTo(absent.get(actor));
          }
        });
    assertThat(hidden).containsEntry(Actor.LEGAL_REP, "200");
  }

  /** D25, D94: who only follows links has signed nothing. */
  @Test
  void readingChangesNothing() {
    Written before = Written.now();
    for (PersonId reader : List.of(folk.inspector, folk.worker, folk.leader)) {
      Caller browser = Caller.browser(port, folk.account(reader));
      Caller script = Caller.script(port, folk.account(reader));
      for (Row row : rows) {
        if (row.method().equals("GET")) {
          ask(row, row.pattern().startsWith("/api/") ? script : browser, "");
        }
      }
    }
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void onlyAnAdministratorComesToThePeople() {
    for (Row row : rows) {
      if (row.pattern().startsWith("/people")) {
        answers
            .get(row.key())
            .forEach(
                (actor, said) -> {
                  if (actor != Actor.ADMINISTRATOR && actor != Actor.ANONYMOUS) {
                    assertThat(said).as(row.key() + " as " + actor).isEqualTo("403");
                  }
                });
      }
    }
  }

  /** Neither who looks on nor who keeps the accounts has anything to write. */
  @Test
  void whoLooksOnAndWhoKeepsTheAccountsSignNothing() {
    for (Row row : rows) {
      if (!row.method().equals("GET")
          && !OWN.contains(row.pattern())
          && !OPEN_TO_ALL.contains(row.pattern())
          && !row.pattern().startsWith("/people")
          && !row.pattern().startsWith("/account/")
          && !row.pattern().equals(StillThere.FIRST_SIGN_IN)) {
        for (Actor actor : List.of(Actor.SUPERVISOR, Actor.ADMINISTRATOR)) {
          assertThat(answers.get(row.key()).get(actor))
              .as(row.key() + " as " + actor)
              .isIn("403", "404", NO);
        }
      }
    }
  }

  @Test
  void aPageThatWritesAsksForItsToken() {
    Caller lead = Caller.browser(port, folk.account(folk.inspector));
    for (Row row : rows) {
      if (!row.method().equals("GET") && !row.pattern().startsWith("/api/")) {
        assertThat(ask(row, lead, "").status()).as(row.key()).isEqualTo(403);
      }
    }
  }

  private Map<Actor, String> cast() {
    String admin = "admin" + folk.code;
    PersonId administrator = people.addPerson("admin", admin);
    accounts.open(admin, administrator, true, County.LOGIN_PASSWORD);
    accounts.choosePassword(admin, County.LOGIN_PASSWORD);
    String otherTown = folk.code + "002";
    people.add(new Area(otherTown, "Town " + otherTown));
    PersonId looks = folk.person("looks", Role.EXPERT, folk.code);
    people.posts(looks).forEach(post -> people.endPost(post.id()));
    LocalDate today = LocalDate.now(clock);
    people.appoint(looks, Role.SUPERVISOR, "x", folk.code, today, today.plusYears(1));
    County.Folk others = county.found();
    Map<Actor, String> names = new LinkedHashMap<>();
    for (Actor actor : Actor.values()) {
      names.put(
          actor,
          switch (actor) {
            case ANONYMOUS -> "";
            case ADMINISTRATOR -> admin;
            case LEAD -> folk.account(folk.inspector);
            case INSPECTOR -> folk.account(folk.inspector("third"));
            case OTHER_INSPECTOR -> others.account(others.inspector);
            case LEGAL_REP -> folk.account(folk.legalRep);
            case WORKER -> folk.account(folk.worker);
            case OTHER_UNIT ->
                folk.account(folk.person("neighbour", Role.LEGAL_REP, folk.anotherUnit()));
            case TOWN_LEADER -> folk.account(folk.townLeader);
            case OTHER_TOWN -> folk.account(folk.person("othertown", Role.TOWN_LEADER, otherTown));
            case CHIEF -> folk.account(folk.chief);
            case LEADER -> folk.account(folk.leader);
            case SUPERVISOR -> folk.account(looks);
            case EXPERT -> folk.account(folk.expert);
          });
    }
    return names;
  }

  private void write(
      HazardNo hazard,
      HazardNo onSpot,
      String inspection,
      List<Finding> findings,
      String replaced) {
    String photo = evidence.of(hazard.value()).get(0).id();
    String noted = inspections.photos(findings.get(0)).get(0).id();
    for (String page : List.of("", "/todo", "/todo/done", "/hazards", "/hazards/history")) {
      get(page.isEmpty() ? "/" : page);
    }
    for (String page :
        List.of("/report", "/import", "/account", "/first-sign-in", "/account/sessions")) {
      get(page);
    }
    for (String page : List.of("/sign-in", "/setup", "/health", "/error")) {
      get(page);
    }
    post("/report", "", "/report", "");
    post("/import", "", "/import", "");
    post("/account/sessions", "", "/account/sessions", "session=none");
    post("/first-sign-in", "", "/first-sign-in", "");
    post("/setup", "", "/setup", "");
    post("/sign-in/later", "", "/sign-in/later", "");
    get("/account/keys/{id}", "a key to be attested", "/account/keys/" + replaced);
    post("/account/keys/{id}", "a key to be attested", "/account/keys/" + replaced, "");
    get("/account/keys/{id}", "no such key", "/account/keys/" + UUID.randomUUID());
    get("/api/v1/openapi");
    get("/api/v1/openapi.yaml");

    get("/people");
    get("/people/import");
    post("/people/import", "", "/people/import", "");
    post("/people/{what}", "an area", "/people/area", "");
    String person = "/people/persons/" + folk.worker;
    get("/people/persons/{id}", "", person);
    for (String what : List.of("end", "enable", "key")) {
      post("/people/persons/{id}/" + what, "", person + "/" + what, "");
    }
    post("/people/proposals/{decision}", "", "/people/proposals/confirm", "");
    post("/people/proposers/{proposer}", "", "/people/proposers/" + folk.worker, "");
    post("/people/administrators/{decision}", "", "/people/administrators/confirm", "");

    String at = "/hazards/" + hazard;
    get("/hazards/{no}", "", at);
    get("/hazards/{no}/diagram", "", at + "/diagram");
    String round = "round=1&task=" + pendingActs.of(hazard.value()).get(0).taskId();
    get("/hazards/{no}/acts/{act}", "整改", at + "/acts/rectify");
    post("/hazards/{no}/acts/{act}", "整改", at + "/acts/rectify", round);
    get("/hazards/{no}/begin/{act}", "改派", at + "/begin/reassign");
    post("/hazards/{no}/begin/{act}", "改派", at + "/begin/reassign", round);
    String early = "/hazards/" + folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    get("/hazards/{no}/begin/{act}", "拒签", early + "/begin/recordDecline");
    get("/hazards/{no}/begin/{act}", "作废", early + "/begin/proposeVoid");
    get("/hazards/{no}/begin/{act}", "整改进展", at + "/begin/reportProgress");
    String spot = "/hazards/" + onSpot;
    String screen =
        pendingActs.of(onSpot.value()).stream()
            .filter(asked -> asked.person().equals(folk.inspector))
            .findFirst()
            .orElseThrow()
            .taskId();
    String spotRound = "round=1&task=" + screen;
    get("/hazards/{no}/on-spot", "", spot + "/on-spot");
    post("/hazards/{no}/on-spot", "", spot + "/on-spot", spotRound);

    get("/inspections");
    get("/inspections/new");
    post("/inspections/new", "", "/inspections/new", "");
    String record = "/inspections/" + inspection;
    get("/inspections/{no}", "a draft", record);
    get("/inspections/{no}/edit", "a draft", record + "/edit");
    post("/inspections/{no}/edit", "a draft", record + "/edit", "");
    String draft = "round=1&task=" + pendingActs.of(inspection).get(0).taskId();
    get("/inspections/{no}/acts/{act}", "检查登记", record + "/acts/recordInspection");
    post("/inspections/{no}/acts/{act}", "检查登记", record + "/acts/recordInspection", draft);
    get("/inspections/{no}/begin/{act}", "拒签", record + "/begin/recordDecline");
    post("/inspections/{no}/begin/{act}", "拒签", record + "/begin/recordDecline", draft);
    get("/inspections/{no}/findings/new", "a draft", record + "/findings/new");
    String finding = record + "/findings/" + findings.get(0).id();
    get("/inspections/{no}/findings/{id}", "a draft", finding);
    post("/inspections/{no}/findings/{id}", "a draft", finding, "");
    String second = record + "/findings/" + findings.get(1).id() + "/remove";
    post("/inspections/{no}/findings/{id}/remove", "a draft", second, "");

    String api = "/api/v1";
    String body =
        "{\"round\":1,\"form\":{},\"evidence\":[],\"signing\":{\"password\":\"%s\"}}"
            .formatted(County.SIGNING_PASSWORD);
    writeMajor(api, body);
    writeConfirmation(api, body);
    get("/evidence/{id}", "a hazard's photo", "/evidence/" + photo);
    get("/evidence/{id}/thumbnail", "a hazard's photo", "/evidence/" + photo + "/thumbnail");
    get("/evidence/{id}", "a draft's photo", "/evidence/" + noted);
    get(api + "/evidence/{id}", "a hazard's photo", api + "/evidence/" + photo);
    get(
        api + "/evidence/{id}/thumbnail",
        "a hazard's photo",
        api + "/evidence/" + photo + "/thumbnail");
    post("/evidence", "", "/evidence", "");
    post(api + "/evidence", "", api + "/evidence", "");
    post(api + "/imports", "", api + "/imports", "");

    get(api + "/acts");
    get(api + "/hazards");
    post(api + "/hazards", "", api + "/hazards", "{}");
    get(api + "/hazards/{no}", "", api + at);
    get(api + "/hazards/{no}/trail", "", api + at + "/trail");
    get(api + "/hazards/{no}/acts/{act}", "整改", api + at + "/acts/rectify");
    post(api + "/hazards/{no}/acts/{act}", "整改", api + at + "/acts/rectify", body);
    post(api + "/hazards/{no}/acts/{act}/paper", "整改", api + at + "/acts/rectify/paper", body);
    get(api + "/hazards/{no}/begin/{act}", "改派", api + at + "/begin/reassign");
    post(api + "/hazards/{no}/begin/{act}", "改派", api + at + "/begin/reassign", body);
    post(api + "/hazards/{no}/begin/{act}", "作废", api + early + "/begin/proposeVoid", body);
    post(api + "/hazards/{no}/begin/{act}", "整改进展", api + at + "/begin/reportProgress", body);
    get(api + "/hazards/{no}/on-spot", "", api + spot + "/on-spot");
    post(api + "/hazards/{no}/on-spot", "", api + spot + "/on-spot", "{\"round\":1}");

    get(api + "/inspections");
    post(api + "/inspections", "", api + "/inspections", "{}");
    get(api + "/inspections/{no}", "a draft", api + record);
    get(api + "/inspections/{no}/trail", "a draft", api + record + "/trail");
    String recording = api + record + "/acts/recordInspection";
    get(api + "/inspections/{no}/acts/{act}", "检查登记", recording);
    post(api + "/inspections/{no}/acts/{act}", "检查登记", recording, body);
    post(api + "/inspections/{no}/acts/{act}/paper", "检查登记", recording + "/paper", body);
    String declining = api + record + "/begin/recordDecline";
    get(api + "/inspections/{no}/begin/{act}", "拒签", declining);
    post(api + "/inspections/{no}/begin/{act}", "拒签", declining, body);
    add("PUT " + api + "/inspections/{no}", "a draft", api + record, "{}");
    post(api + "/inspections/{no}/findings", "a draft", api + record + "/findings", "{}");
    add("PUT " + api + "/inspections/{no}/findings/{id}", "a draft", api + finding, "{}");
    String third = api + record + "/findings/" + findings.get(2).id();
    add("DELETE " + api + "/inspections/{no}/findings/{id}", "a draft", third, "");
  }

  /** On the major route: where the unit plans, where the panel accepts, and what runs beside it. */
  private void writeMajor(String api, String body) {
    String planned = "/hazards/" + folk.majorAt(Act.DRAFT_PLAN);
    get("/hazards/{no}", "a major one", planned);
    get("/hazards/{no}/diagram", "a major one", planned + "/diagram");
    get(api + "/hazards/{no}", "a major one", api + planned);
    get(api + "/hazards/{no}/trail", "a major one", api + planned + "/trail");
    writeAct(planned, "治理方案", "draftPlan", api, body);
    writeAct("/hazards/" + folk.majorAt(Act.ACCEPT_AS_PANEL), "验收", "acceptAsPanel", api, body);
    String report = folk.matterAt(Act.REPORT_MAJOR);
    writeAct("/hazards/" + report, "重大隐患上报", "reportMajor", api, body);
  }

  /** As the unit's representative sees an inspection, and nobody of the unit saw it before. */
  private void writeConfirmation(String api, String body) {
    String no = folk.inspectionAt(Act.RECORD_INSPECTION);
    Map<String, Object> form = folk.formOfInspection(Act.RECORD_INSPECTION, Decision.AGREED);
    form.put("representative", folk.worker.value());
    folk.sign(pendingActs.of(no).get(0), form);
    folk.forward(no);
    String record = "/inspections/" + no;
    get("/inspections/{no}", "to be confirmed", record);
    get("/inspections/{no}/edit", "to be confirmed", record + "/edit");
    get(api + "/inspections/{no}", "to be confirmed", api + record);
    get(api + "/inspections/{no}/trail", "to be confirmed", api + record + "/trail");
    writeAct(record, "被检查单位签字", "confirmInspection", api, body);
  }

  private void writeAct(String page, String about, String act, String api, String body) {
    String of = page.substring(0, page.indexOf('/', 1)) + "/{no}/acts/{act}";
    String path = page + "/acts/" + act;
    String subject = page.substring(page.lastIndexOf('/') + 1);
    String task = "round=1&task=" + pendingActs.of(subject).get(0).taskId();
    get(of, about, path);
    post(of, about, path, task);
    get(api + of, about, api + path);
    post(api + of, about, api + path, body);
    post(api + of + "/paper", about, api + path + "/paper", body);
  }

  private void get(String path) {
    get(path, "", path);
  }

  private void get(String pattern, String about, String path) {
    add("GET " + pattern, about, path, "");
  }

  private void post(String pattern, String about, String path, String body) {
    add("POST " + pattern, about, path, body);
  }

  private void add(String route, String about, String path, String body) {
    rows.add(new Row(route, about, path, body));
  }

  private static Answer ask(Row row, Caller caller, String token) {
    if (row.method().equals("GET")) {
      return caller.get(row.path());
    }
    String file = UPLOADED_AS.get(row.pattern());
    if (file != null) {
      return caller.send(
          "POST",
          row.path(),
          Map.of(
              "Content-Type",
              "multipart/form-data; boundary=----the-boundary-of-a-test",
              "Accept",
              row.pattern().endsWith("import") ? "text/html" : "application/json"),
          Caller.multipart(
              Part.field("_csrf", token),
              new Part(file, "a.bin", "neither".getBytes(StandardCharsets.UTF_8))));
    }
    boolean script = row.pattern().startsWith("/api/");
    String form = row.body() + (row.body().isEmpty() ? "" : "&") + "_csrf=" + token;
    return caller.send(
        row.method(),
        row.path(),
        Map.of("Content-Type", script ? "application/json" : "application/x-www-form-urlencoded"),
        (script ? row.body() : form).getBytes(StandardCharsets.UTF_8));
  }

  private String said(Answer answer) {
    if (answer.status() == 422 && whyNot.stream().anyMatch(answer.text()::contains)) {
      return NO;
    }
    return answer.status() == 302 && answer.header("Location").endsWith("/sign-in")
        ? "in"
        : String.valueOf(answer.status());
  }

  private String table() {
    StringBuilder text =
        new StringBuilder(
            """
            # Who gets which answer

            Every route as everybody relates to what is asked about. Asked and compared by
            `AuthorizationTableTest`; a route without a row, or a cell that is answered otherwise, fails the
            build. It is written with
            `mvn test -Dtest=AuthorizationTableTest -Dbihuan.draw=true`, and read before it is committed.

            What is written is sent with nothing in it: whoever may write is told what is missing (400, 422),
            and whoever may not is refused first (403, 404). `in` sends to the page of signing in. What one
            may not know of is not found (404); what one may see, but not do, is refused (403). `no`: he may not begin
            it here and now, and is told who may and when (422).

            The hazard stands at 整改 with the responsible person, the one of `on-spot` at 即查即改, the one
            of 拒签 and 作废 with the unit that is to sign; the inspection is a draft of the inspector who leads,
            or waits for the unit's representative, who is the responsible person here. The major one waits
            for the unit's plan (治理方案), for its panel of an expert and the two inspectors (验收), or for its
            town to report it.

            """);
    text.append("| | Route |");
    for (Actor actor : Actor.values()) {
      text.append(" ").append(actor.words).append(" |");
    }
    text.append("\n|---|---|").append("---|".repeat(Actor.values().length)).append("\n");
    for (Row row : rows) {
      text.append("| ").append(row.method()).append(" | `").append(row.pattern()).append("`");
      text.append(row.about().isEmpty() ? "" : " " + row.about()).append(" |");
      answers.get(row.key()).values().forEach(said -> text.append(" ").append(said).append(" |"));
      text.append("\n");
    }
    return text.toString();
  }
}
