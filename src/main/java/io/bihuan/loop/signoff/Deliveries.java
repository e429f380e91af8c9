package io.bihuan.loop.signoff;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 送达回证: how the order came to the unit, and who has it. */
@Service
@Transactional
public class Deliveries {
  private final DeliveryMapper mapper;

  Deliveries(DeliveryMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @param receivedBy who signed for it; null as long as nobody has, or if it was left in place
   */
  public record Delivery(
      String orderNo,
      PersonId deliveredBy,
      Manner manner,
      LocalDate deliveredOn,
      @Nullable PersonId receivedBy,
      @Nullable Instant receivedAt) {}

  /** The last one of a hazard: of the order that stands. */
  public Optional<Delivery> of(HazardNo no) {
    return mapper.last(no);
  }
}
