package io.bihuan.record.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One signed act as it was written, never to be changed: the exact bytes that were signed, the
 * signature, and its place in the chain of its subject. All other columns are only an index over
 * the payload.
 *
 * @param subject what the act is about; the ledger does not know what that is
 * @param seq place in the chain of the subject, from 1
 * @param payload the canonical JSON that was signed, character by character
 * @param prevHash leaf hash of the act before, 64 zeros for the first
 */
public record SignedAct(
    String subject,
    int seq,
    String taskId,
    String act,
    int round,
    int step,
    String decision,
    String signerId,
    String keyId,
    String alg,
    String payload,
    String signature,
    String prevHash,
    String leafHash,
    Instant signedAt) {
  /** What the first act of a chain names as the one before it. */
  public static final String NO_ACT_BEFORE = "0".repeat(64);

  /** The end of a chain: how many acts, and the hash that the next one has to name. */
  public record Head(int seq, String leafHash) {
    static Head of(@Nullable Head head) {
      return head == null ? new Head(0, NO_ACT_BEFORE) : head;
    }
  }
}
