package io.bihuan.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bihuan.refusal.Refusal;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Says no in words, by {@code application/problem+json} (RFC 9457), with a code that never changes.
 */
@Component
class ProblemWriter {
  private static final Set<String> MALFORMED = Set.of("refused.unknownField", "refused.format");
  private static final Set<String> FORBIDDEN =
      Set.of("refused.notYours", "refused.notInspector", "refused.noLongerHolder");

  private final ObjectMapper json;
  private final MessageSource messages;
  private final LocaleResolver locales;

  ProblemWriter(ObjectMapper json, MessageSource messages, LocaleResolver locales) {
    this.json = json;
    this.messages = messages;
    this.locales = locales;
  }

  /** 400 for what cannot be read, 403 for who may not, 422 for what the rules refuse. */
  static HttpStatus statusOf(Refused refused) {
    for (Refusal refusal : refused.refusals()) {
      if (MALFORMED.contains(refusal.code())) {
        return HttpStatus.BAD_REQUEST;
      }
      if (FORBIDDEN.contains(refusal.code()) || refusal.code().startsWith("refused.signing.")) {
        return HttpStatus.FORBIDDEN;
      }
    }
    return HttpStatus.UNPROCESSABLE_ENTITY;
  }

  ProblemDetail problem(Refused refused, Locale locale) {
    List<Map<String, String>> errors =
        refused.refusals().stream()
            .map(
                refusal ->
                    Map.of(
                        "field",
                        refusal.field(),
                        "code",
                        refusal.code(),
                        "message",
                        sentence(refusal, locale)))
            .toList();
    ProblemDetail problem =
        problem(statusOf(refused).value(), refused.refusals().get(0).code(), locale);
    problem.setTitle(say("problem.refused", locale));
    problem.setDetail(
        String.join(
            say("list.semicolon", locale),
            errors.stream().map(error -> error.get("message")).toList()));
    problem.setProperty("errors", errors);
    return problem;
  }

  ProblemDetail problem(int status, String code, Locale locale) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setType(URI.create("about:blank"));
    String words = say(code, locale);
    problem.setTitle(words);
    problem.setDetail(words);
    problem.setProperty("code", code);
    return problem;
  }

  /** The reason at each field, as a form shows them; one reason a field is enough. */
  Map<String, String> byField(Refused refused, Locale locale) {
    Map<String, String> byField = new LinkedHashMap<>();
    refused
        .refusals()
        .forEach(refusal -> byField.putIfAbsent(refusal.field(), reason(refusal, locale)));
    return byField;
  }

  /** The first reason, without a field's name. */
  String first(Refused refused, Locale locale) {
    return reason(refused.refusals().get(0), locale);
  }

  private String reason(Refusal refusal, Locale locale) {
    return String.valueOf(
        messages.getMessage(refusal.code(), refusal.args().toArray(), refusal.code(), locale));
  }

  /** The name of the field, then what is wrong with it. */
  String sentence(Refusal refusal, Locale locale) {
    String reason = reason(refusal, locale);
    String label =
        refusal.field().isEmpty()
            ? ""
            : messages.getMessage("field." + refusal.field(), null, refusal.field(), locale);
    return label == null || label.isEmpty() ? reason : label + say("form.colon", locale) + reason;
  }

  String say(String code, Locale locale, Object... args) {
    return String.valueOf(messages.getMessage(code, args, code, locale));
  }

  static String codeOf(int status) {
    return switch (status) {
      case 401 -> "problem.unauthenticated";
      case 404 -> "problem.notFound";
      case 405 -> "problem.method";
      case 406 -> "problem.notAcceptable";
      case 409 -> "problem.outOfStep";
      case 413 -> "problem.tooLarge";
      case 415 -> "problem.mediaType";
      case 429 -> "problem.tooManyTries";
      default -> status < 500 ? "problem.unreadable" : "problem.internal";
    };
  }

  /** For where there is no request to ask for the reader's language. */
  String json(int status) throws JsonProcessingException {
    return json.writeValueAsString(problem(status, codeOf(status), Locale.SIMPLIFIED_CHINESE));
  }

  String html(int status) {
    String words = say(codeOf(status), Locale.SIMPLIFIED_CHINESE);
    return "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>%s</title><p>%s</p>"
        .formatted(words, words);
  }

  void unauthenticated(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (why instanceof TooManyTries tries) {
      response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tries.seconds()));
      write(request, response, 429, "problem.tooManyTries");
    } else {
      write(request, response, 401, "problem.unauthenticated");
    }
  }

  void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    write(request, response, 404, "problem.notFound");
  }

  void write(HttpServletRequest request, HttpServletResponse response, int status, String code)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    json.writeValue(response.getWriter(), problem(status, code, locales.resolveLocale(request)));
  }
}
