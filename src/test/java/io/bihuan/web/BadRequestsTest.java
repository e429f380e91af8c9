package io.bihuan.web;

import static io.bihuan.web.SayingNo.ABSENT;
import static io.bihuan.web.SayingNo.API;
import static io.bihuan.web.SayingNo.assertPage;
import static io.bihuan.web.SayingNo.assertRefused;
import static io.bihuan.web.SayingNo.assertSameNo;
import static io.bihuan.web.SayingNo.assertTurnedAway;
import static io.bihuan.web.SayingNo.body;
import static io.bihuan.web.SayingNo.bytes;
import static io.bihuan.web.SayingNo.report;
import static io.bihuan.web.SayingNo.shown;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.Codes;
import io.bihuan.County;
import io.bihuan.Written;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.workbook.WorkbookFixture;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Paths, methods, headers and forms that no page of ours makes. */
@ExtendWith(OutputCaptureExtension.class)
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadRequestsTest {
  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private Hazards hazards;
  @Autowired private PendingActs pendingActs;
  @Autowired private People people;
  @Autowired private Accounts accounts;

  private County.Folk folk;
  private Caller inspector;

  @BeforeEach
  void found() {
    folk = county.found();
    inspector = Caller.script(port, folk.account(folk.inspector));
  }

  @Test
  void anothersObjectIsNotFoundAndNotToldFromOneThatIsNot() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    String photo = inspector.get(API + "/hazards/" + no).json().at("/evidence/0/id").asText();
    assertThat(inspector.get(API + "/evidence/" + photo).status()).isEqualTo(200);
    County.Folk others = county.found();
    String mine = county.photo(folk.inspector);
    for (PersonId other : List.of(others.inspector, others.legalRep, others.leader)) {
      Caller stranger = Caller.script(port, others.account(other));
      for (String path : List.of("", "/trail", "/acts/rectify", "/acts/closeOut")) {
        assertSameNo(
            stranger.get(API + "/hazards/" + no + path),
            stranger.get(API + "/hazards/" + ABSENT + path));
      }
      for (String path : List.of("/acts/rectify", "/acts/rectify/paper")) {
        Map<String, Object> body =
            Map.of("round", 1, "signing", Map.of("password", County.SIGNING_PASSWORD));
        assertSameNo(
            stranger.post(API + "/hazards/" + no + path, body),
            stranger.post(API + "/hazards/" + ABSENT + path, body));
      }
      for (String id : List.of(photo, mine)) {
        for (String size : List.of("", "/thumbnail")) {
          assertSameNo(
              stranger.get(API + "/evidence/" + id + size),
              stranger.get(API + "/evidence/" + UUID.randomUUID() + size));
        }
      }
      ObjectNode report = report(folk);
      report.put("unit", others.unit.id());
      report.putArray("evidence").add(mine);
      if (other.equals(others.inspector)) {
        assertRefused("another's photo", stranger.post(API + "/hazards", report), 422);
      }
      assertThat(stranger.get(API + "/hazards?q=" + no).json().get("items")).isEmpty();
    }
    Caller browser = Caller.browser(port, others.account(others.inspector));
    for (String path : List.of("", "/acts/rectify")) {
      assertPage(path, browser.get("/hazards/" + no + path), 404);
    }
    assertThat(browser.get("/evidence/" + photo).status()).isEqualTo(404);
    Caller colleague = Caller.script(port, folk.account(folk.colleague));
    Answer notHis =
        colleague.post(
            API + "/hazards/" + no + "/acts/rectify",
            Map.of("round", 1, "signing", Map.of("password", County.SIGNING_PASSWORD)));
    assertRefused("seen, but not his", notHis, 403);
    assertThat(hazards.get(no).standsAt(Act.RECTIFY)).isTrue();
  }

  @Test
  void oddPathsAreRefusedInOurWords() {
    List<String> odd =
        List.of(
            "..%2f..%2fetc%2fpasswd",
            "../../etc/passwd",
            "%2e%2e/%2e%2e",
            "%00",
            "a%00b",
            "a;b=c",
            "a%3Bb",
            "a//b",
            "%",
            "%zz",
            "%c0%ae",
            "%ff",
            "a%0d%0ab",
            "a%5cb",
            "%3Ca%3E",
            "%252e%252e",
            "%F0%9F%98%80",
            "%ED%A0%80",
            "YH-%D9%A9%D9%A9-20261111-0001",
            "x".repeat(300),
            "x".repeat(7000));
    for (String id : odd) {
      for (String path : List.of("/hazards/", "/evidence/")) {
        assertRefused(id, inspector.get(API + path + id), 400, 404);
      }
      assertRefused(id, inspector.get(API + "/hazards/" + id + "/trail"), 400, 404);
      assertRefused(id, inspector.get(API + "/hazards/" + ABSENT + "/acts/" + id), 400, 404);
      assertRefused(
          id,
          inspector.post(
              API + "/hazards/" + id + "/acts/register",
              Map.of("round", 1, "signing", Map.of("password", "x"))),
          400,
          404);
    }
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    for (String id : odd) {
      assertPage(id, browser.get("/hazards/" + id), 400, 404);
      assertPage(id, browser.get("/" + id), 400, 404);
    }
    for (String id :
        List.of("a\\b", "a|b", "<a>", "${jndi:ldap://x}", "隐患", "a b", "x".repeat(20_000))) {
      assertTurnedAway(id, inspector.get(API + "/hazards/" + id));
      assertTurnedAway(id, browser.get("/hazards/" + id));
    }
    for (String value : List.of("y".repeat(100_000), "\u0001")) {
      assertTurnedAway(
          "a header", inspector.send("GET", API + "/acts", Map.of("X", value), new byte[0]));
    }
  }

  @Test
  void unknownMethodsAndContentsAreRefused() {
    List<String> paths =
        List.of("/hazards", "/acts", "/hazards/" + ABSENT + "/acts/register", "/imports", "/x");
    for (String method :
        List.of("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO", "post", "PROPFIND")) {
      for (String path : paths) {
        assertRefused(
            method + path,
            inspector.send(method, API + path, Map.of(), new byte[0]),
            400,
            404,
            405);
      }
    }
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
            "application/json;charset=none",
            "///")) {
      assertRefused(
          type, inspector.post(API + "/hazards", "{}", Map.of("Content-Type", type)), 400, 415);
    }
    assertRefused("no type", inspector.send("POST", API + "/hazards", Map.of(), bytes("{}")), 415);
    for (String type : List.of("application/xml", "text/html", "///", "image/png")) {
      Map<String, String> reads = Map.of("Accept", type);
      assertRefused(type, inspector.send("GET", API + "/acts", reads, new byte[0]), 400, 406);
      assertRefused(
          type, inspector.send("GET", API + "/hazards/x", reads, new byte[0]), 400, 404, 406);
    }
    assertRefused("a stranger", Caller.stranger(port).get(API + "/acts"), 401);
    for (String authorization :
        List.of("Basic", "Basic !!!", "Basic Og==", "Bearer x", "Basic AAAAAA==")) {
      assertRefused(
          authorization,
          Caller.stranger(port)
              .send("GET", API + "/acts", Map.of("Authorization", authorization), new byte[0]),
          401);
    }
    for (String account : List.of("nobody", "", "\0", "x".repeat(5000), "管理员", "a:b")) {
      assertRefused(account, Caller.script(port, account).get(API + "/acts"), 400, 401);
    }
    assertRefused(
        "a password of 5 kB",
        Caller.script(port, folk.account(folk.inspector), "x".repeat(5000)).get(API + "/acts"),
        401);
  }

  @Test
  void aListHasAReasonableSize() {
    for (String query :
        List.of(
            "size=0",
            "size=-1",
            "size=1000000000",
            "size=99999999999",
            "size=ten",
            "size=1.5",
            "before=x",
            "before=",
            "before=%00",
            "state=no-such",
            "state=closed&sort=name%3Bdrop",
            "q=%00")) {
      assertRefused(query, inspector.get(API + "/hazards?" + query), 400);
    }
    for (String query :
        List.of(
            "q=" + "x".repeat(5000),
            "q=%25_!%27%20or%201=1--",
            "q=%F0%A0%AE%B7",
            "size=200",
            "before=YH-999999-99999999-999999")) {
      assertThat(inspector.get(API + "/hazards?" + query).status()).as(query).isEqualTo(200);
    }
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    for (String query : List.of("page=0", "page=-1", "page=1000000000", "page=2147483647")) {
      assertThat(browser.get("/hazards?" + query).status()).as(query).isEqualTo(200);
      assertThat(browser.get("/hazards/history?" + query).status()).as(query).isEqualTo(200);
    }
    for (String query : List.of("before=x", "act=x", "q=%00", "state=%00")) {
      assertPage(query, browser.get("/hazards?" + query), 400);
    }
  }

  @Test
  void aPageAsksForItsTokenAndTellsNoTales() {
    HazardNo no = folk.reported();
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    Written before = Written.now();
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    for (String path :
        List.of("/report", "/import", "/hazards/" + no + "/acts/register", "/sign-out")) {
      assertPage(path, browser.send("POST", path, form, bytes("a=b")), 403);
      assertPage(path, browser.send("POST", path, form, bytes("_csrf=x&a=b")), 403);
      assertPage(
          path,
          browser.send("POST", path, Map.of("Content-Type", "text/plain"), bytes("_csrf=x")),
          403);
      assertPage(path, browser.upload(path, Part.field("a", "b")), 403);
    }
    assertThat(Written.now()).isEqualTo(before);
    for (String path :
        List.of(
            "/no-such-page",
            "/hazards/x/y/z",
            "/actuator",
            "/h2-console",
            "/camunda",
            "/engine-rest",
            "/swagger-ui.html",
            "/actuator/env",
            "/people",
            "/people/area")) {
      assertPage(path, browser.get(path), 403, 404, 405);
    }
    for (String path : List.of("/no-such", "/v3/api-docs", "")) {
      assertRefused(path, inspector.get(API + path), 404);
    }
    for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "FOO", "CONNECT")) {
      assertPage(method, browser.send(method, "/report", Map.of(), new byte[0]), 400, 403, 405);
    }
    Answer stranger = Caller.stranger(port).get("/hazards/" + no);
    assertThat(stranger.status()).isEqualTo(302);
    assertThat(stranger.header("Location")).endsWith("/sign-in");
    Caller visitor = Caller.stranger(port);
    for (Map<String, String> attempt :
        List.of(
            Map.of("username", "nobody", "password", "x"),
            Map.of("username", "x".repeat(10_000), "password", "x".repeat(100_000)),
            Map.of("username", folk.account(folk.inspector), "password", "' or 1=1--"))) {
      Answer refused = visitor.submit("/sign-in", "/sign-in", attempt);
      assertThat(refused.status()).isEqualTo(302);
      assertThat(refused.header("Location")).endsWith("/sign-in?failed");
    }
    assertPage(
        "NUL",
        visitor.submit("/sign-in", "/sign-in", Map.of("username", "a\0b", "password", "x")),
        400);
    Answer told =
        browser.submit(
            "/report",
            "/report",
            Map.of("unit", "</textarea><script>", "place", "\u202e", "description", "\u0007"));
    assertPage("a form with faults", told, 422);
    assertThat(told.text()).doesNotContain("</textarea><script>").contains("颠倒文字顺序");
  }

  /** D24, D26, D27, D28, D30. */
  @Test
  void anotherSiteGetsNothingDone() {
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    String anothers = Caller.browser(port, folk.account(folk.colleague)).csrf("/report");
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    assertPage(
        "another's token",
        browser.send("POST", "/report", form, bytes(Caller.urlEncoded(Map.of("_csrf", anothers)))),
        403);
    assertRefused(
        "another method in disguise",
        inspector.post(API + "/inspections/x/findings/y?_method=DELETE", "{}"),
        405);
    for (String origin : List.of("https://elsewhere.example", "null")) {
      Map<String, String> from = Map.of("Origin", origin, "Access-Control-Request-Method", "POST");
      for (String path : List.of("/todo", API + "/acts")) {
        for (String method : List.of("GET", "OPTIONS")) {
          Answer answer =
              (path.startsWith(API) ? inspector : browser).send(method, path, from, new byte[0]);
          assertThat(answer.header("Access-Control-Allow-Origin")).as(method + path).isEmpty();
        }
      }
    }
    for (String path : List.of("/todo", "/report", "/sign-in", "/no-such-page")) {
      Answer page = browser.get(path);
      assertThat(page.header("Content-Security-Policy"))
          .as(path)
          .contains("script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
      assertThat(page.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      assertThat(page.header("Referrer-Policy")).as(path).isEqualTo("same-origin");
    }
    for (String away : List.of("//elsewhere.example", "\\\\elsewhere.example", "javascript:x")) {
      Map<String, String> next = Map.of("next", away, "continue", away, "redirect", away);
      String page = "/sign-in?" + Caller.urlEncoded(next);
      Answer in =
          Caller.stranger(port)
              .submit(
                  page,
                  page,
                  Map.of("username", folk.account(folk.worker), "password", County.LOGIN_PASSWORD));
      assertThat(in.header("Location")).isIn("/", "http://localhost:" + port + "/");
    }
  }

  /** D32: only the connection says where a request comes from. */
  @Test
  void whereSomebodySignsFromIsNotWhatHeSays() {
    HazardNo no = folk.reported();
    Answer signed =
        inspector.post(
            API + "/hazards/" + no + "/acts/register",
            body(folk.request(pendingActs.of(no.value()).get(0), Decision.AGREED)),
            Map.of(
                "X-Forwarded-For", "203.0.113.9",
                "X-Real-IP", "203.0.113.9",
                "Forwarded", "for=203.0.113.9"));
    assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    assertThat(inspector.get(API + "/hazards/" + no + "/trail").text())
        .contains("127.0.0.1")
        .doesNotContain("203.0.113.9");
  }

  /** D33: what a proxy might take for the body of one request is never a second request here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nContent-Length: 40",
        "Content-Length: 4, 40",
        "Content-Length: +4",
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding:\u000bchunked",
        " Transfer-Encoding: chunked",
        "X: y\rTransfer-Encoding: chunked",
        "Content-Length: 4\nTransfer-Encoding: chunked"
      })
  void oneRequestIsNeverTwo(String lengths) throws IOException {
    String smuggled = "GET /smuggled-in HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String request =
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + lengths
            + "\r\n\r\n0\r\n\r\n"
            + smuggled;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // A stranger's GET is sent to the sign-in; what follows here is at most a no to rubbish.
      assertThat(said).startsWith("HTTP/1.1 ").doesNotContain("HTTP/1.1 302", "HTTP/1.1 404");
    }
  }

  @Test
  void twoRequestsOnOneConnectionAreTwo() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String both =
          "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n0\r\n\r"
              + "GET /smuggled-in HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(both.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).contains("HTTP/1.1 403", "HTTP/1.1 302");
    }
  }

  /** D110: pages that are left open hold a connection each, and nobody's place. */
  @Test
  void aThousandIdlePagesKeepNobodyOut() throws IOException {
    keepingOpen(
        1000,
        "GET /mark.svg HTTP/1.1\r\nHost: localhost\r\n\r\n",
        open -> {
          for (Socket one : open) {
            assertThat(new String(one.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200");
          }
          HazardNo no = folk.reported();
          assertThat(inspector.get(API + "/hazards/" + no).status()).isEqualTo(200);
        });
  }

  /** D111: more of them than there are threads; none of them gets one before it has said all. */
  @Test
  void whoNeverFinishesItsHeadersKeepsNobodyOut() throws IOException {
    keepingOpen(
        400,
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow: a",
        open -> {
          HazardNo no = folk.reported();
          assertThat(inspector.get(API + "/hazards/" + no).status()).isEqualTo(200);
        });
  }

  @FunctionalInterface
  private interface Meanwhile {
    void run(List<Socket> open) throws IOException;
  }

  private void keepingOpen(int many, String said, Meanwhile meanwhile) throws IOException {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < many; i++) {
        Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(one);
        one.setSoTimeout(60_000);
        one.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      }
      meanwhile.run(open);
    } finally {
      for (Socket one : open) {
        one.close();
      }
    }
  }

  /** D63: whatever somebody sends, he writes no line of the log. */
  @Test
  void nobodyWritesALineOfTheLogButTheLog(CapturedOutput log) {
    String forged = "2026-11-23T00:00:00.000+08:00  WARN 1 --- [main] Ledger : all is well ";
    HazardNo no = folk.standingAt(Act.RECTIFY);
    List<String> words = new ArrayList<>();
    for (String line : List.of("\r\n", "\n", "\r", "\u2028", "\u0085", "\u001b[2K\u001b[1A")) {
      words.add("x" + line + forged + "${jndi:ldap://127.0.0.1:1/a}");
    }
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    Caller visitor = Caller.stranger(port);
    for (String word : words) {
      String encoded = URLEncoder.encode(word, StandardCharsets.UTF_8);
      Map<String, String> typed = Map.of("username", word, "password", word);
      visitor.submit("/sign-in", "/sign-in", typed);
      Caller.script(port, word, word).get(API + "/acts");
      inspector.get(API + "/hazards/" + encoded);
      inspector.get(API + "/hazards?q=" + encoded + "&sort=" + encoded);
      inspector.get(API + "/hazards/" + no + "/acts/" + encoded);
      browser.get("/evidence/" + encoded);
      inspector.post(
          API + "/hazards/" + no + "/acts/closeOut",
          Map.of(
              "round",
              1,
              "task",
              word,
              "form",
              Map.of("opinion", word),
              "signing",
              Map.of("password", word)),
          Map.of("Idempotency-Key", "${jndi:ldap://127.0.0.1:1/a}"));
      inspector.post(API + "/hazards", Map.of(word, word));
      inspector.upload(API + "/evidence", new Part("file", "a.jpg", bytes(word)));
      browser.upload("/import", Part.field(word, word), new Part("workbook", word, bytes(word)));
      inspector.upload(
          API + "/imports",
          new Part(
              "workbook",
              "a.xlsx",
              WorkbookFixture.rawRows(
                  w -> w.write("<row r=\"" + escaped(word) + "\"><c r=\"A2\"/></row>"))));
      inspector.upload(
          API + "/imports",
          new Part(
              "workbook",
              "a.xlsx",
              WorkbookFixture.rawRows(
                  w ->
                      w.write(
                          "<row r=\"2\"><c r=\"A2\" t=\"n\"><v>"
                              + escaped(word)
                              + "</v></c></row>"))));
    }
    assertThat(log.toString().lines().filter(line -> line.startsWith(forged.substring(0, 30))))
        .isEmpty();
    assertThat(log.toString()).doesNotContain("\u001b[2K");
  }

  private static String escaped(String word) {
    return word.replace("\r", "&#13;").replace("\n", "&#10;").replace("\u001b", "");
  }

  /** D52, D53. */
  @Test
  void whatPeopleWriteIsTextOnEveryPage() {
    String written = "<img src=x onerror=alert(1)></script><svg onload=alert(1)>{{7*7}}${7*7}";
    Answer photo =
        inspector.upload(
            API + "/evidence", new Part("file", "\"><svg onload=1>.jpg", County.aPhoto()));
    ObjectNode report = report(folk);
    report.put("place", written);
    report.put("description", written);
    report.putArray("evidence").add(photo.json().get("id").asText());
    Answer reported = inspector.post(API + "/hazards", report);
    assertThat(reported.status()).as(reported.text()).isEqualTo(201);
    HazardNo no = new HazardNo(reported.json().get("no").asText());
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    List<String> pages =
        List.of("/todo", "/todo/done", "/hazards", "/hazards?q=%3Cimg", "/hazards/" + no);
    for (String act : List.of("register", "determine")) {
      List<String> all = new ArrayList<>(pages);
      all.add("/hazards/" + no + "/acts/" + act);
      for (String path : all) {
        Answer page = browser.get(path);
        assertThat(page.status()).as(path).isEqualTo(200);
        assertThat(page.text()).as(path).doesNotContain("<img src=x", "<svg onload", ">49");
      }
      assertThat(browser.get("/hazards/" + no).text()).contains("&lt;img src=x onerror");
      folk.forward(no);
    }
  }

  @Test
  void theAdministratorIsToldWhatIsWrongToo() {
    String name = "admin" + folk.code;
    PersonId person = people.addPerson("Admin", name);
    accounts.open(name, person, true, County.LOGIN_PASSWORD);
    accounts.choosePassword(name, County.LOGIN_PASSWORD);
    Caller admin = Caller.browser(port, name);
    Map<String, String> post =
        Map.of(
            "staffNo",
            folk.account(folk.worker),
            "role",
            Role.EMPLOYEE.name(),
            "title",
            "fitter",
            "place",
            folk.unit.id(),
            "validFrom",
            "2026-01-01",
            "validTo",
            "2027-01-01");
    Map<String, Map<String, String>> forms =
        Map.of(
            "area", Map.of("code", "990199", "name", "n"),
            "department", Map.of("name", "n", "prefix", "p", "area", folk.code),
            "unit",
                Map.of(
                    "name",
                    "n",
                    "uscc",
                    Codes.next().value(),
                    "area",
                    folk.code,
                    "industry",
                    "food"),
            "uscc", Map.of("unitName", folk.unit.name(), "uscc", Codes.next().value()),
            "person", Map.of("name", "n", "staffNo", "s"),
            "post", post,
            "certificate",
                Map.of(
                    "staffNo", folk.account(folk.worker),
                    "no", "1",
                    "kind", "k",
                    "validFrom", "2026-01-01",
                    "validTo", "2027-01-01"),
            "account", Map.of("staffNo", folk.account(folk.worker), "username", "u" + folk.code),
            "administrator",
                Map.of("staffNo", folk.account(folk.worker), "username", "v" + folk.code));
    Written before = Written.now();
    forms.forEach(
        (what, form) ->
            form.forEach(
                (field, value) -> {
                  List<String> bad =
                      new ArrayList<>(
                          List.of("", "x".repeat(300), "\u202e", "\u0007", "\0", "' or 1=1"));
                  if (field.startsWith("valid")) {
                    bad.addAll(List.of("2026-02-30", "+292278994-01-01", "0001-01-01"));
                  }
                  if (List.of("name", "no", "kind", "prefix", "title").contains(field)
                      || what.equals("person")) {
                    bad.remove("' or 1=1");
                  }
                  for (String wrong : bad) {
                    Map<String, String> sent = new LinkedHashMap<>(form);
                    sent.put(field, wrong);
                    assertPage(
                        what + " " + field + " " + shown(wrong),
                        admin.submit("/people?add=area", "/people/" + what, sent),
                        400,
                        422);
                  }
                }));
    Map<String, Map<String, String>> taken =
        Map.of(
            "area", Map.of("code", folk.code, "name", "n"),
            "department", Map.of("name", "Bureau " + folk.code, "prefix", "p", "area", folk.code),
            "unit",
                Map.of(
                    "name",
                    folk.unit.name(),
                    "uscc",
                    Codes.next().value(),
                    "area",
                    folk.code,
                    "industry",
                    "food"),
            "uscc", Map.of("unitName", folk.unit.name(), "uscc", Codes.next().value()),
            "administrator",
                Map.of("staffNo", folk.account(folk.worker), "username", "w" + folk.code),
            "person", Map.of("name", "n", "staffNo", folk.account(folk.worker)),
            "account",
                Map.of(
                    "staffNo", folk.account(folk.worker),
                    "username", folk.account(folk.inspector)));
    taken.forEach(
        (what, form) ->
            assertPage(what, admin.submit("/people?add=area", "/people/" + what, form), 422));
    Map<String, String> ofNobody = new LinkedHashMap<>(post);
    ofNobody.put("staffNo", UUID.randomUUID().toString());
    assertPage("nobody", admin.submit("/people?add=area", "/people/post", ofNobody), 422);
    for (Role role : Role.values()) {
      Map<String, String> nowhere = new LinkedHashMap<>(post);
      nowhere.put("role", role.name());
      nowhere.put("place", "nowhere");
      assertPage(role.name(), admin.submit("/people?add=area", "/people/post", nowhere), 422);
    }
    assertThat(Written.now()).isEqualTo(before);
  }
}
