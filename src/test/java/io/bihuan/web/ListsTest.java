package io.bihuan.web;

import static io.bihuan.web.SayingNo.API;
import static io.bihuan.web.SayingNo.HAN;
import static io.bihuan.web.SayingNo.assertPage;
import static io.bihuan.web.SayingNo.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Statements;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** 查询 and 待办: what is asked for, all of it, page by page, and for the same price each. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(Statements.class)
@TestInstance(Lifecycle.PER_CLASS)
class ListsTest {
  private static final int MANY = 55;
  private static final Pattern LINK = Pattern.compile("href=\"/hazards/(YH-[0-9-]+)[\"/]");

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private People people;
  @Autowired private Statements statements;
  @Autowired private Clock clock;

  private Folk busy;
  private Folk quiet;
  private Folk folk;
  private HazardNo draft;
  private HazardNo found;
  private HazardNo determined;

  @BeforeAll
  void foundTheCounties() {
    busy = county.found();
    for (int i = 0; i < MANY - 3; i++) {
      busy.reported();
    }
    for (int i = 0; i < 3; i++) {
      busy.standingAt(Act.SIGN_AS_INSPECTOR);
    }
    quiet = county.found();
    quiet.standingAt(Act.SIGN_AS_INSPECTOR);
    folk = county.found();
    draft = folk.reported();
    found = folk.standingAt(Act.DETERMINE);
    determined = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
  }

  @Test
  void aBureauFindsByEverythingItKnows() {
    LocalDate today = LocalDate.now(clock);
    assertFound("", draft, found, determined);
    assertFound("state=draft", draft);
    assertFound("state=open", draft, found, determined);
    assertFound("state=closed");
    assertFound("state=voided");
    assertFound("state=overdue");
    assertFound("act=determine", found);
    assertFound("act=signAsLegalRep", determined);
    assertFound("grade=GENERAL", draft, found, determined);
    assertFound("grade=MAJOR");
    assertFound("route=ON_SPOT");
    assertFound("area=" + folk.town, draft, found, determined);
    assertFound("area=" + folk.code, draft, found, determined);
    assertFound("area=" + quiet.code);
    assertFound("industry=manufacturing", draft, found, determined);
    assertFound("industry=food");
    assertFound("unit=" + folk.unit.id(), draft, found, determined);
    assertFound("unit=nit%20" + folk.code, draft, found, determined);
    assertFound("unit=%25");
    assertFound("category=fire", draft, found, determined);
    assertFound("category=process");
    assertFound("inspector=" + folk.inspector, draft, found, determined);
    assertFound("inspector=" + folk.colleague, determined);
    assertFound("inspector=colleague", determined);
    assertFound("inspector=collea");
    assertFound("foundFrom=" + today + "&foundTo=" + today, draft, found, determined);
    assertFound("foundFrom=" + today.plusDays(1));
    assertFound("foundTo=" + today.minusDays(1));
    assertFound("deadlineFrom=" + today.plusDays(10), determined);
    assertFound("deadlineFrom=" + today + "&deadlineTo=" + today.plusDays(9));
    assertFound("deadlineTo=" + today.plusDays(10), determined);
    assertFound("q=east%20exit&act=determine&category=fire", found);
    assertFound("q=east%20exit&act=determine&category=process");
  }

  @Test
  void whatCannotBeAskedIsRefusedByName() {
    Caller script = Caller.script(port, folk.account(folk.inspector));
    for (String query :
        List.of(
            "sort=no",
            "sort=name%3Bdrop",
            "limit=5",
            "page=2",
            "offset=1",
            "State=open",
            "state=no-such",
            "grade=general",
            "route=RING",
            "act=x",
            "area='",
            "industry=a%20b",
            "category=%25",
            "foundFrom=2026-02-30",
            "foundTo=yesterday",
            "deadlineFrom=2026-1-1",
            "deadlineTo=20260101",
            "before=1",
            "size=0",
            "size=201",
            "size=2&size=3",
            "state=open&state=closed",
            String.join("&", Collections.nCopies(200, "q=a")))) {
      Answer answer = script.get(API + "/hazards?" + query);
      assertRefused(query, answer, 400);
      String field = query.split("=", 2)[0];
      assertThat(answer.json().at("/errors/0/field").asText()).as(query).isEqualTo(field);
      assertThat(answer.json().get("detail").asText()).as(query).containsPattern(HAN);
    }
    assertThat(script.get(API + "/hazards?sort=no").json().get("detail").asText()).contains("sort");
    assertRefused("no place", script.get(API + "/acts?after=x"), 400);
    assertRefused("no such day", script.get(API + "/acts?after=2026-02-31~1~a"), 400);
    assertRefused("no size", script.get(API + "/acts?size=0"), 400);
    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    Answer page = browser.get("/hazards?foundFrom=x&unit=abc");
    assertPage("a day that is none", page, 400);
    assertThat(page.text()).contains("发现日期从").contains("格式不对").contains("value=\"abc\"");
    assertPage("no number", browser.get("/hazards?before=x"), 400);
    assertPage("no place", browser.get("/todo?after=x"), 400);
    assertPage("no place", browser.get("/hazards/history?after=2026-02-31~" + "a".repeat(64)), 400);
    assertThat(browser.get("/hazards?utm=x&page=99999999999").status()).isEqualTo(200);
  }

