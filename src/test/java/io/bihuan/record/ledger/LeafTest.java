package io.bihuan.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bihuan.record.ledger.Unsignable.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafTest {

  private static final String PAYLOAD =
      CanonicalJson.write(Map.of("caseNo", "HZ-2026-000123", "text", "\u9690\u60a3\n\"x\""));
  private static final Leaf LEAF =
      new Leaf("Ed25519", "ed25519-21fe31dfa154a261", PAYLOAD, "AAECAw==");

  @Test
  void signsTheDomainAndThePayload() {
    assertThat(new String(Leaf.signingInput(PAYLOAD), StandardCharsets.UTF_8))
        .isEqualTo("hazard-act/v1\n" + PAYLOAD);
    assertThat(LEAF.signingInput()).isEqualTo(Leaf.signingInput(PAYLOAD));
  }

  @Test
  void holdsThePayloadByteForByte() {
    assertThat(LEAF.text())
        .isEqualTo(
            "{\"alg\":\"Ed25519\",\"keyId\":\"ed25519-21fe31dfa154a261\",\"payload\":"
                + PAYLOAD
                + ",\"sig\":\"AAECAw==\"}");
  }

  @Test
  void isTheCanonicalFormOfItsParts() {
    assertThat(LEAF.text())
        .isEqualTo(
            CanonicalJson.write(
                Map.of(
                    "sig",
                    LEAF.signature(),
                    "payload",
                    CanonicalJson.read(PAYLOAD),
                    "keyId",
                    LEAF.keyId(),
                    "alg",
                    LEAF.alg())));
  }

  /** Computed by Python's hashlib over a zero byte and the leaf. */
  @Test
  void hasTheHashThatOthersCompute() {
    assertThat(LEAF.hash())
        .isEqualTo("a4e857640c1707547ea98ca76abf5865658564e2d7519bc22308596f7f4ab91b")
        .isEqualTo(Leaf.hashOf(LEAF.text()));
  }

  @Test
  void everyPartMovesTheHash() {
    assertThat(
            List.of(
                LEAF.hash(),
                new Leaf("Ed25518", LEAF.keyId(), PAYLOAD, LEAF.signature()).hash(),
                new Leaf(LEAF.alg(), "ed25519-0", PAYLOAD, LEAF.signature()).hash(),
                new Leaf(LEAF.alg(), LEAF.keyId(), "{}", LEAF.signature()).hash(),
                new Leaf(LEAF.alg(), LEAF.keyId(), PAYLOAD, "AAECBA==").hash()))
        .doesNotHaveDuplicates();
  }

  @Test
  void noPayloadEndsEarlyAndForgesTheRest() {
    String forged = "{},\"sig\":\"AAAA\",\"x\":{}";

    assertThat(refusal("Ed25519", forged, "AAECAw==")).isEqualTo(Reason.NOT_CANONICAL);
    assertThat(catchThrowableOfType(Unsignable.class, () -> Leaf.signingInput(forged)).reason())
        .isEqualTo(Reason.NOT_CANONICAL);
  }

  @Test
  void aPartThatIsNoTextIsRefused() {
    assertThat(refusal("Ed\u0000", PAYLOAD, "AAECAw==")).isEqualTo(Reason.CONTROL_CHARACTER);
  }

  @Test
  void aQuoteInAPartIsEscaped() {
    assertThat(new Leaf("a\",\"b", "k", "{}", "AAAA").text())
        .isEqualTo("{\"alg\":\"a\\\",\\\"b\",\"keyId\":\"k\",\"payload\":{},\"sig\":\"AAAA\"}");
  }

  /** Without padding; with spare bits set; of the URL alphabet; with a line end; nothing at all. */
  @ParameterizedTest
  @ValueSource(strings = {"AAECAw", "AAECAx==", "-_8=", "AAEC\nAw==", "AAECAw== ", "", "="})
  void aSignatureHasOneSpelling(String signature) {
    assertThat(refusal("Ed25519", PAYLOAD, signature)).isEqualTo(Reason.NOT_BASE64);
  }

  @Test
  void halfACharacterIsNotHashedAsAQuestionMark() {
    assertThat(catchThrowableOfType(Unsignable.class, () -> Leaf.hashOf("\ud83d")).reason())
        .isEqualTo(Reason.LONE_SURROGATE);
  }

  private static Reason refusal(String alg, String payload, String signature) {
    return catchThrowableOfType(
            Unsignable.class, () -> new Leaf(alg, "ed25519-0", payload, signature))
        .reason();
  }
}
