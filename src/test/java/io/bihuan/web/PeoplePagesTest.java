package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.Codes;
import io.bihuan.County;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.people.Roster;
import io.bihuan.people.SigningKeys;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** 人员和单位, 我的 and the first sign-in, as a browser goes through them. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PeoplePagesTest {
  private static final String NEW = "another-signature-of-the-test";

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private People people;
  @Autowired private Accounts accounts;
  @Autowired private SigningKeys keys;
  @Autowired private Roster roster;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private Clock clock;
  @Autowired private SqlSessionFactory sessions;

  private County.Folk folk;
  private Caller one;
  private Caller two;

  @BeforeEach
  void found() {
    folk = county.found();
    one = administrator("one");
    two = administrator("two");
  }

  @Test
  void aUnitIsEnteredWithItsCodeAndRefusedWithAWrongOne() {
    String code = Codes.next().value();
    Map<String, String> form =
        Map.of("name", "厂 " + folk.code, "area", folk.town, "industry", "food", "uscc", code);
    Answer wrong =
        one.submit(
            "/people?add=unit",
            "/people/unit",
            Map.of(
                "name", "厂 " + folk.code, "area", folk.town, "industry", "food", "uscc", "9135O"));

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("统一社会信用代码", "要 18 位，现在是 5 位");
    assertThat(one.submit("/people?add=unit", "/people/unit", form).status()).isEqualTo(302);
    assertThat(one.get("/people?words=" + code).text()).contains("厂 " + folk.code, code);
  }

  @Test
  void aSecondAccountOfOnePersonIsOpenedByHisStaffNumber() {
    Answer opened =
        one.submit(
            "/people?add=account",
            "/people/account",
            Map.of("staffNo", folk.account(folk.worker), "username", "second" + folk.code));

    assertThat(opened.status()).isEqualTo(200);
    String first = given(opened);
    assertThat(accounts.of(folk.worker)).hasSize(2);
    assertThat(one.get("/people/persons/" + folk.worker).text())
        .contains("worker" + folk.code, "second" + folk.code);
    // He has his signing password: only the login password of the new account is his to choose.
    Caller worker = signedIn("second" + folk.code, first);
    Answer asked = worker.get("/first-sign-in");
    assertThat(asked.text()).contains("name=\"password\"").doesNotContain("\"signingPassword\"");
    worker.submit(
        "/first-sign-in",
        "/first-sign-in",
        Map.of("password", "login-of-his-own", "passwordAgain", "login-of-his-own"));
    assertThat(worker.get("/todo").status()).isEqualTo(200);
  }

  @Test
  void aPostProposedByOneIsConfirmedByTheOtherOnly() {
    PersonId clerk = people.addPerson("林晓", "clerk" + folk.code);
    LocalDate today = LocalDate.now(clock);
    Map<String, String> post =
        Map.of(
            "staffNo",
            "clerk" + folk.code,
            "role",
            Role.INSPECTOR.name(),
            "title",
            "检查人员",
            "place",
            "Bureau " + folk.code,
            "validFrom",
            today.toString(),
            "validTo",
            today.plusYears(1).toString());

    assertThat(one.submit("/people?add=post", "/people/post", post).status()).isEqualTo(302);
    assertThat(people.posts(clerk)).isEmpty();
    assertThat(one.get("/people/persons/" + clerk).text()).contains("等另一位管理员确认");
    String id =
        jdbc.queryForObject(
            "select id from proposed_post where person_id = ?", String.class, clerk.value());
    Answer own = one.submit("/people", "/people/proposals/confirm", Map.of("id", id));
    assertThat(own.status()).isEqualTo(422);
    assertThat(own.text()).contains("另一位管理员");
    assertThat(people.posts(clerk)).isEmpty();
    assertThat(two.submit("/people", "/people/proposals/confirm", Map.of("id", id)).status())
        .isEqualTo(302);
    assertThat(people.holds(clerk, Role.INSPECTOR)).isTrue();
    assertThat(two.get("/people/persons/" + clerk).text()).contains("任免记录", "提出", "任 检查人员");
    String held = people.posts(clerk).get(0).id();
    two.submit(
        "/people/persons/" + clerk, "/people/persons/" + clerk + "/end", Map.of("post", held));
    assertThat(people.holds(clerk, Role.INSPECTOR)).isFalse();
  }

  @Test
  void aForgottenSigningPasswordGoesAllTheWayOnItsPages() {
    String page = "/people/persons/" + folk.worker;
    assertThat(one.submit(page, page + "/key", Map.of("reason", "")).status()).isEqualTo(422);
    Caller worker = Caller.browser(port, folk.account(folk.worker));
    assertThat(one.submit(page, page + "/key", Map.of("reason", "本人忘记")).status()).isEqualTo(302);

    assertThat(worker.get("/todo").header("Location")).endsWith("/first-sign-in");
    Answer asked = worker.get("/first-sign-in");
    assertThat(asked.text()).contains("已由管理员作废").doesNotContain("name=\"password\"");
    Answer same = choose(worker, County.LOGIN_PASSWORD);
    assertThat(same.status()).isEqualTo(422);
    assertThat(choose(worker, NEW).status()).isEqualTo(302);
    String key = keys.awaiting(folk.worker).orElseThrow().keyId();
    assertThat(worker.get("/account").text()).contains(key, "legalrep");

    Caller superior = Caller.browser(port, folk.account(folk.legalRep));
    assertThat(superior.get("/todo").text()).contains("等您当面核实");
    Matcher link =
        Pattern.compile("/account/keys/([0-9a-f-]+)").matcher(superior.get("/account").text());
    assertThat(link.find()).isTrue();
    String attest = link.group();
    assertThat(superior.get(attest).text()).contains(key, "当面核对了", "worker");
    Caller chief = Caller.browser(port, folk.account(folk.chief));
    Answer hidden = chief.get(attest);
    assertThat(hidden.status()).isEqualTo(422);
    assertThat(hidden.text())
        .doesNotContain(key)
        .isEqualTo(chief.get("/account/keys/" + UUID.randomUUID()).text());
    Answer wrong = superior.submit(attest, attest, Map.of("password", "not-the-password"));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.text()).contains("签字密码不对");
    assertThat(keys.isEnrolled(folk.worker)).isFalse();
    assertThat(
            superior
                .submit(attest, attest, Map.of("password", County.SIGNING_PASSWORD))
                .header("Location"))
        .endsWith("/account");
    assertThat(keys.isEnrolled(folk.worker)).isTrue();
    assertThat(superior.get(attest).status()).isEqualTo(422);
  }

  @Test
  void anAccountThatIsDisabledIsOutAtOnce() {
    Caller worker = Caller.browser(port, folk.account(folk.worker));
    String page = "/people/persons/" + folk.worker;
    Map<String, String> out = Map.of("username", folk.account(folk.worker), "enabled", "false");

    one.submit(page, page + "/enable", out);
    assertThat(worker.get("/todo").header("Location")).endsWith("/sign-in");
    assertThat(one.submit(page, "/people/persons/" + folk.chief + "/enable", out).status())
        .isEqualTo(422);
  }

  @Test
  void whatIsNoRosterIsRefusedInWords() {
    assertThat(one.get("/people/import").text()).contains("统一社会信用代码", "激活码");
    Answer nothing = one.upload("/people/import", Part.field("_csrf", one.csrf("/people/import")));
    assertThat(nothing.status()).isEqualTo(422);
    Answer picture =
        one.upload(
            "/people/import",
            Part.field("_csrf", one.csrf("/people/import")),
            new Part("workbook", "x.xlsx", County.aPhoto()));
    assertThat(picture.status()).isEqualTo(422);
    assertThat(picture.text()).contains("不是 Excel 工作簿");
  }

  @Test
  void whoIsNoAdministratorSeesNoneOfIt() {
    Caller chief = Caller.browser(port, folk.account(folk.chief));

    assertThat(chief.get("/people/persons/" + folk.worker).status()).isEqualTo(403);
    assertThat(
            chief
                .submit(
                    "/account", "/people/persons/" + folk.worker + "/key", Map.of("reason", "x"))
                .status())
        .isEqualTo(403);
    assertThat(keys.isEnrolled(folk.worker)).isTrue();
  }

  @Test
  void nothingThereIsNotFound() {
    assertThat(one.get("/people/persons/nobody").status()).isEqualTo(404);
    assertThat(one.get("/people/persons/" + "x".repeat(200)).status()).isEqualTo(404);
    assertThat(one.submit("/people?add=area", "/people/proposals/other", Map.of()).status())
        .isEqualTo(404);
    assertThat(
            one.submit("/people?add=area", "/people/proposers/nobody", Map.of("until", "x"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void manyPersonsAreShownAPageAtATimeAndFoundByNameOrNumber() {
    for (int i = 0; i < 120; i++) {
      people.addPerson("卷%03d %s".formatted(i, folk.code), "R%03d-%s".formatted(i, folk.code));
    }
    String some = one.get("/people?words=" + folk.code).text();

    assertThat(some).contains("第 1 页");
    assertThat(Pattern.compile("/people/persons/").matcher(some).results().count())
        .isEqualTo(Roster.PAGE);
    assertThat(one.get("/people?words=R007-" + folk.code).text()).contains("卷007");
    assertThat(one.get("/people?words=%25_" + folk.code).text()).doesNotContain("卷007");
    assertThat(one.get("/people?page=1000000000&units=-5").status()).isEqualTo(200);
    assertThat(one.get("/people?words=" + "x".repeat(500)).status()).isEqualTo(200);
  }

  /** However many persons there are. */
  @Test
  void aPageAsksTheSameQuestionsForOneAndForFifty() {
    int few = statementsFor("one" + folk.code);
    for (int i = 0; i < 60; i++) {
      PersonId person = people.addPerson("many " + folk.code, "M" + i + "-" + folk.code);
      people.appoint(
          person,
          Role.EMPLOYEE,
          "fitter",
          folk.unit.id(),
          LocalDate.now(clock),
          LocalDate.now(clock).plusYears(1));
    }
    assertThat(statementsFor("many " + folk.code)).isEqualTo(few);
  }

  private int statementsFor(String words) {
    CountingStatements counting = CountingStatements.in(sessions);
    counting.start();
    roster.persons(words, 1);
    return counting.stop();
  }

  private Answer choose(Caller caller, String signingPassword) {
    return caller.submit(
        "/first-sign-in",
        "/first-sign-in",
        Map.of("signingPassword", signingPassword, "signingPasswordAgain", signingPassword));
  }

  private Caller administrator(String name) {
    PersonId person = people.addPerson(name, name + folk.code);
    accounts.open(name + folk.code, person, true, County.LOGIN_PASSWORD);
    accounts.choosePassword(name + folk.code, County.LOGIN_PASSWORD);
    return Caller.browser(port, name + folk.code);
  }

  private Caller signedIn(String account, String password) {
    Caller caller = Caller.stranger(port);
    caller.submit("/sign-in", "/sign-in", Map.of("username", account, "password", password));
    return caller;
  }

  private static String given(Answer answer) {
    Matcher code = Pattern.compile("<code class=\"given\">([^<]+)</code>").matcher(answer.text());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
