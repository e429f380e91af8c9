package io.bihuan.workflow;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import org.springframework.stereotype.Component;

/**
 * The bean {@code loop}: what the diagrams ask. The engine carries the key, the domain answers;
 * when a gateway asks, the row has already moved, in the same transaction.
 */
@Component("loop")
public class LoopQuestions {
  private final Subjects subjects;
  private final Holders holders;

  LoopQuestions(Subjects subjects, Holders holders) {
    this.subjects = subjects;
    this.holders = holders;
  }

  public boolean standsAt(String subject, String act) {
    return subjects.get(subject).standsAt(Acts.of(act));
  }

  /** Whether nothing is waited for any more. */
  public boolean isOver(String subject) {
    return subjects.get(subject).isOver();
  }

  public String holder(String subject, String act) {
    return holderAt(subject, act, 0);
  }

  /**
   * @param place which of several signers, from 0
   */
  public String holderAt(String subject, String act, int place) {
    Act asked = Acts.of(act);
    return holders.of(subjects.get(subject), asked).get(place).value();
  }

  /** How many sign an act whose signers were named, as the members of a panel are. */
  public int signers(String subject, String act) {
    Subject standing = subjects.get(subject);
    return holders.signers(standing, Acts.of(act));
  }
}
