package io.bihuan.journey;

import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One person before a browser: opens a page, fills it in, reads the paper, signs. */
final class Desk {
  private final Caller browser;
  private final Caller script;

  Desk(int port, String account) {
    browser = Caller.browser(port, account);
    script = Caller.script(port, account);
  }

  Caller script() {
    return script;
  }

  Answer get(String path) {
    return browser.get(path);
  }

  /** Reports a hazard with one photo; its number. */
  String reports(String unit, String what) {
    String photo =
        script
            .upload("/api/v1/evidence", new Part("file", "before.png", County.aPhoto()))
            .json()
            .get("id")
            .asText();
    Answer reported =
        script.post(
            "/api/v1/hazards",
            Map.of(
                "unit",
                unit,
                "place",
                "Workshop 2, east exit",
                "description",
                what,
                "category",
                "fire",
                "evidence",
                List.of(photo)));
    return expect(reported, 201).json().get("no").asText();
  }

  /** Fills in the page and looks at the paper. */
  Answer previews(String path, Map<String, String> form, int photos) {
    return post(path, browser.get(path), form, photos, "preview", Map.of());
  }

  /** Fills in the page, looks at the paper and signs it. */
  Answer signs(String path, Map<String, String> form, int photos) {
    return signs(path, form, photos, Map.of("password", County.SIGNING_PASSWORD));
  }

  Answer signs(String path, Map<String, String> form, int photos, Map<String, String> passwords) {
    Answer paper = expect(previews(path, form, photos), 200);
    return post(path, paper, form, 0, "sign", passwords);
  }

  private Answer post(
      String path,
      Answer page,
      Map<String, String> form,
      int photos,
      String step,
      Map<String, String> passwords) {
    List<Part> parts = new ArrayList<>();
    for (String hidden : List.of("_csrf", "task", "round", "digest")) {
      value(page, hidden).ifPresent(value -> parts.add(Part.field(hidden, value)));
    }
    if (step.equals("sign")) {
      values(page, "evidence").stream()
          .distinct()
          .forEach(id -> parts.add(Part.field("evidence", id)));
    }
    form.forEach((name, value) -> parts.add(Part.field(name, value)));
    passwords.forEach((name, value) -> parts.add(Part.field(name, value)));
    parts.add(Part.field("step", step));
    for (int i = 0; i < photos; i++) {
      parts.add(new Part("photos", "photo.png", County.aPhoto()));
    }
    return browser.upload(path, parts.toArray(Part[]::new));
  }

  static Answer expect(Answer answer, int status) {
    if (answer.status() != status) {
      throw new AssertionError(
          "%d instead of %d: %s"
              .formatted(
                  answer.status(), status, new String(answer.bytes(), StandardCharsets.UTF_8)));
    }
    return answer;
  }

  static Optional<String> value(Answer page, String name) {
    return values(page, name).stream().findFirst();
  }

  static List<String> values(Answer page, String name) {
    return Pattern.compile("<input[^>]*name=\"%s\"[^>]*value=\"([^\"]*)\"".formatted(name))
        .matcher(page.text())
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
