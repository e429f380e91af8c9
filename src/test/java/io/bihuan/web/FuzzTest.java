package io.bihuan.web;

import static io.bihuan.web.SayingNo.API;
import static io.bihuan.web.SayingNo.TALE_TOLD;
import static io.bihuan.web.SayingNo.body;
import static io.bihuan.web.SayingNo.bytes;
import static io.bihuan.web.SayingNo.quoted;
import static io.bihuan.web.SayingNo.seeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Some hundred requests that nobody thought of, over every route. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FuzzTest {
  private static final List<String> ODD =
      List.of(
          "",
          "x",
          "\u0000",
          "\u202e",
          "\ud83d\ude00",
          "%",
          "..",
          "/",
          ";",
          "'",
          "\"><script>",
          "-1",
          "99999999999999999999",
          "1e9999",
          "2026-02-30",
          "${7*7}",
          "#{7*7}",
          "x".repeat(4001),
          "AGREED",
          "RETURNED",
          "PK\u0003\u0004");

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private Hazards hazards;

  private County.Folk folk;
  private Caller inspector;

  @BeforeEach
  void found() {
    folk = county.found();
    inspector = Caller.script(port, folk.account(folk.inspector));
  }

  /** Some hundred requests that nobody thought of. */
  @Test
  void whateverIsSentTheServerIsNotAtFault() {
    int requests = Boolean.getBoolean("bihuan.long") ? 5000 : 400;
    Random random = seeded("fuzz");
    HazardNo no = folk.standingAt(Act.DETERMINE);
    String photo = county.photo(folk.inspector);
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    String token = browser.csrf("/report");
    List<String> paths =
        List.of(
            "/hazards",
            "/hazards/" + no,
            "/hazards/" + no + "/trail",
            "/hazards/" + no + "/acts/determine",
            "/hazards/" + no + "/acts/determine/paper",
            "/hazards/" + no + "/acts/register",
            "/acts",
            "/evidence",
            "/evidence/" + photo,
            "/imports",
            "/openapi");
    List<String> pages =
        List.of(
            "/todo",
            "/todo/done",
            "/report",
            "/import",
            "/account",
            "/hazards",
            "/hazards/history",
            "/hazards/" + no,
            "/hazards/" + no + "/acts/determine",
            "/people",
            "/people/area",
            "/first-sign-in",
            "/setup",
            "/sign-in",
            "/error");
    List<String> methods = List.of("GET", "GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD");
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      boolean script = random.nextBoolean();
      String method = pick(random, methods);
      String path =
          (script ? API + pick(random, paths) : pick(random, pages))
              + (random.nextInt(3) == 0 ? "?" + Caller.urlEncoded(someForm(random)) : "");
      if (random.nextInt(10) == 0) {
        int at = random.nextInt(path.length());
        path = path.substring(0, at) + pick(random, ODD) + path.substring(at);
      }
      String body;
      String type;
      switch (random.nextInt(3)) {
        case 0 -> {
          type = "application/json";
          body = someJson(random, 0, no);
        }
        case 1 -> {
          type = "application/x-www-form-urlencoded";
          Map<String, String> form = someForm(random);
          form.put("_csrf", token);
          body = Caller.urlEncoded(form);
        }
        default -> {
          type = "multipart/form-data; boundary=----the-boundary-of-a-test";
          List<Part> parts = new ArrayList<>(List.of(Part.field("_csrf", token)));
          someForm(random).forEach((name, value) -> parts.add(Part.field(name, value)));
          parts.add(
              new Part(
                  pick(random, List.of("file", "photos", "workbook", "x")),
                  pick(random, ODD),
                  bytes(pick(random, ODD))));
          body = new String(Caller.multipart(parts.toArray(Part[]::new)), StandardCharsets.UTF_8);
        }
      }
      Answer answer =
          (script ? inspector : browser)
              .send(
                  method,
                  path.replace(" ", "%20").replace("\n", "%0A"),
                  Map.of("Content-Type", type),
                  method.equals("GET") ? new byte[0] : bytes(body));
      if (answer.status() >= 500 || TALE_TOLD.matcher(answer.text()).find()) {
        faults.add(method + " " + path + " " + type + " " + body + " -> " + answer.text());
      }
    }
    assertThat(faults).isEmpty();
    assertThat(hazards.get(no).standsAt(Act.DETERMINE)).isTrue();
  }

  private static Map<String, String> someForm(Random random) {
    List<String> names =
        List.of(
            "unit",
            "place",
            "description",
            "category",
            "evidence",
            "draft",
            "round",
            "task",
            "step",
            "digest",
            "password",
            "decision",
            "measures",
            "covers",
            "q",
            "state",
            "page",
            "size",
            "before",
            "inspector",
            "add",
            "token",
            "username",
            "sign",
            "failed",
            "x");
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      form.put(pick(random, names), pick(random, ODD));
    }
    return form;
  }

  private static String someJson(Random random, int depth, HazardNo no) {
    return switch (random.nextInt(depth > 4 ? 5 : 9)) {
      case 0 -> "null";
      case 1 -> String.valueOf(random.nextInt());
      case 2 -> "1e" + random.nextInt(999);
      case 3 -> quoted(pick(random, ODD));
      case 4 -> random.nextBoolean() ? "true" : "\"" + no + "\"";
      case 5 ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> someJson(random, depth + 1, no))
              .collect(Collectors.joining(",", "[", "]"));
      default ->
          IntStream.range(0, random.nextInt(6))
              .mapToObj(
                  i ->
                      quoted(
                              pick(
                                  random,
                                  List.of(
                                      "round",
                                      "task",
                                      "form",
                                      "evidence",
                                      "signing",
                                      "password",
                                      "shown",
                                      "decision",
                                      "measures",
                                      "deadline",
                                      "unit",
                                      "place",
                                      "description",
                                      "category",
                                      "x")))
                          + ":"
                          + someJson(random, depth + 1, no))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
