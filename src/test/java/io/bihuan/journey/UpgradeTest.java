package io.bihuan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.people.SigningKey;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.SignedAct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The database of the thin loop's release, with hazards at every act, under this one: each stands
 * where it stood, and is signed by the people of then until it is closed out. A hazard finishes on
 * the diagram it began on.
 */
@Tag("database")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {
  private static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("bihuan.test.database"));
  private static final int LONGEST_WAY = 40;
  private static final List<String> ACTS =
      List.of(
          "register",
          "determine",
          "signAsInspector",
          "signAsLegalRep",
          "endorse",
          "issueOrder",
          "rectify",
          "selfCheck",
          "reinspect",
          "closeOut");

  @TempDir static Path directory;
  private static StoredSite site;
  private static JsonNode standing;
  private static Node node;

  @BeforeAll
  static void startThisRelease() throws Exception {
    site = StoredSite.unpack("thin-loop", directory, POSTGRESQL);
    standing = site.standing();
    node = site.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (node != null) {
      node.stop();
    }
    if (site != null) {
      site.close();
    }
  }

  @Test
  @Order(1)
  void everyHazardStandsWhereItStood() {
    assertThat(hazards().map(line -> line.get("act").asText()).toList()).containsAll(ACTS);
    Map<String, Set<String>> waiting = new TreeMap<>();
    accounts()
        .forEach(
            account ->
                waitingFor(account)
                    .forEach(
                        act ->
                            waiting
                                .computeIfAbsent(place(act, "subject"), any -> new TreeSet<>())
                                .add(account)));
    Map<String, Set<String>> waited = new TreeMap<>();
    hazards()
        .filter(UpgradeTest::isOpen)
        .forEach(
            line -> waited.put(place(line, "no"), new TreeSet<>(texts(line.get("waitingFor")))));
    assertThat(waiting).isEqualTo(waited);
    hazards()
        .forEach(
            line -> {
              JsonNode hazard = ok(script(inspector()).get(path(line)));
              assertThat(hazard.get("act")).as(how(line)).isEqualTo(line.get("act"));
              assertThat(hazard.get("round")).as(how(line)).isEqualTo(line.get("round"));
              assertThat(hashes(line)).as(how(line)).isEqualTo(texts(line.get("signed")));
            });
  }

  @Test
  @Order(2)
  void whatWasAnsweredBeforeIsAnsweredAlikeAfterwards() {
    JsonNode answered = standing.get("answered");
    Answer again =
        script(answered.get("account").asText())
            .post(
                answered.get("path").asText(),
                answered.get("body"),
                Map.of("Idempotency-Key", answered.get("key").asText()));
    JsonNode then = answered.get("answer");
    JsonNode now = ok(again);
    assertThat(now.get("subject")).isEqualTo(then.get("hazard"));
    then.fieldNames()
        .forEachRemaining(
            field -> {
              if (!field.equals("hazard")) {
                assertThat(now.get(field)).as(field).isEqualTo(then.get(field));
              }
            });
  }

  @Test
  @Order(3)
  void whatWasImportedAndTakenUpIsStillThere() {
    Caller browser = Caller.browser(node.port(), inspector());
    assertThat(browser.get("/hazards/history").text()).contains("共 1 条", "已清理");
    hazards()
        .forEach(
            line -> {
              for (JsonNode photo : ok(script(inspector()).get(path(line))).get("evidence")) {
                Answer bytes =
                    script(inspector()).get("/api/v1/evidence/" + photo.get("id").asText());
                assertThat(bytes.status()).as(how(line)).isEqualTo(200);
                assertThat(bytes.type()).isEqualTo("image/jpeg");
                assertThat(original(photo.get("sha256").asText())).isTrue();
              }
            });
    Caller administrator = Caller.browser(node.port(), standing.get("administrator").asText());
    assertThat(administrator.get("/people").text()).contains(inspector());
  }

  private static boolean original(String sha256) {
    Path file = site.evidence().resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    try {
      return Walker.sha256(Files.readAllBytes(file)).equals(sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Order(4)
  void everyHazardIsSignedToItsCloseOut() throws Exception {
    everybodySigns(UpgradeTest::stoodAtAnAct, true);
    int moves = 0;
    while (everybodySigns(line -> true, false)) {
      assertThat(++moves).isLessThan(LONGEST_WAY);
    }
    String begun = begin();
    node.stop();

    List<String> nos = hazards().map(line -> line.get("no").asText()).toList();
    try (Connection all = site.whenNobodyRuns()) {
      assertThat(
              rows(all, "select no from bihuan.hazard where closed_out_at is not null order by no"))
          .isEqualTo(nos.stream().sorted().toList());
      assertThat(
              rows(
                  all,
                  """
                  select distinct d.version_ from engine.act_hi_procinst i
                    join engine.act_re_procdef d on d.id_ = i.proc_def_id_
                   where i.business_key_ in (select no from bihuan.hazard where closed_out_at is not null)
                  """))
          .as("versions of the diagram that they finished on")
          .containsExactly("1");
      assertThat(
              rows(
                  all,
                  "select d.version_ from engine.act_ru_execution e join engine.act_re_procdef d"
                      + " on d.id_ = e.proc_def_id_ where e.parent_id_ is null and"
                      + " e.business_key_ = '"
                      + begun
                      + "'"))
          .as("the version of the diagram that a new one begins on")
          .isEqualTo(
              rows(
                  all,
                  "select max(version_) from engine.act_re_procdef"
                      + " where key_ = 'hazard-rectification'"));
      assertThat(
              rows(
                  all,
                  """
                  select "version" from bihuan."flyway_schema_history"
                   where "success" and "version" is not null order by "installed_rank"
                  """))
          .isEqualTo(migrations());
      verify(all);
      new Books(all, site.evidence()).audit();
    }
  }

  /** A hazard of this release among those of the one before. */
  private static String begin() {
    JsonNode reported =
        script(inspector())
            .post(
                "/api/v1/hazards",
                Map.of(
                    "unit", standing.get("unit").asText(),
                    "place", "Gate",
                    "description", "Seen after the upgrade.",
                    "category", "fire",
                    "evidence", List.of(photo(inspector()))))
            .json();
    return reported.get("no").asText();
  }

  /** Back once from every act, for the ways back are drawn too. */
  private static boolean stoodAtAnAct(JsonNode line) {
    return how(line).startsWith("stands at") && !line.get("act").asText().equals("register");
  }

  /** Everybody signs what waits for him, once; answers whether anybody had anything to sign. */
  private static boolean everybodySigns(Predicate<JsonNode> which, boolean backward) {
    Map<String, JsonNode> lines = new HashMap<>();
    hazards().filter(which).forEach(line -> lines.put(line.get("no").asText(), line));
    Map<String, List<JsonNode>> waiting = new TreeMap<>();
    accounts().forEach(account -> waiting.put(account, waitingFor(account)));
    AtomicBoolean signed = new AtomicBoolean();
    waiting.entrySet().parallelStream()
        .forEach(
            ofOne -> {
              for (JsonNode act : ofOne.getValue()) {
                JsonNode line = lines.get(act.get("subject").asText());
                if (line != null) {
                  sign(line, ofOne.getKey(), act, backward);
                  signed.set(true);
                }
              }
            });
    return signed.get();
  }

  private static void sign(JsonNode line, String account, JsonNode waiting, boolean backward) {
    Act act = Act.of(waiting.get("act").asText()).orElseThrow();
    String path = path(line) + "/acts/" + act.id();
    Map<String, Object> form = new HashMap<>();
    if (act != Act.REGISTER) {
      form.put("decision", (backward ? County.backwardOf(act) : County.forwardOf(act)).name());
    }
    switch (act) {
      case REGISTER -> {
        ok(script(account).get(path))
            .get("prefill")
            .fields()
            .forEachRemaining(field -> form.put(field.getKey(), field.getValue()));
        form.put("unit", standing.get("unit").asText());
        form.put("category", "fire");
      }
      case DETERMINE -> {
        form.put("measures", "Clear the exit.");
        form.put("standard", "1.4 m wide.");
        form.put("deadline", "2099-12-31");
        form.put("responsible", standing.get("worker").asText());
        form.put(
            "secondInspector",
            standing.get("accounts").get(standing.get("colleague").asText()).asText());
        form.put("reason", "because");
      }
      case RECTIFY -> form.put("account", "Cleared.");
      case SELF_CHECK -> form.put("conclusion", "Checked.");
      default -> form.put("opinion", "Seen.");
    }
    boolean shot =
        act == Act.REINSPECT
            || act == Act.RECTIFY && !backward
            || act == Act.REGISTER && how(line).startsWith("imported");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("round", waiting.get("round").asInt());
    body.put("form", form);
    body.put("evidence", shot ? List.of(photo(account)) : List.of());
    body.put("signing", Map.of("password", standing.get("signingPassword").asText()));
    Answer answer = script(account).post(path, body);
    assertThat(answer.status())
        .as("%s: %s by %s: %s", how(line), act, account, answer.text())
        .isEqualTo(200);
  }

  /** Every signature, those of then and those of now, by the keys that are kept with them. */
  private static void verify(Connection all) throws SQLException {
    Map<String, SigningKey> keys = new HashMap<>();
    try (Statement statement = all.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select key_id, person_id, alg, public_key from bihuan.signing_key")) {
      while (row.next()) {
        keys.put(
            row.getString(1),
            new SigningKey(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                "",
                "",
                0,
                0,
                0,
                Instant.EPOCH,
                null));
      }
    }
    int verified = 0;
    try (Statement statement = all.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select key_id, alg, payload, signature, signer_id from ledger.signed_act")) {
      while (row.next()) {
        Leaf leaf =
            new Leaf(row.getString(2), row.getString(1), row.getString(3), row.getString(4));
        SigningKey key = keys.get(row.getString(1));
        assertThat(key.personId()).isEqualTo(row.getString(5));
        assertThat(key.verifies(leaf.signingInput(), Base64.getDecoder().decode(leaf.signature())))
            .as(leaf.payload())
            .isTrue();
        verified++;
      }
    }
    int signedThen = hazards().mapToInt(line -> line.get("signed").size()).sum();
    assertThat(verified).isGreaterThan(signedThen).isGreaterThan(100);
  }

  private static List<String> migrations() throws Exception {
    List<Integer> versions = new ArrayList<>();
    for (Resource script :
        new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql")) {
      versions.add(Integer.valueOf(script.getFilename().replaceAll("V(\\d+)__.*", "$1")));
    }
    return versions.stream().sorted().map(String::valueOf).toList();
  }

  private static List<String> hashes(JsonNode line) {
    List<String> hashes = new ArrayList<>();
    String previous = SignedAct.NO_ACT_BEFORE;
    for (JsonNode act : ok(script(inspector()).get(path(line) + "/trail")).get("items")) {
      assertThat(act.get("prevHash").asText()).as(how(line)).isEqualTo(previous);
      previous = act.get("leafHash").asText();
      hashes.add(previous);
    }
    return hashes;
  }

  private static Stream<JsonNode> hazards() {
    return stream(standing.get("hazards"));
  }

  private static Stream<String> accounts() {
    List<String> accounts = new ArrayList<>();
    standing.get("accounts").fieldNames().forEachRemaining(accounts::add);
    return accounts.stream();
  }

  private static List<JsonNode> waitingFor(String account) {
    return stream(ok(script(account).get("/api/v1/acts")).get("items")).toList();
  }

  private static String photo(String account) {
    Answer stored =
        script(account).upload("/api/v1/evidence", new Part("file", "a.png", County.aPhoto()));
    assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    return stored.json().get("id").asText();
  }

  private static Caller script(String account) {
    return Caller.script(node.port(), account, standing.get("loginPassword").asText());
  }

  private static String inspector() {
    return standing.get("inspector").asText();
  }

  private static String how(JsonNode line) {
    return line.get("how").asText() + " ";
  }

  private static boolean isOpen(JsonNode line) {
    return !line.get("act").isNull();
  }

  private static String path(JsonNode line) {
    return "/api/v1/hazards/" + line.get("no").asText();
  }

  private static String place(JsonNode of, String no) {
    return of.get(no).asText() + " " + of.get("act").asText() + " " + of.get("round").asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items.stream();
  }

  private static List<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::asText).toList();
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> rows(Connection all, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = all.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
