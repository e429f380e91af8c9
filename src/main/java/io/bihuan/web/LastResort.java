package io.bihuan.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What nobody else answered: in words, with a reference into the log, and never with a trace. */
@Controller
class LastResort implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

  private final ProblemWriter problems;

  LastResort(ProblemWriter problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  @Nullable String error(HttpServletRequest request, HttpServletResponse response, Model model)
      throws IOException {
    Object asked = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = asked instanceof Integer code ? code : 404;
    if (status == 403 && isTooLarge(request)) {
      status = 413;
    }
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (path instanceof String uri && uri.startsWith(request.getContextPath() + "/api/")) {
      problems.write(request, response, status, codeOf(status));
      return null;
    }
    response.setStatus(status);
    model.addAttribute("status", status);
    if (status >= 500) {
      String reference = UUID.randomUUID().toString().substring(0, 8);
      LOG.error(
          "Reference {}: {}", reference, request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
      model.addAttribute("reference", reference);
    }
    return "error";
  }

  /** In a form that is too large nobody finds the token against forgery, so it looks forged. */
  private static boolean isTooLarge(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null || !type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
      return false;
    }
    try {
      request.getParts();
      return false;
    } catch (IllegalStateException tooLarge) {
      return true;
    } catch (IOException | ServletException unreadable) {
      return false;
    }
  }

  private static String codeOf(int status) {
    return switch (status) {
      case 400 -> "problem.unreadable";
      case 401 -> "problem.unauthenticated";
      case 405 -> "problem.method";
      case 413 -> "problem.tooLarge";
      case 415 -> "problem.mediaType";
      default -> status < 500 ? "problem.notFound" : "problem.internal";
    };
  }
}
