package io.bihuan.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.refusal.Refused;
import java.util.Locale;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** How the API says no. */
@RestControllerAdvice(annotations = RestController.class)
class ApiProblems {
  private final ProblemWriter problems;

  ApiProblems(ProblemWriter problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(Refused refused, Locale locale) {
    return answer(problems.problem(refused, locale));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unknown(NoSuchHazard absent, Locale locale) {
    return answer(HttpStatus.NOT_FOUND, "problem.notFound", locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> stale(OutOfStep stale, Locale locale) {
    return answer(HttpStatus.CONFLICT, "problem.outOfStep", locale);
  }

  @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class})
  ResponseEntity<ProblemDetail> busy(Exception busy, Locale locale) {
    return answer(HttpStatus.CONFLICT, "problem.busy", locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e, Locale locale) {
    if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
      return refused(Refused.because(unknown.getPropertyName(), "refused.unknownField"), locale);
    }
    if (e.getCause() instanceof JsonMappingException wrong
        && !wrong.getPath().isEmpty()
        && wrong.getPath().get(0).getFieldName() != null) {
      return refused(
          Refused.because(wrong.getPath().get(0).getFieldName(), "refused.format"), locale);
    }
    return answer(HttpStatus.BAD_REQUEST, "problem.unreadable", locale);
  }

  @ExceptionHandler({
    MissingServletRequestPartException.class,
    ServletRequestBindingException.class,
    MethodArgumentTypeMismatchException.class,
    MultipartException.class
  })
  ResponseEntity<ProblemDetail> incomplete(Exception e, Locale locale) {
    return e instanceof MaxUploadSizeExceededException
        ? answer(HttpStatus.PAYLOAD_TOO_LARGE, "problem.tooLarge", locale)
        : answer(HttpStatus.BAD_REQUEST, "problem.unreadable", locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongMethod(
      HttpRequestMethodNotSupportedException e, Locale locale) {
    return answer(HttpStatus.METHOD_NOT_ALLOWED, "problem.method", locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> wrongType(HttpMediaTypeException e, Locale locale) {
    HttpStatus status =
        e instanceof HttpMediaTypeNotAcceptableException
            ? HttpStatus.NOT_ACCEPTABLE
            : HttpStatus.UNSUPPORTED_MEDIA_TYPE;
    return answer(status, ProblemWriter.codeOf(status.value()), locale);
  }

  private ResponseEntity<ProblemDetail> answer(HttpStatus status, String code, Locale locale) {
    return answer(problems.problem(status.value(), code, locale));
  }

  /** Whatever the caller said he reads: a no he cannot read would be no answer at all. */
  private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
