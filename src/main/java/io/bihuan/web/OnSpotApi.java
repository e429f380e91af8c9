package io.bihuan.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bihuan.hazard.Act;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refused;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

/** 即查即改 on one screen, for scripts. */
@RestController
@RequestMapping(path = "/api/v1/hazards/{no}/on-spot", produces = MediaType.APPLICATION_JSON_VALUE)
class OnSpotApi {
  private final Signing signing;
  private final Views views;
  private final ObjectMapper json;

  OnSpotApi(Signing signing, Views views, ObjectMapper json) {
    this.signing = signing;
    this.views = views;
    this.json = json;
  }

  record HandBody(@Nullable String person, @Nullable String password) {}

  record TogetherBody(
      @Nullable Integer round,
      @Nullable String task,
      @Nullable Map<String, @Nullable Object> form,
      @Nullable List<String> evidence,
      @Nullable String shown,
      @Nullable List<@Nullable HandBody> signatures) {}

  @Operation(summary = "同一屏幕上的签字人 · Who signs on one screen, in the order of signing")
  @GetMapping
  HazardApi.Lines<HazardApi.Named> hands(
      @PathVariable String no, @AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
    return new HazardApi.Lines<>(
        signing.gathered(me.signer(request), no, Act.CURE_ON_SPOT.id()).stream()
            .map(person -> new HazardApi.Named(person.value(), views.nameOf(person)))
            .toList(),
        null);
  }

  @Operation(summary = "三人在同一屏幕上签字 · All sign in one transaction, each with his own password")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  HazardApi.Lines<Receipt> sign(
      @PathVariable String no,
      @RequestBody TogetherBody body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request) {
    Integer round = body.round();
    if (round == null) {
      throw Refused.because("round", "refused.missing");
    }
    List<Signing.Hand> hands = new ArrayList<>();
    for (HandBody hand :
        body.signatures() == null ? List.<@Nullable HandBody>of() : body.signatures()) {
      if (hand == null || hand.person() == null || hand.password() == null) {
        throw Refused.because("signatures", "refused.missing");
      }
      hands.add(new Signing.Hand(new PersonId(hand.person()), hand.password()));
    }
    return new HazardApi.Lines<>(
        signing.signTogether(
            me.signer(request),
            new ActRequest(
                no,
                Act.CURE_ON_SPOT.id(),
                round,
                body.task(),
                body.form() == null ? Map.of() : body.form(),
                body.evidence() == null ? List.of() : body.evidence()),
            hands,
            body.shown(),
            ActApi.checked(key),
            hashOf(no, body)),
        null);
  }

  private String hashOf(String no, TogetherBody body) {
    try {
      byte[] asked =
          json.writeValueAsString(
                  new Object[] {no, body.round(), body.task(), body.form(), body.evidence()})
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
