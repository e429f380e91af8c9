package io.bihuan.web;

import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** How a page says no, when it is not at a field of a form. */
@ControllerAdvice(annotations = Controller.class)
class PageProblems {
  private final ProblemWriter words;

  PageProblems(ProblemWriter words) {
    this.words = words;
  }

  @ExceptionHandler
  ModelAndView refused(Refused refused, HttpServletResponse response, Locale locale) {
    ModelAndView page = page(ProblemWriter.statusOf(refused).value(), response);
    page.addObject("what", words.first(refused, locale));
    return page;
  }

  @ExceptionHandler
  ModelAndView unknown(NoSuchHazard absent, HttpServletResponse response) {
    return page(404, response);
  }

  @ExceptionHandler({
    OutOfStep.class,
    ConcurrencyFailureException.class,
    DuplicateKeyException.class
  })
  ModelAndView stale(Exception stale, HttpServletResponse response) {
    return page(409, response);
  }

  @ExceptionHandler({
    MethodArgumentTypeMismatchException.class,
    ServletRequestBindingException.class,
    BindException.class,
    MultipartException.class
  })
  ModelAndView unreadable(Exception e, HttpServletResponse response) {
    return page(e instanceof MaxUploadSizeExceededException ? 413 : 400, response);
  }

  private static ModelAndView page(int status, HttpServletResponse response) {
    response.setStatus(status);
    return new ModelAndView("error", Map.of("status", status));
  }
}
