package io.bihuan.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Route;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks hazards of its own round the loop, each act signed by the demo's person it waits for, until
 * nobody answers any more. What it stands on is carried over to the next life of the application.
 */
final class Walker {
  private static final String SIGNING_PASSWORD = "Qianzi-2026";
  private static final int AT_ONCE = 4;
  private static final Executor SIGNERS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });
  private static final List<Place> PLACES =
      List.of(
          new Place("禾泰纸品包装厂", "zheng", "罗建平", "luo", "qin"),
          new Place("漆语家具厂", "qi", "董文斌", "dong", "qin"),
          new Place("石坎冷冻厂", "he", "冯国安", "feng", "fang"));
  private static final Map<String, String> INSPECTORS = Map.of("zhou", "周明远", "shen", "沈若兰");

  private record Place(
      String unit, String legalRep, String worker, String workerAccount, String townLeader) {}

  /** A hazard of this walker, and where it knows it to stand. */
  private static final class Walk {
    final String no;
    final Place place;
    final String lead;
    @Nullable Act act = Act.REGISTER;
    int round = 1;

    Walk(String no, Place place, String lead) {
      this.no = no;
      this.place = place;
      this.lead = lead;
    }

    String second() {
      return lead.equals("zhou") ? "shen" : "zhou";
    }

    List<String> accounts() {
      return switch (Objects.requireNonNull(act)) {
        case REGISTER, DETERMINE, DELIVER_ORDER -> List.of(lead);
        case SIGN_AS_INSPECTOR, REINSPECT -> List.of(lead, second());
        case SIGN_AS_LEGAL_REP, RECEIVE_ORDER, SELF_CHECK -> List.of(place.legalRep);
        case ENDORSE, ENDORSE_CURE -> List.of(place.townLeader);
        case ISSUE_ORDER -> List.of("lu");
        case RECTIFY -> List.of(place.workerAccount);
        case GRADE_HAZARD, CLOSE_OUT -> List.of("han");
        default -> throw new IllegalStateException("The walk does not come by %s.".formatted(act));
      };
    }
  }

  /** The application is dead or dying: whatever was asked last may have been done or not. */
  static final class Unanswered extends RuntimeException {
    Unanswered(String why) {
      super(why);
    }
  }

  private final String name;
  private final Journal journal;
  private final Random random;
  private final List<Walk> walks = new ArrayList<>();
  private int keys;

  Walker(String name, Journal journal, long seed) {
    this.name = name;
    this.journal = journal;
    this.random = new Random(seed);
  }

  /**
   * @param dying whether an answer that is no 200 may be due to the kill
   */
  void walk(Api api, int cycle, BooleanSupplier dying) {
    try {
      while (true) {
        List<Walk> open = walks.stream().filter(walk -> walk.act != null).toList();
        if (open.size() < AT_ONCE || random.nextInt(8) == 0) {
          report(api, cycle, dying);
        } else {
          step(api, cycle, dying, open.get(random.nextInt(open.size())));
        }
      }
    } catch (Unanswered dead) {
      // So was the plan.
    }
  }

  /** Takes over what the retries said: from here the walk goes on. */
  void learn(Journal.Intent intent, JsonNode receipt) {
    for (Walk walk : walks) {
      if (walk.no.equals(intent.hazard()) || intent.covers().contains(walk.no)) {
        moved(walk, intent, receipt);
      }
    }
  }

  private void report(Api api, int cycle, BooleanSupplier dying) {
    Place place = PLACES.get(random.nextInt(PLACES.size()));
    String lead = random.nextBoolean() ? "zhou" : "shen";
    String photo = upload(api, cycle, dying, lead);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("unit", place.unit);
    body.put("place", name);
    body.put("description", "The exit is blocked, seen by " + name + ".");
    body.put("category", "fire");
    body.put("evidence", List.of(photo));
    JsonNode reported =
        answered(dying, () -> api.post(lead, "/hazards", Api.bytes(body), null), 201).json();
    walks.add(new Walk(reported.get("no").asText(), place, lead));
  }

  private void step(Api api, int cycle, BooleanSupplier dying, Walk walk) {
    Act act = Objects.requireNonNull(walk.act);
    List<Walk> covers = act == Act.ISSUE_ORDER ? siblings(walk) : List.of();
    boolean backward = act.decisions().size() == 2 && covers.isEmpty() && random.nextInt(8) == 0;
    List<CompletableFuture<Void>> signatures = new ArrayList<>();
    for (String account : walk.accounts()) {
      Journal.Intent intent =
          intent(
              api, cycle, dying, walk, account, backward, covers.stream().map(c -> c.no).toList());
      signatures.add(
          CompletableFuture.runAsync(
              () -> {
                journal.intends(intent);
                JsonNode receipt = answered(dying, () -> send(api, intent), 200).json();
                journal.acknowledged(intent, receipt);
                synchronized (this) {
                  learn(intent, receipt);
                }
              },
              SIGNERS));
    }
    try {
      CompletableFuture.allOf(signatures.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Unanswered dead) {
        throw dead;
      }
      throw e;
    }
  }

  static Api.Answer send(Api api, Journal.Intent intent) throws IOException {
    return api.post(
        intent.account(),
        "/hazards/%s/acts/%s".formatted(intent.hazard(), intent.act()),
        intent.body(),
        intent.key());
  }

  private Journal.Intent intent(
      Api api,
      int cycle,
      BooleanSupplier dying,
      Walk walk,
      String account,
      boolean backward,
      List<String> covers) {
    Act act = Objects.requireNonNull(walk.act);
    Decision decision = backward ? County.backwardOf(act) : County.forwardOf(act);
    Map<String, Object> form = form(api, dying, walk, account, decision);
    if (!covers.isEmpty()) {
      form.put("covers", covers);
    }
    boolean shot = act == Act.REINSPECT || act == Act.RECTIFY && !backward;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("round", walk.round);
    body.put("form", form);
    body.put("evidence", shot ? List.of(upload(api, cycle, dying, account)) : List.of());
    body.put("signing", Map.of("password", SIGNING_PASSWORD));
    return new Journal.Intent(
        name + "-" + (++keys),
        cycle,
        walk.no,
        act.id(),
        walk.round,
        account,
        decision.name(),
        covers,
        Api.bytes(body));
  }

  private Map<String, Object> form(
      Api api, BooleanSupplier dying, Walk walk, String account, Decision decision) {
    Act act = Objects.requireNonNull(walk.act);
    Map<String, Object> form = new HashMap<>();
    if (act == Act.REGISTER || act == Act.DETERMINE) {
      String path = "/hazards/%s/acts/%s".formatted(walk.no, act.id());
      JsonNode blank = answered(dying, () -> api.get(account, path), 200).json();
      if (act == Act.REGISTER) {
        blank.get("prefill").fields().forEachRemaining(e -> form.put(e.getKey(), e.getValue()));
        return form;
      }
      JsonNode choices = blank.get("choices");
      form.put("responsible", named(choices.get("responsible"), walk.place.worker));
      form.put(
          "secondInspector", named(choices.get("secondInspector"), INSPECTORS.get(walk.second())));
      form.put("measures", "Clear the exit.");
      form.put("standard", "1.4 m wide.");
      form.put("deadline", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(10).toString());
    }
    if (act.decisions().size() == 2) {
      form.put("decision", decision.name());
    }
    switch (act) {
      case GRADE_HAZARD -> form.put("grade", "GENERAL");
      case DELIVER_ORDER -> {
        form.put("manner", "DIRECT");
        form.put("deliveredOn", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
        form.put("opinion", "Seen.");
      }
      case DETERMINE -> form.put("reason", "because");
      case RECTIFY -> form.put("account", "Cleared.");
      case SELF_CHECK -> form.put("conclusion", "Checked.");
      default -> form.put("opinion", "Seen.");
    }
    return form;
  }

  private List<Walk> siblings(Walk walk) {
    return random.nextBoolean()
        ? List.of()
        : walks.stream()
            .filter(other -> other != walk && other.act == Act.ISSUE_ORDER)
            .filter(other -> other.place == walk.place && other.lead.equals(walk.lead))
            .toList();
  }

  private static void moved(Walk walk, Journal.Intent intent, JsonNode receipt) {
    Act signed = Act.of(intent.act()).orElseThrow();
    boolean backward = Decision.valueOf(intent.decision()).isBackward();
    boolean stillThere = receipt.path("nowAt").asText("").equals(signed.id());
    if (walk.act != signed || walk.round != intent.round() || stillThere) {
      return;
    }
    walk.act = Route.GENERAL.after(signed, backward).orElse(null);
    if (signed.opensRound(backward)) {
      walk.round++;
    }
  }

  private String upload(Api api, int cycle, BooleanSupplier dying, String account) {
    byte[] photo = County.aPhoto();
    JsonNode stored = answered(dying, () -> api.upload(account, photo), 201).json();
    String id = stored.get("id").asText();
    journal.uploaded(new Journal.Upload(id, cycle, stored.get("shownSha256").asText(), account));
    return id;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String named(JsonNode choices, String name) {
    var fields = choices.fields();
    while (fields.hasNext()) {
      var field = fields.next();
      if (field.getValue().asText().startsWith(name)) {
        return field.getKey();
      }
    }
    throw new AssertionError(name + " is not among " + choices);
  }

  private interface Question {
    Api.Answer ask() throws IOException;
  }

  private static Api.Answer answered(BooleanSupplier dying, Question question, int expected) {
    Api.Answer answer;
    try {
      answer = question.ask();
    } catch (IOException e) {
      if (dying.getAsBoolean()) {
        throw new Unanswered(e.toString());
      }
      throw new AssertionError("No answer from a living application", e);
    }
    if (answer.status() != expected) {
      if (dying.getAsBoolean()) {
        throw new Unanswered(answer.text());
      }
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer;
  }
}
