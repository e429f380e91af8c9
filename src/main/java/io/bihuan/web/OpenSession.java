package io.bihuan.web;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Instant;
import java.util.UUID;

/**
 * 会话: one browser that is signed in, kept in the session itself, so that it is gone with it. Its
 * own id is not that of the session, which is as good as a password.
 */
final class OpenSession implements HttpSessionBindingListener {
  static final String NAME = OpenSession.class.getName();

  private final String id = UUID.randomUUID().toString();
  private final Sessions sessions;
  private final HttpSession session;
  private final String username;
  private final String address;
  private final String browser;
  private final Instant since;

  OpenSession(
      Sessions sessions,
      HttpSession session,
      String username,
      String address,
      String browser,
      Instant since) {
    this.sessions = sessions;
    this.session = session;
    this.username = username;
    this.address = address;
    this.browser = browser;
    this.since = since;
  }

  String id() {
    return id;
  }

  String username() {
    return username;
  }

  String address() {
    return address;
  }

  /** What the browser says it is; anybody may say anything. */
  String browser() {
    return browser;
  }

  Instant since() {
    return since;
  }

  void end() {
    try {
      session.invalidate();
    } catch (IllegalStateException overMeanwhile) {
      sessions.over(this);
    }
  }

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    sessions.open(this);
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    sessions.over(this);
  }
}
