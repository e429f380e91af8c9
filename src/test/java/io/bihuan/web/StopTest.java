package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanApplication;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.TestDatabase;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.PendingActs;
import io.bihuan.signing.ActRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The application is told to stop, as by SIGTERM, while somebody signs. */
@Tag("database")
class StopTest {
  private static final String WAITING_FOR_A_LOCK =
      TestDatabase.isPostgresql()
          ? "select count(*) from pg_locks where not granted"
          : "select count(*) from information_schema.sessions where blocker_id is not null";

  /** D136. */
  @Test
  void whoIsSigningIsAnsweredAndNobodyNewIsLetIn() throws Exception {
    ConfigurableApplicationContext application =
        new SpringApplicationBuilder(BihuanApplication.class)
            .profiles("test")
            .initializers(new TestDatabase())
            .run("--server.port=0");
    int port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
    County.Folk folk = application.getBean(County.class).found();
    HazardNo no = folk.standingAt(Act.ENDORSE);
    ActRequest request =
        folk.request(application.getBean(PendingActs.class).of(no.value()).get(0), Decision.AGREED);
    Caller town = Caller.script(port, folk.account(folk.townLeader));
    CompletableFuture<Answer> signed;
    CompletableFuture<Void> stopped;
    try (Connection holds = TestDatabase.connectAsOwner();
        Connection looks = TestDatabase.connectAsOwner()) {
      holds.setAutoCommit(false);
      execute(holds, "update bihuan.hazard set place = place where no = '" + no + "'");
      signed =
          CompletableFuture.supplyAsync(
              () -> town.post(SayingNo.act(no, Act.ENDORSE), SayingNo.body(request)));
      while (count(looks, WAITING_FOR_A_LOCK) == 0) {
        assertThat(signed).isNotDone();
        Thread.onSpinWait();
      }
      stopped = CompletableFuture.runAsync(application::close);
      while (isListening(port)) {
        Thread.onSpinWait();
      }
      assertThat(signed).isNotDone();
      assertThat(stopped).isNotDone();
      holds.rollback();
    }
    Answer answer = signed.get(1, TimeUnit.MINUTES);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    stopped.get(1, TimeUnit.MINUTES);
    try (Connection looks = TestDatabase.connectAsOwner()) {
      assertThat(
              count(
                  looks,
                  "select count(*) from ledger.signed_act where leaf_hash = '"
                      + answer.json().get("leafHash").asText()
                      + "'"))
          .isEqualTo(1);
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
