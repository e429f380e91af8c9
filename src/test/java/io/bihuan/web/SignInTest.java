package io.bihuan.web;

import static io.bihuan.web.SayingNo.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Who guesses is slowed down, and learns nothing. An application of its own: its addresses count.
 */
@BihuanTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "bihuan.sign-in.failures-allowed=3",
      "bihuan.sign-in.address-failures-allowed=1000"
    })
class SignInTest {
  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private People people;
  @Autowired private Accounts accounts;
  @Autowired private SignInProvider provider;

  private County.Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @Test
  void whoGuessesOnThePageIsToldWhenToComeBack() {
    String account = folk.account(folk.worker);
    for (int i = 0; i < 3; i++) {
      Answer wrong = signIn(account, "wrong" + i);
      assertThat(wrong.status()).isEqualTo(302);
      assertThat(wrong.header("Location")).endsWith("/sign-in?failed");
    }
    Answer later = signIn(account, County.LOGIN_PASSWORD);
    assertThat(later.status()).isEqualTo(429);
    assertThat(Integer.parseInt(later.header("Retry-After"))).isBetween(1, 60);
    assertThat(later.text()).contains("试得太多了", "秒再试").doesNotContain(County.LOGIN_PASSWORD);
    // Nobody else is slowed down.
    assertThat(signIn(folk.account(folk.chief), County.LOGIN_PASSWORD).header("Location"))
        .doesNotContain("failed");
  }

  @Test
  void whoGuessesByScriptIsToldWhenToComeBack() {
    String account = folk.account(folk.worker);
    for (int i = 0; i < 3; i++) {
      assertRefused("wrong", Caller.script(port, account, "wrong").get("/api/v1/acts"), 401);
    }
    Answer later = Caller.script(port, account).get("/api/v1/acts");
    assertRefused("too early", later, 429);
    assertThat(Integer.parseInt(later.header("Retry-After"))).isBetween(1, 60);
  }

  @Test
  void whoIsUnknownOrDisabledGetsTheAnswerOfAWrongPassword() {
    accounts.enable(folk.chief, folk.account(folk.worker), false);
    Answer wrong = signIn(folk.account(folk.leader), "wrong");
    for (Answer answer :
        List.of(
            signIn("nobody" + folk.code, County.LOGIN_PASSWORD),
            signIn("Not an account!", County.LOGIN_PASSWORD),
            signIn(folk.account(folk.worker), County.LOGIN_PASSWORD))) {
      assertThat(answer.status()).isEqualTo(wrong.status());
      assertThat(answer.header("Location")).isEqualTo(wrong.header("Location"));
      assertThat(answer.text()).isEqualTo(wrong.text());
    }
  }

  /** Nor does the clock tell: one derivation each, whoever is asked about. */
  @Test
  void theTimeItTakesTellsNobodyWhichAccountsThereAre() {
    accounts.enable(folk.chief, folk.account(folk.worker), false);
    accounts.openByCode("fresh" + folk.code, folk.legalRep);
    List<String> asked =
        List.of(
            folk.account(folk.inspector),
            "nobody" + folk.code,
            folk.account(folk.worker),
            "fresh" + folk.code);
    List<List<Long>> taken = new ArrayList<>();
    asked.forEach(account -> taken.add(new ArrayList<>()));
    for (int round = 0; round < 200; round++) {
      for (int i = 0; i < asked.size(); i++) {
        long began = System.nanoTime();
        try {
          provider.authenticate(token(asked.get(i), round));
        } catch (AuthenticationException wrong) {
          taken.get(i).add(System.nanoTime() - began);
        }
      }
    }
    long known = median(taken.get(0));
    for (List<Long> others : taken) {
      // Test hashes take half a millisecond; a missing one would show as a tenth of it.
      assertThat((double) median(others) / known).isBetween(0.4, 2.5);
    }
  }

  @Test
  void anActivationCodeOpensTheAccountUntilItsOwnerHasChosenAPassword() {
    PersonId person = people.addPerson("New", "new" + folk.code);
    String code = accounts.openByCode("new" + folk.code, person);
    Caller caller = Caller.stranger(port);
    signIn(caller, "new" + folk.code, code);

    assertThat(caller.get("/todo").header("Location")).endsWith("/first-sign-in");
    Answer chosen =
        caller.submit(
            "/first-sign-in",
            "/first-sign-in",
            Map.of(
                "password", "login-of-his-own",
                "passwordAgain", "login-of-his-own",
                "signingPassword", "signature-of-his-own",
                "signingPasswordAgain", "signature-of-his-own"));
    assertThat(chosen.status()).isEqualTo(302);
    assertThat(signIn("new" + folk.code, code).header("Location")).contains("failed");
    assertThat(signIn("new" + folk.code, "login-of-his-own").header("Location"))
        .doesNotContain("failed");
  }

  @Test
  void aLoginPasswordThatEverybodyTriesFirstIsRefused() {
    PersonId person = people.addPerson("New", "new" + folk.code);
    String name = "new" + folk.code;
    accounts.open(name, person, false, County.LOGIN_PASSWORD);
    Caller caller = Caller.stranger(port);
    signIn(caller, name, County.LOGIN_PASSWORD);
    for (Map.Entry<String, String> weak :
        Map.of("password123", "太多人用了", "short", "至少 8 位", name, "用户名", "x".repeat(129), "太长")
            .entrySet()) {
      Answer refused =
          caller.submit(
              "/first-sign-in",
              "/first-sign-in",
              Map.of(
                  "password",
                  weak.getKey(),
                  "passwordAgain",
                  weak.getKey(),
                  "signingPassword",
                  "signature-of-his-own",
                  "signingPasswordAgain",
                  "signature-of-his-own"));
      assertThat(refused.status()).as(weak.getKey()).isEqualTo(422);
      assertThat(refused.text()).as(weak.getKey()).contains(weak.getValue());
    }
    assertThat(accounts.find(name).orElseThrow().initial()).isTrue();
  }

  private static long median(List<Long> taken) {
    Collections.sort(taken);
    return taken.get(taken.size() / 2);
  }

  private static UsernamePasswordAuthenticationToken token(String account, int round) {
    UsernamePasswordAuthenticationToken token =
        UsernamePasswordAuthenticationToken.unauthenticated(account, "wrong " + round);
    token.setDetails(new WebAuthenticationDetails("198.51.100." + round, null));
    return token;
  }

  private Answer signIn(String account, String password) {
    return signIn(Caller.stranger(port), account, password);
  }

  private static Answer signIn(Caller caller, String account, String password) {
    return caller.submit("/sign-in", "/sign-in", Map.of("username", account, "password", password));
  }
}
