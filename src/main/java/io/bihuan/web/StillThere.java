package io.bihuan.web;

import io.bihuan.people.Account;
import io.bihuan.people.Accounts;
import io.bihuan.people.SigningKeys;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An account that was disabled is out with its next request, not with its next sign-in; and one
 * that is new goes nowhere before its owner has set passwords of his own.
 */
class StillThere extends OncePerRequestFilter {
  static final String FIRST_SIGN_IN = "/first-sign-in";

  private final Accounts accounts;
  private final SigningKeys keys;
  private final ProblemWriter problems;

  StillThere(Accounts accounts, SigningKeys keys, ProblemWriter problems) {
    this.accounts = accounts;
    this.keys = keys;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn me)) {
      chain.doFilter(request, response);
      return;
    }
    boolean script = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    Optional<Account> account = accounts.find(me.getUsername()).filter(Account::enabled);
    if (account.isEmpty()) {
      SecurityContextHolder.clearContext();
      HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
      if (script) {
        problems.write(request, response, 401, "problem.unauthenticated");
      } else {
        response.sendRedirect(request.getContextPath() + "/sign-in");
      }
      return;
    }
    boolean ready =
        !account.get().initial() && (account.get().administrator() || keys.isChosen(me.person()));
    if (!ready && !isOnTheWay(request)) {
      if (script) {
        problems.write(request, response, 403, "problem.firstSignIn");
      } else {
        response.sendRedirect(request.getContextPath() + FIRST_SIGN_IN);
      }
      return;
    }
    chain.doFilter(request, response);
  }

  private static boolean isOnTheWay(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals(FIRST_SIGN_IN)
        || path.equals("/sign-out")
        || path.startsWith("/webjars/")
        || path.equals("/bihuan.css")
        || path.equals("/bihuan.js")
        || path.equals("/mark.svg")
        || path.equals("/error");
  }
}
