package io.bihuan.web;

import io.bihuan.demo.DemoPeople;
import io.bihuan.people.Accounts;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.server.Ssl;
import org.springframework.stereotype.Component;

/** What the start prints: the address, and with whom to begin. */
@Component
class Greeting implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(Greeting.class);

  private final ObjectProvider<WebServerApplicationContext> server;
  private final Accounts accounts;
  private final ObjectProvider<DemoPeople> demo;
  private final ProblemWriter words;
  private final ServerProperties settings;

  Greeting(
      ObjectProvider<WebServerApplicationContext> server,
      Accounts accounts,
      ObjectProvider<DemoPeople> demo,
      ProblemWriter words,
      ServerProperties settings) {
    this.server = server;
    this.accounts = accounts;
    this.demo = demo;
    this.words = words;
    this.settings = settings;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    WebServerApplicationContext listening = server.getIfAvailable();
    if (listening == null) {
      // A test without a server: nobody could come.
      return;
    }
    StringBuilder text = new StringBuilder(System.lineSeparator());
    String scheme = Ssl.isEnabled(settings.getSsl()) ? "https" : "http";
    line(text, "greeting.address", scheme + "://localhost:" + listening.getWebServer().getPort());
    DemoPeople cast = demo.getIfAvailable();
    if (cast != null) {
      line(text, "greeting.demo", cast.loginPassword(), cast.signingPassword());
      cast.accounts()
          .forEach(
              a ->
                  line(
                      text,
                      "greeting.account",
                      "%-8s".formatted(a.account()),
                      a.name(),
                      a.title(),
                      a.place()));
    } else {
      Optional<String> token = accounts.setupToken();
      token.ifPresent(it -> line(text, "greeting.setup", it));
    }
    LOG.info(text.toString());
  }

  private void line(StringBuilder text, String code, Object... args) {
    text.append(words.say(code, Locale.SIMPLIFIED_CHINESE, args)).append(System.lineSeparator());
  }
}
