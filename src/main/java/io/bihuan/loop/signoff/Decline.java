package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.people.PersonId;
import java.time.Instant;

/**
 * 拒签: the unit would not sign. It takes the place of the signature that is missing (安全生产法 第六十八条).
 *
 * @param subject the hazard or inspection that went on without it
 * @param act what was not signed; {@code RECEIVE_ORDER} is 留置送达
 * @param step the step of the subject that it ended
 * @param refusedBy who would not, by name, with his post
 * @param filmed a video was taken
 */
public record Decline(
    String matterNo,
    int seq,
    String subject,
    Act act,
    int step,
    int round,
    String refusedBy,
    String refusedPost,
    String reason,
    boolean filmed,
    PersonId recordedBy,
    Instant recordedAt) {

  /** 见证人: saw it, is no person of the product and signs nothing. */
  public record Witness(String name, String post) {}

  /** 留置送达: the order was left in place. */
  public boolean isLeftInPlace() {
    return act == Act.RECEIVE_ORDER;
  }
}
