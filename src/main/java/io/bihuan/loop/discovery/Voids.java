package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.Route;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 作废: what two persons signed to be no hazard. Nothing is deleted and no number used again. */
@Service
@Transactional
public class Voids {
  private final VoidMapper mapper;
  private final Matters matters;
  private final Ledger ledger;

  Voids(VoidMapper mapper, Matters matters, Ledger ledger) {
    this.mapper = mapper;
    this.matters = matters;
    this.ledger = ledger;
  }

  /** Why a number is void. */
  public enum Cause {
    /** 不构成隐患. */
    NO_HAZARD,
    /** 重复登记. */
    DUPLICATE
  }

  /** 作废 as it was signed, by both. */
  public record Voided(
      String matterNo,
      Cause cause,
      @Nullable HazardNo duplicateOf,
      String reason,
      PersonId proposedBy,
      Instant proposedAt,
      PersonId decidedBy,
      Instant decidedAt) {}

  /** How a hazard became void; empty if it is none. */
  public Optional<Voided> of(HazardNo no) {
    return mapper.voided(no);
  }

  /** Before its order: afterwards an order stands that binds the unit, and is to be revoked. */
  boolean mayStillBe(Hazard hazard) {
    return hazard.act() != null
        && !hazard.route().isBefore(Act.ISSUE_ORDER, hazard.act())
        && ledger.signers(hazard.key(), Act.ISSUE_ORDER.name()).isEmpty();
  }

  boolean isProposed(Hazard hazard) {
    return matters.of(hazard).stream()
        .anyMatch(matter -> matter.route() == Route.VOID && !matter.isOver());
  }
}
