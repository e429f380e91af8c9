package io.bihuan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.SignedAct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the application while people sign, and compares what it answered with what it still knows.
 * On PostgreSQL every third cycle kills the database server first.
 */
@Tag("database")
class KillNineTest {
  private static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("bihuan.test.database"));
  private static final int CYCLES = Boolean.getBoolean("bihuan.long") ? 10 : 1;
  private static final int UNDER_WAY = Boolean.getBoolean("bihuan.long") ? 25 : 1;
  private static final int WALKERS = 6;
  private static final long SEED = Long.getLong("bihuan.seed", System.nanoTime());
  private static final List<String> PEOPLE =
      List.of(
          "zhou", "shen", "han", "lu", "qin", "fang", "zheng", "wu", "luo", "qi", "dong", "he",
          "feng");

  @TempDir static Path directory;

  private final Random random = new Random(SEED);
  private final Journal journal = new Journal(directory.resolve("journal"));
  private final List<Walker> walkers = new ArrayList<>();
  private int starts;
  private int doneUnanswered;
  private int undoneUnanswered;

  @Test
  void noAcknowledgedActIsLostOrDoubled() throws Exception {
    String database = POSTGRESQL ? "PostgreSQL" : "H2";
    System.out.printf("kill -9 on %s: seed %d%n", database, SEED);
    for (int walker = 0; walker < WALKERS; walker++) {
      walkers.add(new Walker("w" + walker, journal, random.nextLong()));
    }
    Files.createDirectories(directory.resolve("work"));
    int signed = 0;
    try (Store store = POSTGRESQL ? new Store.Server(directory) : new Store.OneFile(directory)) {
      Node node = start(store);
      try {
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
          int before = journal.acknowledgements();
          int moment = 300 + random.nextInt(5700);
          boolean server = cycle % 3 == 0;
          loadUntilKilled(node, store, cycle, moment, server);
          try (Connection all = store.whenNobodyRuns()) {
            new Books(all, directory.resolve("evidence")).audit();
          }
          int unanswered = journal.unanswered().size();
          node = start(store);
          Api api = new Api(node.port());
          compare(api, cycle);
          System.out.printf(
              "kill -9 on %s: cycle %d after %d ms%s, acknowledged %d, unanswered %d, lost 0%n",
              database,
              cycle,
              moment,
              server && POSTGRESQL ? " (the server too)" : "",
              journal.acknowledgements() - before - unanswered,
              unanswered);
        }
        node.stop();
        try (Connection all = store.whenNobodyRuns()) {
          signed = new Books(all, directory.resolve("evidence")).audit();
        }
      } finally {
        node.stop();
      }
    }
    System.out.printf(
        "kill -9 on %s: cycles %d, acts acknowledged %d, unanswered %d (done %d, not done %d),"
            + " photos acknowledged %d, signed in all %d, lost 0, doubled 0%n",
        database,
        CYCLES,
        journal.intents().size() - doneUnanswered - undoneUnanswered,
        doneUnanswered + undoneUnanswered,
        doneUnanswered,
        undoneUnanswered,
        journal.uploads().size(),
        signed);
    assertThat(journal.acknowledgements()).isPositive();
  }

  private Node start(Store store) throws IOException, InterruptedException {
    Map<String, String> properties = new LinkedHashMap<>(store.properties());
    properties.put("spring.profiles.active", "demo");
    properties.put("bihuan.demo.database", properties.get("bihuan.database.url"));
    properties.put("server.port", "0");
    properties.put("bihuan.signing.pepper", directory.resolve("pepper").toString());
    properties.put("bihuan.signing.allow-cheap-keys", "true");
    properties.put("bihuan.signing.memory-kib", "256");
    properties.put("bihuan.signing.iterations", "1");
    properties.put("bihuan.evidence.directory", directory.resolve("evidence").toString());
    return Node.start(
        directory.resolve("work"), directory.resolve("said-" + (++starts)), properties);
  }

  private void loadUntilKilled(Node node, Store store, int cycle, int moment, boolean server)
      throws Exception {
    Api api = new Api(node.port());
    AtomicBoolean dying = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(WALKERS);
    try {
      List<Future<?>> load =
          walkers.stream()
              .<Future<?>>map(w -> threads.submit(() -> w.walk(api, cycle, dying::get)))
              .toList();
      // A cold start answers slowly: the moment counts from where the load is under way.
      int underWay = journal.acknowledgements() + UNDER_WAY;
      while (journal.acknowledgements() < underWay && load.stream().noneMatch(Future::isDone)) {
        Thread.sleep(10);
      }
      Thread.sleep(moment);
      dying.set(true);
      boolean restart = server && store.killServer();
      if (restart) {
        Thread.sleep(random.nextInt(1000));
      }
      node.kill();
      for (Future<?> walk : load) {
        walk.get(2, TimeUnit.MINUTES);
      }
      if (restart) {
        store.restartServer();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * The oracle: everything acknowledged is there once, and the rest is there once or not at all.
   */
  private void compare(Api api, int cycle) throws IOException {
    List<Journal.Intent> ofCycle =
        journal.intents().stream().filter(intent -> intent.cycle() == cycle).toList();
    Set<String> touched = new TreeSet<>();
    ofCycle.forEach(
        intent -> {
          touched.add(intent.hazard());
          touched.addAll(intent.covers());
        });
    for (String no : touched) {
      List<JsonNode> trail = trail(api, no);
      for (Journal.Intent intent : on(no, false)) {
        assertAcknowledged(intent, trail);
      }
      assertThat(found(trail))
          .as("signed without an intent or twice, on " + no)
          .isSubsetOf(intended(no));
    }
    for (Journal.Intent intent : journal.unanswered()) {
      int before = trail(api, intent.hazard()).size();
      JsonNode receipt = ok(Walker.send(api, intent));
      boolean done = trail(api, intent.hazard()).size() == before;
      assertThat(ok(Walker.send(api, intent))).as("the same answer again").isEqualTo(receipt);
      journal.acknowledged(intent, receipt);
      assertAcknowledged(intent, trail(api, intent.hazard()));
      walkers.forEach(walker -> walker.learn(intent, receipt));
      if (done) {
        doneUnanswered++;
      } else {
        undoneUnanswered++;
      }
    }
    for (String no : touched) {
      assertThat(found(trail(api, no)))
          .as("after every retry, on " + no)
          .containsExactlyInAnyOrderElementsOf(intended(no));
    }
    Journal.Intent any = ofCycle.get(random.nextInt(ofCycle.size()));
    assertThat(ok(Walker.send(api, any)))
        .as("an old key, sent again")
        .isEqualTo(journal.receipt(any));
    for (Journal.Upload upload : journal.uploads()) {
      if (upload.cycle() == cycle) {
        Api.Answer photo = api.get(upload.account(), "/evidence/" + upload.id());
        assertThat(photo.status()).as(photo.text()).isEqualTo(200);
        assertThat(Walker.sha256(photo.bytes())).isEqualTo(upload.shownSha256());
      }
    }
    compareWaiting(api);
  }

  /** Every open hazard waits for somebody, at the act where it stands, and for nobody elsewhere. */
  private static void compareWaiting(Api api) throws IOException {
    Map<String, String> standing = new TreeMap<>();
    String path = "/hazards?size=200";
    for (String next = ""; next != null; ) {
      JsonNode page = ok(api.get("zhou", path + next));
      for (JsonNode hazard : page.get("items")) {
        if (!hazard.get("act").isNull()) {
          standing.put(
              hazard.get("no").asText(),
              hazard.get("act").asText() + " " + hazard.get("round").asText());
        }
      }
      next = page.get("next").isNull() ? null : "&before=" + page.get("next").asText();
    }
    Map<String, String> waiting = new TreeMap<>();
    for (String account : PEOPLE) {
      for (JsonNode act : ok(api.get(account, "/acts")).get("items")) {
        waiting.merge(
            act.get("subject").asText(),
            act.get("act").asText() + " " + act.get("round").asText(),
            (one, other) -> {
              assertThat(other).isEqualTo(one);
              return one;
            });
      }
    }
    assertThat(waiting).isEqualTo(standing);
  }

  private void assertAcknowledged(Journal.Intent intent, List<JsonNode> trail) {
    JsonNode receipt = journal.receipt(intent);
    if (receipt == null) {
      return;
    }
    List<JsonNode> same =
        trail.stream().filter(act -> act.get("leafHash").equals(receipt.get("leafHash"))).toList();
    assertThat(same).as("acknowledged as %s", intent.key()).hasSize(1);
    assertThat(same.get(0).get("seq")).isEqualTo(receipt.get("seq"));
    assertThat(line(same.get(0))).isEqualTo(line(intent, intent.hazard()));
  }

  private static List<JsonNode> trail(Api api, String no) throws IOException {
    List<JsonNode> trail = new ArrayList<>();
    ok(api.get("zhou", "/hazards/" + no + "/trail")).get("items").forEach(trail::add);
    String previous = SignedAct.NO_ACT_BEFORE;
    for (int seq = 1; seq <= trail.size(); seq++) {
      JsonNode act = trail.get(seq - 1);
      Leaf leaf =
          new Leaf(
              act.get("alg").asText(),
              act.get("keyId").asText(),
              act.get("payload").asText(),
              act.get("signature").asText());
      assertThat(act.get("seq").asInt()).as(no).isEqualTo(seq);
      assertThat(act.get("prevHash").asText()).as(no + " " + seq).isEqualTo(previous);
      assertThat(act.get("leafHash").asText()).as(no + " " + seq).isEqualTo(leaf.hash());
      previous = leaf.hash();
    }
    return trail;
  }

  private List<Journal.Intent> on(String no, boolean covered) {
    return journal.intents().stream()
        .filter(intent -> intent.hazard().equals(no) || covered && intent.covers().contains(no))
        .toList();
  }

  /** What may be signed on a hazard; an act that came back stands there once for each time. */
  private List<String> intended(String no) {
    return numbered(on(no, true).stream().map(intent -> line(intent, no)).toList());
  }

  private static List<String> found(List<JsonNode> trail) {
    return numbered(trail.stream().map(KillNineTest::line).toList());
  }

  private static List<String> numbered(List<String> lines) {
    Map<String, Integer> times = new HashMap<>();
    return lines.stream().map(line -> line + " #" + times.merge(line, 1, Integer::sum)).toList();
  }

  private static String line(Journal.Intent intent, String no) {
    return String.join(
        " ", no, intent.act(), "" + intent.round(), intent.account(), intent.decision());
  }

  private static String line(JsonNode act) {
    Map<?, ?> payload = CanonicalJson.read(act.get("payload").asText());
    Map<?, ?> signer = (Map<?, ?>) payload.get("signer");
    return String.join(
        " ",
        String.valueOf(payload.get("subject")),
        act.get("act").asText(),
        act.get("round").asText(),
        String.valueOf(signer == null ? null : signer.get("account")),
        act.get("decision").asText());
  }

  private static JsonNode ok(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
