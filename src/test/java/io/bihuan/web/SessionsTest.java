package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Where one is signed in, and how it ends there. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SessionsTest {
  private static final String PAGE = "/account/sessions";
  private static final Pattern ID = Pattern.compile("name=\"session\" value=\"([0-9a-f-]{36})\"");

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private ServletContext context;

  private County.Folk folk;
  private Caller here;
  private Caller lost;

  @BeforeEach
  void found() {
    folk = county.found();
    here = Caller.browser(port, folk.account(folk.worker));
    lost = Caller.browser(port, folk.account(folk.worker));
  }

  @Test
  void oneSeesWhereOneIsSignedIn() {
    Answer page = here.get(PAGE);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("127.0.0.1", "就是这台");
    assertThat(others(here)).hasSize(1);
  }

  @Test
  void aLostOneIsSignedOutFromHere() {
    assertThat(lost.get("/account").status()).isEqualTo(200);

    Answer ended = here.submit(PAGE, PAGE, Map.of("session", others(here).get(0)));

    assertThat(ended.status()).isEqualTo(302);
    assertThat(others(here)).isEmpty();
    assertThat(lost.get("/account").header("Location")).endsWith("/sign-in");
    assertThat(here.get("/account").status()).isEqualTo(200);
  }

  @Test
  void allOthersEndAtOnce() {
    Caller third = Caller.browser(port, folk.account(folk.worker));

    here.submit(PAGE, PAGE, Map.of());

    assertThat(others(here)).isEmpty();
    assertThat(lost.get("/account").header("Location")).endsWith("/sign-in");
    assertThat(third.get("/account").header("Location")).endsWith("/sign-in");
    assertThat(here.get("/account").status()).isEqualTo(200);
  }

  @Test
  void anothersSessionIsNeitherSeenNorEnded() {
    Caller colleague = Caller.browser(port, folk.account(folk.colleague));
    String his = others(lost).get(0);

    assertThat(others(colleague)).isEmpty();
    colleague.submit("/account", PAGE, Map.of("session", his));

    assertThat(here.get("/account").status()).isEqualTo(200);
    assertThat(lost.get("/account").status()).isEqualTo(200);
  }

  @Test
  void whoSignsOutIsNotListedAnyLonger() {
    lost.submit("/account", "/sign-out", Map.of());

    assertThat(others(here)).isEmpty();
  }

  /** D18, D19, D21, D23. */
  @Test
  void aSessionIsAnotherOneAfterSigningInAndNoneAfterSigningOut() {
    Caller visitor = Caller.stranger(port);
    Answer door = visitor.get("/sign-in");
    Map<String, String> account =
        Map.of("username", folk.account(folk.worker), "password", County.LOGIN_PASSWORD);
    Answer in = visitor.submit("/sign-in", "/sign-in", account);
    String session = cookie(in);

    assertThat(session).isNotEqualTo(cookie(door));
    assertThat(in.header("Set-Cookie")).contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
    assertThat(with(cookie(door)).header("Location")).endsWith("/sign-in");
    assertThat(with(session).status()).isEqualTo(200);
    visitor.submit("/account", "/sign-out", Map.of());
    assertThat(with(session).header("Location")).endsWith("/sign-in");
    Answer chosen =
        Caller.stranger(port)
            .send(
                "GET",
                "/sign-in",
                Map.of("Cookie", "JSESSIONID=00000000000000000000000000000000"),
                new byte[0]);
    assertThat(cookie(chosen)).isNotEqualTo("JSESSIONID=00000000000000000000000000000000");
  }

  private static String cookie(Answer answer) {
    String set = answer.header("Set-Cookie");
    assertThat(set).startsWith("JSESSIONID=");
    return set.split(";", 2)[0];
  }

  private Answer with(String cookie) {
    return Caller.stranger(port)
        .send("GET", "/account", Map.of("Cookie", cookie, "Accept", "text/html"), new byte[0]);
  }

  /** D20: and after half an hour in which nothing was asked. */
  @Test
  void aSessionThatIsNotUsedEndsAfterHalfAnHour() {
    assertThat(context.getSessionTimeout()).isEqualTo(30);
  }

  /** D20: used or not, after twelve hours it is over. */
  @ParameterizedTest
  @CsvSource({"719, false", "721, true"})
  void aSessionEndsAfterTwelveHours(long minutes, boolean over)
      throws ServletException, IOException {
    Instant morning = Instant.parse("2026-11-23T00:00:00Z");
    Clock later = Clock.fixed(morning.plus(Duration.ofMinutes(minutes)), ZoneId.of("UTC"));
    Sessions sessions = new Sessions(later);
    MockHttpSession session = new MockHttpSession();
    session.setAttribute(
        OpenSession.NAME, new OpenSession(sessions, session, "w", "127.0.0.1", "any", morning));
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.setSession(session);

    sessions.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

    assertThat(session.isInvalid()).isEqualTo(over);
    assertThat(sessions.of("w")).hasSize(over ? 0 : 1);
  }

  private static List<String> others(Caller caller) {
    return ID.matcher(caller.get(PAGE).text()).results().map(found -> found.group(1)).toList();
  }
}
