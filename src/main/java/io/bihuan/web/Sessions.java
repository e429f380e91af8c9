package io.bihuan.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The browsers that are signed in at this node. A session that is used all the time ends too: a
 * telephone that was lost, or a computer of a meeting room, is not signed in for ever.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER - 1)
class Sessions extends OncePerRequestFilter {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final int LONGEST_BROWSER = 200;

  private final Map<String, OpenSession> open = new ConcurrentHashMap<>();
  private final Clock clock;

  Sessions(Clock clock) {
    this.clock = clock;
  }

  @EventListener
  void signedIn(InteractiveAuthenticationSuccessEvent event) {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes at) {
      HttpServletRequest request = at.getRequest();
      HttpSession session = request.getSession();
      String browser = String.valueOf(request.getHeader("User-Agent"));
      session.setAttribute(
          OpenSession.NAME,
          new OpenSession(
              this,
              session,
              event.getAuthentication().getName(),
              request.getRemoteAddr(),
              browser.length() <= LONGEST_BROWSER ? browser : browser.substring(0, LONGEST_BROWSER),
              clock.instant()));
    }
  }

  /** Those of one account, the latest first. */
  List<OpenSession> of(String username) {
    return open.values().stream()
        .filter(session -> session.username().equals(username))
        .sorted(Comparator.comparing(OpenSession::since).reversed())
        .toList();
  }

  void open(OpenSession session) {
    open.put(session.id(), session);
  }

  void over(OpenSession session) {
    open.remove(session.id());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null
        && session.getAttribute(OpenSession.NAME) instanceof OpenSession signedIn
        && isOver(signedIn.since())) {
      signedIn.end();
    }
    chain.doFilter(request, response);
  }

  private boolean isOver(Instant since) {
    return since.plus(LONGEST).isBefore(clock.instant());
  }
}