  @Test
  void everyHazardIsOnOnePageAndNoneOnTwoWhileNewOnesCome() {
    Folk growing = county.found();
    for (int i = 0; i < 25; i++) {
      growing.reported();
    }
    Caller script = Caller.script(port, growing.account(growing.inspector));
    List<String> seen = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = script.get(API + "/hazards?size=10" + next).json();
      page.get("items").forEach(item -> seen.add(item.get("no").asText()));
      next = page.get("next").isNull() ? null : "&before=" + page.get("next").asText();
      growing.reported();
    }
    assertThat(seen)
        .hasSize(25)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    JsonNode exactly = script.get(API + "/hazards?size=28").json();
    assertThat(exactly.get("items")).hasSize(28);
    assertThat(exactly.get("next").isNull()).isTrue();
  }

  @Test
  void onThePagesOneGoesOnAndBackWithoutPageNumbers() {
    Caller browser = Caller.browser(port, busy.account(busy.inspector));
    String first = browser.get("/hazards?category=fire").text();
    assertThat(first).contains("共 " + MANY + " 条").doesNotContain("rel=\"prev\"");
    String second = browser.get(link(first, "next")).text();
    String third = browser.get(link(second, "next")).text();
    assertThat(third).doesNotContain("rel=\"next\"");
    assertThat(link(second, "next")).contains("category=fire");
    List<String> all = new ArrayList<>(numbers(first));
    all.addAll(numbers(second));
    all.addAll(numbers(third));
    assertThat(all).hasSize(MANY).doesNotHaveDuplicates();
    assertThat(numbers(browser.get(link(third, "prev")).text())).isEqualTo(numbers(second));
    String again = browser.get(link(second, "prev")).text();
    assertThat(numbers(again)).isEqualTo(numbers(first));
    assertThat(again).doesNotContain("rel=\"prev\"").contains("rel=\"next\"");
  }

  @Test
  void whatWaitsIsCountedWholeAndShownWhole() {
    Caller browser = Caller.browser(port, busy.account(busy.inspector));
    String first = browser.get("/todo").text();
    assertThat(first).contains("<span class=\"count\">" + MANY + "</span>");
    String second = browser.get(link(first, "next")).text();
    assertThat(second).contains("回到最前").doesNotContain("rel=\"next\"");
    List<String> all = new ArrayList<>(numbers(first));
    all.addAll(numbers(second));
    assertThat(new HashSet<>(all)).hasSize(MANY);
    // Three have a deadline, and come first.
    assertThat(first).contains("正常").contains("还没定期限 <span>" + (MANY - 3));

    Caller script = Caller.script(port, busy.account(busy.inspector));
    List<String> tasks = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = script.get(API + "/acts?size=20" + next).json();
      page.get("items").forEach(item -> tasks.add(item.get("task").asText()));
      next = page.get("next").isNull() ? null : "&after=" + page.get("next").asText();
    }
    assertThat(tasks).hasSize(MANY).doesNotHaveDuplicates();
  }

  @Test
  void whatOneSignedIsShownForAsLongAsOneMaySeeIt() {
    Folk moving = county.found();
    HazardNo no = moving.standingAt(Act.ISSUE_ORDER);
    PersonId leader = moving.townLeader;
    Caller browser = Caller.browser(port, moving.account(leader));
    assertThat(browser.get("/todo/done").text()).contains(no.value());
    people.posts(leader).forEach(post -> people.endPost(post.id()));
    assertThat(browser.get("/hazards/" + no).status()).isEqualTo(404);
    assertThat(browser.get("/todo/done").text()).doesNotContain(no.value());
  }

  @Test
  void aLongPageCostsNoMoreThanAShortOne() {
    for (String path : List.of("/hazards", "/hazards?category=fire", "/todo", "/todo/done")) {
      assertSamePrice(
          path,
          Caller.browser(port, busy.account(busy.inspector)),
          Caller.browser(port, quiet.account(quiet.inspector)),
          path);
    }
    for (String path : List.of("/hazards", "/acts")) {
      Caller many = Caller.script(port, busy.account(busy.inspector));
      assertSamePrice(path, many, Caller.script(port, quiet.account(quiet.inspector)), API + path);
      assertThat(statements.during(() -> many.get(API + path + "?size=1")))
          .isEqualTo(statements.during(() -> many.get(API + path + "?size=20")));
    }
  }

  private void assertSamePrice(String what, Caller many, Caller few, String path) {
    assertThat(many.get(path).status()).isEqualTo(200);
    assertThat(few.get(path).status()).isEqualTo(200);
    int ofMany = statements.during(() -> many.get(path));
    assertThat(ofMany).as(what).isPositive();
    assertThat(ofMany).as(what).isEqualTo(statements.during(() -> few.get(path)));
  }

  private void assertFound(String query, HazardNo... expected) {
    String[] nos = List.of(expected).stream().map(HazardNo::value).toArray(String[]::new);
    Answer answer =
        Caller.script(port, folk.account(folk.inspector)).get(API + "/hazards?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().get("items").findValuesAsText("no"))
        .as(query)
        .containsExactlyInAnyOrder(nos);
    Answer page = Caller.browser(port, folk.account(folk.inspector)).get("/hazards?" + query);
    assertThat(page.status()).isEqualTo(200);
    assertThat(numbers(page.text())).as("page " + query).containsExactlyInAnyOrder(nos);
    assertThat(page.text()).contains("共 " + nos.length + " 条");
  }

  private static List<String> numbers(String page) {
    return LINK.matcher(page).results().map(result -> result.group(1)).distinct().toList();
  }

  private static String link(String page, String rel) {
    return Pattern.compile("<a [^>]*href=\"([^\"]+)\" rel=\"" + rel + "\"")
        .matcher(page)
        .results()
        .map((MatchResult result) -> result.group(1).replace("&amp;", "&"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No way on: " + rel));
  }
}
