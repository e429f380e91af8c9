package io.bihuan.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.TestDatabase;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refused;
import io.bihuan.workflow.EngineRows;
import io.bihuan.workflow.Standing;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.web.context.WebApplicationContext;

/**
 * Eight faults of a system that advertises signatures and keeps none of what they promise. Each is
 * one test here that would catch it.
 */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class PeerFaultsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] ED25519 = HEX.parseHex("302a300506032b6570032100");
  private static final Pattern PREV = Pattern.compile("\"prev\":\"([0-9a-f]{64})\"");

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired TaskService tasks;
  @Autowired EngineRows engine;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired WebApplicationContext context;

  private Folk folk;
  private HazardNo closed;

  @BeforeAll
  void closeAHazardOut() {
    folk = county.found();
    closed = folk.standingAt(Act.REINSPECT);
    folk.backward(closed);
    folk.driveTo(closed, Act.CLOSE_OUT);
    folk.forward(closed);
  }

  /** 1. The signer came from the body of the request. */
  @Test
  void whoSignsIsWhoIsSignedInAndNobodyElseCanBeNamed() throws Exception {
    assertThat(ActRequest.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("sign"));
    MockMvc web = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    HazardNo no = folk.standingAt(Act.ENDORSE);
    String leader = folk.townLeader.value();
    String signing = "\"signing\":{\"password\":\"" + County.SIGNING_PASSWORD + "\"}";
    for (String named :
        List.of(
            "{\"round\":1,\"signerId\":\"" + leader + "\",\"form\":{\"decision\":\"AGREED\"},",
            "{\"round\":1,\"form\":{\"decision\":\"AGREED\",\"signerId\":\"" + leader + "\"},",
            "{\"round\":1,\"signer\":{\"person\":\"" + leader + "\"},\"form\":{},")) {
      web.perform(
              post("/api/v1/hazards/{no}/acts/endorse", no)
                  .with(httpBasic(folk.account(folk.townLeader), County.LOGIN_PASSWORD))
                  .contentType(MediaType.APPLICATION_JSON)
                  .content(named + signing + "}"))
          .andExpect(status().isBadRequest())
          .andExpect(jsonPath("$.errors[0].code").value("refused.unknownField"));
    }
    String body = "{\"round\":1,\"form\":{\"decision\":\"AGREED\"}," + signing + "}";
    web.perform(
            post("/api/v1/hazards/{no}/acts/endorse", no)
                .with(httpBasic(folk.account(folk.leader), County.LOGIN_PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body))
        .andExpect(status().isForbidden());
    standing.isAt(no, Act.ENDORSE, 1);
    web.perform(
            post("/api/v1/hazards/{no}/acts/endorse", no)
                .with(httpBasic(folk.account(folk.townLeader), County.LOGIN_PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body))
        .andExpect(status().isOk());
    standing.isAt(no, Act.ISSUE_ORDER, 1);
    assertThat(last(no).signerId()).isEqualTo(leader);
  }

  /** 2. Only the acceptance was signed. */
  @Test
  void everyTaskTheEngineEverOpenedWasSignedNotOnlyTheLast() {
    List<String> done = engine.everyTask(closed.value());
    assertThat(done).hasSize(20);
    assertThat(ledger.of(closed.value()))
        .extracting(SignedAct::taskId)
        .containsExactlyInAnyOrderElementsOf(done);
  }

  /** 3. "A failed signature does not stop the process": the hazard was closed unsigned. */
  @Test
  void anActWhoseSignatureFailsDoesNotHappen() {
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    ActRequest request = folk.request(pending, Decision.AGREED);
    String wrapped =
        jdbc.queryForObject(
            "select wrapped_key from signing_key where person_id = ?",
            String.class,
            folk.chief.value());
    // A key that belongs to another person does not open, whoever knows which password.
    jdbc.update(
        """
        update signing_key
           set wrapped_key = (select k.wrapped_key from signing_key k where k.person_id = ?)
         where person_id = ?
        """,
        folk.leader.value(),
        folk.chief.value());
    assertThatThrownBy(
            () -> signing.sign(folk.as(folk.chief), request, County.SIGNING_PASSWORD, null))
        .isInstanceOf(RuntimeException.class);
    standing.isAt(no, Act.CLOSE_OUT, 1);
    jdbc.update(
        "update signing_key set wrapped_key = ? where person_id = ?", wrapped, folk.chief.value());

    // And one that the ledger does not take is no signature either.
    SignedAct before = last(no);
    String taken =
        "insert into ledger.signed_act (subject, seq, task_id, act, round, step,"
            + " decision, signer_id, key_id, alg, payload, signature, prev_hash, leaf_hash, signed_at)"
            + " select subject, seq + 1, 'taken-' || task_id, act, round, step, decision, signer_id,"
            + " key_id, alg, payload, signature, prev_hash, ?, signed_at from ledger.signed_act"
            + " where subject = ? and seq = ?";
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          jdbc.update(taken, "f".repeat(64), no.value(), before.seq());
          hazards.lock(no);
          assertThatThrownBy(() -> ledger.append(copyOf(before, before.seq() + 1)))
              .isInstanceOf(DataAccessException.class);
        });
    standing.isAt(no, Act.CLOSE_OUT, 1);
    assertThat(last(no)).isEqualTo(before);
    signing.sign(folk.as(folk.chief), request, County.SIGNING_PASSWORD, null);
    standing.isClosedOut(no);
  }

  /** 4. What had been hashed contained the moment of hashing and was not kept. */
  @Test
  void everyHashAndEverySignatureIsRecomputedFromTheStoredBytesWithoutOurCode() {
    List<Map<String, Object>> rows = rows("ledger.signed_act", closed);
    assertThat(rows).hasSize(20);
    assertThat(firstFault(rows, rows.size())).isEmpty();
  }

  /** 5. The function that verifies had no caller. */
  @Test
  void aSignatureIsVerifiedWhereItCountsBeforeTheTaskEnds() {
    HazardNo no = folk.standingAt(Act.ENDORSE);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    SignedAct genuine =
        ledger.of(closed.value()).stream()
            .filter(signed -> signed.act().equals("ENDORSE"))
            .findFirst()
            .orElseThrow();
    byte[] bytes = Base64.getDecoder().decode(genuine.signature());
    bytes[9] ^= 1;
    String broken = Base64.getEncoder().encodeToString(bytes);
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          ledger.append(
              new SignedAct(
                  no.value(),
                  last(no).seq() + 1,
                  pending.taskId(),
                  "ENDORSE",
                  1,
                  pending.step(),
                  "AGREED",
                  folk.townLeader.value(),
                  genuine.keyId(),
                  genuine.alg(),
                  genuine.payload(),
                  broken,
                  last(no).leafHash(),
                  "e".repeat(64),
                  genuine.signedAt()));
          pendingActs.signed(pending);
          subjects.move(hazards.get(no), false, genuine.signedAt());
          assertThatThrownBy(() -> tasks.complete(pending.taskId()))
              .hasStackTraceContaining("the signature does not verify");
        });
    standing.isAt(no, Act.ENDORSE, 1);
    assertThat(
            jdbc.queryForList(
                "select path from ledger.refused_attempt where task_id = ?",
                String.class,
                pending.taskId()))
        .contains("engine:complete");
  }

  /** 6. Hashes were neither keyed nor chained. */
  @Test
  void whateverIsChangedOrTakenOutOfTheTrailShows() throws SQLException {
    List<Map<String, Object>> whole = rows("ledger.signed_act", closed);
    int acts = whole.size();
    for (int i = 0; i < acts; i++) {
      int at = i;
      assertThat(firstFault(changed(whole, rows -> rows.remove(at)), acts))
          .as("without %d", i)
          .isPresent();
      assertThat(
              firstFault(
                  changed(
                      whole,
                      rows ->
                          edit(rows.get(at), "payload", p -> p.replace("127.0.0.1", "127.0.0.2"))),
                  acts))
          .as("payload of %d", i)
          .isPresent();
      // Whoever recomputes the hash after his edit still has no signature, and no next link.
      assertThat(
              firstFault(
                  changed(
                      whole,
                      rows -> {
                        Map<String, Object> row = rows.get(at);
                        edit(row, "payload", p -> p.replace("\"v\":\"2\"", "\"v\":\"1\""));
                        row.put("leaf_hash", leafHash(row));
                      }),
                  acts))
          .as("rehashed %d", i)
          .isPresent();
      assertThat(
              firstFault(
                  changed(whole, rows -> edit(rows.get(at), "signature", PeerFaultsTest::flipped)),
                  acts))
          .as("signature of %d", i)
          .isPresent();
    }
    assertThat(firstFault(changed(whole, rows -> rows.add(rows.get(0))), acts)).isPresent();

    // The same with the rights of the owner, on a copy: his hand leaves the same traces.
    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("create table ledger.copied as select * from ledger.signed_act");
      statement.execute("grant select on ledger.copied to bihuan_app");
      try {
        assertThat(firstFault(rows("ledger.copied", closed), acts)).isEmpty();
        statement.execute(
            "update ledger.copied set payload = replace(payload, '\"decision\":\"SENT_BACK\"',"
                + " '\"decision\":\"PASSED\"') where subject = '"
                + closed
                + "'");
        assertThat(firstFault(rows("ledger.copied", closed), acts)).isPresent();
      } finally {
        statement.execute("drop table ledger.copied");
      }
    }
  }

  /** 7. Deleting a hazard deleted its signatures, and an administrator's button did it. */
  @Test
  void nothingIsDeletedAndNothingGoesWithIt() throws SQLException, IOException {
    HazardNo registered = folk.standingAt(Act.DETERMINE);
    for (HazardNo no : List.of(closed, registered)) {
      assertThatThrownBy(() -> jdbc.update("delete from hazard where no = ?", no.value()))
          .isInstanceOf(DataAccessException.class);
    }
    for (PersonId person : List.of(folk.inspector, folk.worker, folk.chief)) {
      assertThatThrownBy(() -> jdbc.update("delete from person where id = ?", person.value()))
          .isInstanceOf(DataAccessException.class);
    }
    for (String table :
        List.of(
            "evidence",
            "signing_key",
            "verification",
            "close_out",
            "rectification_order_item",
            "four_determinations",
            "ledger.signed_act",
            "ledger.refused_attempt")) {
      assertThatThrownBy(() -> jdbc.update("delete from " + table))
          .as(table)
          .isInstanceOf(DataAccessException.class);
    }
    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      // As the owner, too: no key of the schema takes children along.
      try (var rules =
          statement.executeQuery(
              """
              select constraint_name, delete_rule, update_rule
                from information_schema.referential_constraints
               where lower(constraint_schema) in ('bihuan', 'ledger')
              """)) {
        int keys = 0;
        while (rules.next()) {
          keys++;
          assertThat(List.of(rules.getString(2), rules.getString(3)))
              .as(rules.getString(1))
              .allMatch(rule -> rule.equals("NO ACTION") || rule.equals("RESTRICT"));
        }
        assertThat(keys).isGreaterThan(20);
      }
      assertThatThrownBy(
              () -> statement.execute("delete from bihuan.hazard where no = '" + closed + "'"))
          .isInstanceOf(SQLException.class);
    }
    try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      List<String> deleting =
          sources
              .filter(Files::isRegularFile)
              .filter(
                  file ->
                      read(file)
                          .matches("(?is).*(@Delete\\b|delete from|truncate table|drop table).*"))
              .map(file -> file.getFileName().toString())
              .toList();
      // 待办 is a work list: a line goes as its act is signed; V5 moves the list as a whole.
      assertThat(deleting).containsExactlyInAnyOrder("PendingActMapper.java", "V5__matter.sql");
    }
    standing.isClosedOut(closed);
  }

  /** 8. The numbers of voided hazards went back into a pool. */
  @Test
  void noNumberIsEverGivenAgain() {
    Folk own = county.found();
    List<String> numbers = new ArrayList<>();
    numbers.add(own.reported().value());
    // One that was rolled back may leave a gap, and gives nothing away twice.
    transaction.executeWithoutResult(
        status -> {
          own.reported();
          status.setRollbackOnly();
        });
    List<List<String>> atOnce =
        Together.call(6, who -> Stream.generate(() -> own.reported().value()).limit(5).toList());
    atOnce.forEach(numbers::addAll);
    HazardNo done = own.standingAt(Act.CLOSE_OUT);
    own.forward(done);
    numbers.add(done.value());
    numbers.add(own.reported().value());
    assertThat(numbers).hasSize(33).doesNotHaveDuplicates();
    assertThatThrownBy(
            () ->
                jdbc.update(
                    """
                    insert into hazard (
                      no, grade, origin, unit_name, area_code, department_id, place, description,
                      found_on, discovered_at, lead_inspector, act, step, round, disclosed)
                    select no, grade, origin, unit_name, area_code, department_id, place,
                           description, found_on, discovered_at, lead_inspector, 'REGISTER', 1, 1,
                           false
                      from hazard where no = ?
                    """,
                    done.value()))
        .isInstanceOf(DataAccessException.class);
  }

  /** 8, for orders: without gaps, for a gap would be an order that somebody made disappear. */
  @Test
  void orderNumbersOfADepartmentHaveNeitherGapsNorTwins() {
    Folk own = county.found();
    List<HazardNo> nos = Stream.generate(() -> own.standingAt(Act.ISSUE_ORDER)).limit(6).toList();
    HazardNo refused = nos.get(5);
    jdbc.update(
        "update four_determinations set deadline = ? where hazard_no = ?",
        LocalDate.of(2020, 1, 1),
        refused.value());
    Together.run(
        6,
        who -> {
          try {
            own.forward(nos.get(who));
          } catch (Refused late) {
            assertThat(nos.get(who)).isEqualTo(refused);
          }
        });
    // Returned by the responsible person and issued anew: a further number, no old one.
    own.backward(nos.get(0));
    own.forward(nos.get(0));
    assertThat(
            jdbc.queryForList(
                "select serial from rectification_order where department_id = ? order by serial",
                Integer.class,
                own.department))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  private SignedAct last(HazardNo no) {
    List<SignedAct> all = ledger.of(no.value());
    return all.get(all.size() - 1);
  }

  private static SignedAct copyOf(SignedAct act, int seq) {
    return new SignedAct(
        act.subject(),
        seq,
        "copy-" + act.taskId(),
        act.act(),
        act.round(),
        act.step(),
        act.decision(),
        act.signerId(),
        act.keyId(),
        act.alg(),
        act.payload(),
        act.signature(),
        act.prevHash(),
        "d".repeat(64),
        act.signedAt());
  }

  /** Rows with the public key beside them, as a stranger would export them. */
  private List<Map<String, Object>> rows(String table, HazardNo no) {
    return jdbc.queryForList(
        "select s.seq, s.alg, s.key_id, s.payload, s.signature, s.prev_hash, s.leaf_hash,"
            + " k.public_key from "
            + table
            + " s left join signing_key k on k.key_id = s.key_id"
            + " where s.subject = ? order by s.seq",
        no.value());
  }

  private static List<Map<String, Object>> changed(
      List<Map<String, Object>> whole, Consumer<List<Map<String, Object>>> how) {
    List<Map<String, Object>> copy = new ArrayList<>();
    whole.forEach(row -> copy.add(copy(row)));
    how.accept(copy);
    return copy;
  }

  /** Its columns are called as the database likes, in capitals or not. */
  private static Map<String, Object> copy(Map<String, Object> row) {
    Map<String, Object> copy = new LinkedCaseInsensitiveMap<>();
    copy.putAll(row);
    return copy;
  }

  private static void edit(Map<String, Object> row, String column, UnaryOperator<String> how) {
    String edited = how.apply(text(row, column));
    assertThat(edited).isNotEqualTo(text(row, column));
    row.put(column, edited);
  }

  private static String flipped(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    bytes[0] ^= 1;
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * An auditor with nothing but a JDK. The number of acts he has from elsewhere: the last link of a
   * chain can be cut off without a trace in the chain itself.
   */
  private static Optional<String> firstFault(List<Map<String, Object>> rows, int acts) {
    String before = "0".repeat(64);
    int seq = 0;
    for (Map<String, Object> row : rows) {
      seq++;
      var prev = PREV.matcher(text(row, "payload"));
      if (!text(row, "seq").equals(String.valueOf(seq))) {
        return Optional.of("gap at " + seq);
      }
      if (!text(row, "prev_hash").equals(before) || !prev.find() || !prev.group(1).equals(before)) {
        return Optional.of("chain broken at " + seq);
      }
      if (!leafHash(row).equals(text(row, "leaf_hash"))) {
        return Optional.of("hash wrong at " + seq);
      }
      if (!isSigned(row)) {
        return Optional.of("signature wrong at " + seq);
      }
      before = text(row, "leaf_hash");
    }
    return seq == acts ? Optional.empty() : Optional.of("cut off after " + seq);
  }

  private static String leafHash(Map<String, Object> row) {
    String leaf =
        "{\"alg\":\"%s\",\"keyId\":\"%s\",\"payload\":%s,\"sig\":\"%s\"}"
            .formatted(
                text(row, "alg"),
                text(row, "key_id"),
                text(row, "payload"),
                text(row, "signature"));
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((byte) 0);
      return HEX.formatHex(sha256.digest(leaf.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSigned(Map<String, Object> row) {
    byte[] raw = Base64.getDecoder().decode(text(row, "public_key"));
    byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + raw.length);
    System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(("hazard-act/v1\n" + text(row, "payload")).getBytes(UTF_8));
      return verifier.verify(Base64.getDecoder().decode(text(row, "signature")));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String text(Map<String, Object> row, String column) {
    return String.valueOf(row.get(column));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException binary) {
      return "";
    }
  }
}
