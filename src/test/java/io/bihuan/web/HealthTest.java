package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a stranger learns of the state of the system: whether it is there. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class HealthTest {
  @LocalServerPort private int port;

  @Test
  void aNodeThatReachesItsDatabaseIsUpAndSaysNoMore() {
    Answer answer = Caller.stranger(port).get("/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void aNodeWithoutItsDatabaseIsDown() {
    HikariDataSource gone = new HikariDataSource();
    gone.close();

    assertThat(new HealthController(gone).health().getStatusCode().value()).isEqualTo(503);
  }

  /** D97, D98: nothing of the framework, the engine or the database has a door of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/health",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/loggers",
        "/jolokia",
        "/h2-console",
        "/engine-rest/engine",
        "/camunda/app/cockpit",
        "/swagger-ui/index.html",
        "/v3/api-docs"
      })
  void noOtherDoorIsOpen(String path) {
    Answer answer = Caller.stranger(port).get(path);

    assertThat(answer.status()).isIn(302, 401, 404);
    assertThat(answer.header("Location"))
        .satisfiesAnyOf(to -> assertThat(to).isEmpty(), to -> assertThat(to).endsWith("/sign-in"));
  }
}
