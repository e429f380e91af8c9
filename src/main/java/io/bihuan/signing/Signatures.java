package io.bihuan.signing;

import io.bihuan.hazard.Act;
import io.bihuan.people.SigningKeys;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 不签字不放行: asked by the engine's guard before a task may end, whatever path leads there. */
@Service
@Transactional
public class Signatures {
  private final Ledger ledger;
  private final SigningKeys keys;

  Signatures(Ledger ledger, SigningKeys keys) {
    this.ledger = ledger;
    this.keys = keys;
  }

  /**
   * Returns if the task carries a valid signature of the person who owns it, for this act of this
   * hazard; throws {@link Unsigned} otherwise. The stored bytes are verified, not a flag.
   */
  public void require(String taskId, @Nullable String hazardNo, Act act, @Nullable String owner) {
    SignedAct signed =
        ledger.byTask(taskId).orElseThrow(() -> new Unsigned("no signed act for the task"));
    if (!signed.subject().equals(hazardNo) || !signed.act().equals(act.name())) {
      throw new Unsigned("the signed act is another one");
    }
    if (!signed.signerId().equals(owner)) {
      throw new Unsigned("signed by another person");
    }
    boolean valid =
        keys.find(signed.keyId())
            .filter(key -> key.personId().equals(owner))
            .filter(
                key ->
                    key.verifies(
                        Leaf.signingInput(signed.payload()),
                        Base64.getDecoder().decode(signed.signature())))
            .isPresent();
    if (!valid) {
      throw new Unsigned("the signature does not verify");
    }
  }
}
