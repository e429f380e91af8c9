package io.bihuan.web;

import static io.bihuan.web.SayingNo.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.management.ThreadMXBean;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
      "bihuan.sign-in.address-failures-allowed=1000",
      "bihuan.sign-in.memory-kib=4096",
      "server.tomcat.connection-timeout=2s"
    })
class SignInTest {
  /** Bytes that one derivation asks for, as set above. */
  private static final long DERIVATION = 4096 * 1024;

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

  /**
   * Nor does the clock tell: one derivation each, whoever is asked about. What a derivation takes
   * is memory, and that is counted exactly, where time is not.
   */
  @Test
  void theTimeItTakesTellsNobodyWhichAccountsThereAre() {
    accounts.enable(folk.chief, folk.account(folk.worker), false);
    accounts.openByCode("fresh" + folk.code, folk.legalRep);
    String known = folk.account(folk.inspector);
    // The first one loads classes besides.
    signInWrongly(known, "wrong");
    long ofKnown = memoryOf(() -> signInWrongly(known, "wrong"));
    assertThat(ofKnown).isGreaterThan(DERIVATION);
    Map<String, Long> taken = new LinkedHashMap<>();
    for (String account :
        List.of(
            "nobody" + folk.code,
            "Not an account!",
            folk.account(folk.worker),
            "fresh" + folk.code)) {
      taken.put(account, memoryOf(() -> signInWrongly(account, "wrong")));
    }
    taken.forEach(
        (account, bytes) -> assertThat(bytes).as(account).isCloseTo(ofKnown, withinPercentage(10)));
    // What is too long to be a password is not derived for anybody: so it would show.
    for (String account : List.of(known, "nobody" + folk.code)) {
      assertThat(memoryOf(() -> signInWrongly(account, "x".repeat(129))))
          .as(account)
          .isLessThan(DERIVATION / 2);
    }
  }

  private void signInWrongly(String account, String password) {
    assertThatThrownBy(() -> provider.authenticate(token(account, password)))
        .isInstanceOf(AuthenticationException.class);
  }

  /** What this thread asked for meanwhile. */
  private static long memoryOf(Runnable doing) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    doing.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /** D12: whoever is in signs, however many are at the door. */
  @Test
  void whileFiftySignInOverAndOverAnotherSigns() {
    HazardNo no = folk.standingAt(Act.ENDORSE);
    AtomicBoolean signed = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    Together.run(
        51,
        who -> {
          if (who == 50) {
            try {
              while (answered.get() < 50) {
                Thread.onSpinWait();
              }
              folk.driveTo(no, Act.CLOSE_OUT);
            } finally {
              signed.set(true);
            }
            return;
          }
          Caller caller = Caller.script(port, folk.account(folk.chief));
          while (!signed.get()) {
            Answer answer = caller.get("/api/v1/acts");
            assertThat(answer.status()).as(answer.text()).isIn(200, 429);
            if (answer.status() == 429) {
              assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            answered.incrementAndGet();
          }
        });
    assertThat(answered.get()).isGreaterThanOrEqualTo(50);
  }

  /** D111: who falls silent in the middle of a request is hung up on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow",
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=a"
      })
  void whoNeverFinishesIsHungUpOn(String half) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).satisfiesAnyOf(it -> assertThat(it).isEmpty(), SignInTest::isNo);
    }
  }

  private static void isNo(String said) {
    assertThat(said).startsWith("HTTP/1.1 4");
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

  private static UsernamePasswordAuthenticationToken token(String account, String password) {
    UsernamePasswordAuthenticationToken token =
        UsernamePasswordAuthenticationToken.unauthenticated(account, password);
    token.setDetails(new WebAuthenticationDetails("198.51.100.7", null));
    return token;
  }

  private Answer signIn(String account, String password) {
    return signIn(Caller.stranger(port), account, password);
  }

  private static Answer signIn(Caller caller, String account, String password) {
    return caller.submit("/sign-in", "/sign-in", Map.of("username", account, "password", password));
  }
}
