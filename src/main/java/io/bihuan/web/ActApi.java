package io.bihuan.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.refusal.Refused;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Paper;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The acts for scripts: open, see the paper, sign, begin. The same service as the pages. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ActApi {
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,100}");

  private final Subjects subjects;
  private final PendingActs pendingActs;
  private final Signing signing;
  private final Views views;
  private final ObjectMapper json;

  ActApi(
      Subjects subjects, PendingActs pendingActs, Signing signing, Views views, ObjectMapper json) {
    this.subjects = subjects;
    this.pendingActs = pendingActs;
    this.signing = signing;
    this.views = views;
    this.json = json;
  }

  record SigningBody(@Nullable String password, @Nullable String shown) {}

  record ActBody(
      @Nullable Integer round,
      @Nullable String task,
      @Nullable Map<String, @Nullable Object> form,
      @Nullable List<String> evidence,
      @Nullable SigningBody signing) {}

  record Waiting(
      String subject,
      String page,
      String act,
      int round,
      String task,
      @Nullable LocalDate deadline,
      String unit,
      String place,
      String description) {}

  record PaperBody(String title, List<String> paragraphs, List<String> foot, String digest) {}

  record Blank(
      int round,
      String task,
      Map<String, String> prefill,
      Map<String, Map<String, String>> choices) {}

  @Operation(summary = "我的待办 · The acts that wait for me, nearest deadline first")
  @GetMapping("/acts")
  HazardApi.Lines<Waiting> mine(@AuthenticationPrincipal SignedIn me) {
    return new HazardApi.Lines<>(
        pendingActs.waitingFor(me.person()).stream().map(this::waiting).toList(), null);
  }

  @Operation(summary = "打开一步 · One act as it waits for me: what is prefilled, what may be chosen")
  @GetMapping({"/hazards/{no}/acts/{act}", "/inspections/{no}/acts/{act}"})
  Blank open(
      @PathVariable String no,
      @PathVariable String act,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request) {
    return blank(signing.open(me.signer(request), no, act));
  }

  @Operation(summary = "看纸面 · The paper that would be signed, word for word")
  @PostMapping(
      path = {"/hazards/{no}/acts/{act}/paper", "/inspections/{no}/acts/{act}/paper"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  PaperBody paper(
      @PathVariable String no,
      @PathVariable String act,
      @RequestBody ActBody body,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request) {
    Paper paper = signing.preview(me.signer(request), request(no, act, body));
    return new PaperBody(paper.title(), paper.paragraphs(), paper.foot(), paper.digest());
  }

  @Operation(summary = "发起 · What signing would begin: what is prefilled, what may be chosen")
  @GetMapping({"/hazards/{no}/begin/{act}", "/inspections/{no}/begin/{act}"})
  Blank openBeginning(
      @PathVariable String no,
      @PathVariable String act,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request) {
    return blank(signing.openBeginning(me.signer(request), no, act));
  }

  @Operation(summary = "签字 · Sign an act; the same Idempotency-Key gets the same answer")
  @PostMapping(
      path = {"/hazards/{no}/acts/{act}", "/inspections/{no}/acts/{act}"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  Receipt sign(
      @PathVariable String no,
      @PathVariable String act,
      @RequestBody ActBody body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request) {
    return signing.sign(
        me.signer(request),
        request(no, act, body),
        password(body),
        shown(body),
        checked(key),
        hashOf(no, act, body));
  }

  @Operation(summary = "发起并签字 · Begin a matter about it by signing its first act, both or neither")
  @PostMapping(
      path = {"/hazards/{no}/begin/{act}", "/inspections/{no}/begin/{act}"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  Receipt begin(
      @PathVariable String no,
      @PathVariable String act,
      @RequestBody ActBody body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request) {
    return signing.begin(
        me.signer(request),
        new ActRequest(no, act, 1, null, form(body), evidence(body)),
        password(body),
        shown(body),
        checked(key),
        hashOf(no, act, body));
  }

  private static @Nullable String checked(@Nullable String key) {
    if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
      throw Refused.because("Idempotency-Key", "refused.format");
    }
    return key;
  }

  private static String password(ActBody body) {
    String password = body.signing() == null ? null : body.signing().password();
    if (password == null || password.isEmpty()) {
      throw Refused.because("signingPassword", "refused.missing");
    }
    return password;
  }

  private static @Nullable String shown(ActBody body) {
    return body.signing() == null ? null : body.signing().shown();
  }

  private static Map<String, @Nullable Object> form(ActBody body) {
    return body.form() == null ? Map.of() : body.form();
  }

  private static List<String> evidence(ActBody body) {
    return body.evidence() == null ? List.of() : body.evidence();
  }

  private static Blank blank(Signing.Blank blank) {
    return new Blank(
        blank.pending().round(), blank.pending().taskId(), blank.prefill(), blank.choices());
  }

  private Waiting waiting(PendingAct pending) {
    Subject subject = subjects.get(pending.subject());
    HazardHead head = views.head(subject, Locale.SIMPLIFIED_CHINESE);
    return new Waiting(
        subject.key(),
        head.page(),
        pending.act().id(),
        pending.round(),
        pending.taskId(),
        head.deadline(),
        head.unit(),
        head.place(),
        head.description());
  }

  private static ActRequest request(String no, String act, ActBody body) {
    Integer round = body.round();
    if (round == null) {
      throw Refused.because("round", "refused.missing");
    }
    return new ActRequest(no, act, round, body.task(), form(body), evidence(body));
  }

  /** Everything but the password: two requests are the same if they ask for the same. */
  private String hashOf(String no, String act, ActBody body) {
    try {
      byte[] asked =
          json.writeValueAsString(
                  new Object[] {no, act, body.round(), body.task(), body.form(), body.evidence()})
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
