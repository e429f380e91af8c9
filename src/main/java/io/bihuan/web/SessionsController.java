package io.bihuan.web;

import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own sessions: to see them, and to end those that are not here. */
@Controller
class SessionsController {
  private static final String PAGE = "/account/sessions";

  private final Sessions sessions;
  private final Views views;
  private final ProblemWriter words;

  SessionsController(Sessions sessions, Views views, ProblemWriter words) {
    this.sessions = sessions;
    this.views = views;
    this.words = words;
  }

  @GetMapping(PAGE)
  String sessions(@AuthenticationPrincipal SignedIn me, HttpSession here, Model model) {
    model.addAttribute(
        "page",
        new SessionsPage(
            sessions.of(me.getUsername()).stream()
                .map(
                    session ->
                        new SessionsPage.Session(
                            session.id(),
                            session.browser(),
                            session.address(),
                            views.local(session.since()),
                            isHere(session, here)))
                .toList()));
    return "sessions";
  }

  /** Another's session cannot be named: only one's own are looked at. */
  @PostMapping(PAGE)
  String end(
      @RequestParam(defaultValue = "") String session,
      @AuthenticationPrincipal SignedIn me,
      HttpSession here,
      RedirectAttributes next,
      Locale locale) {
    sessions.of(me.getUsername()).stream()
        .filter(one -> session.isEmpty() || one.id().equals(session))
        .filter(one -> !isHere(one, here))
        .forEach(OpenSession::end);
    next.addFlashAttribute("notice", Notice.done(words.say("sessions.ended", locale)));
    return "redirect:" + PAGE;
  }

  private static boolean isHere(OpenSession session, HttpSession here) {
    return here.getAttribute(OpenSession.NAME) instanceof OpenSession mine
        && mine.id().equals(session.id());
  }
}
