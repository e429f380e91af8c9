package io.bihuan.loop.signoff;

import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.Department;
import io.bihuan.people.People;
import io.bihuan.signing.Situation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The orders issued, and their numbers. */
@Service
@Transactional
public class Orders {
  private final OrderMapper mapper;
  private final People people;

  Orders(OrderMapper mapper, People people) {
    this.mapper = mapper;
    this.people = people;
  }

  /** The order that stands for a hazard: the last one issued. */
  public Optional<Order> of(HazardNo no) {
    return mapper.of(no);
  }

  /** The same, of a hazard that cannot have come so far without one. */
  Order standingFor(Hazard hazard) {
    return of(hazard.no())
        .orElseThrow(() -> new IllegalStateException("%s has no order.".formatted(hazard.no())));
  }

  /**
   * Puts one hazard on the order of this signing. The first of the hazards it covers opens the
   * order and takes the number; the others, signed in the same transaction, join it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  String issue(Situation at, List<HazardNo> covered) {
    Hazard hazard = at.hazard();
    Order order = mapper.openedBy(at.signer(), at.at(), covered).orElseGet(() -> open(at));
    FourDeterminations four = at.determined();
    mapper.insertItem(order.no(), hazard.no(), at.seq(), four);
    return order.no();
  }

  private Order open(Situation at) {
    Hazard hazard = at.hazard();
    Department department =
        people
            .department(hazard.departmentId())
            .orElseThrow(() -> new IllegalStateException("No department."));
    int year = at.today().getYear();
    if (mapper.nextSerial(department.id(), year) == 0) {
      mapper.firstSerial(department.id(), year);
    }
    int serial = mapper.lastSerial(department.id(), year);
    Order order =
        new Order(
            "%s〔%d〕%d号".formatted(department.documentPrefix(), year, serial),
            department.id(),
            year,
            serial,
            Objects.requireNonNull(hazard.unitId()),
            at.signer(),
            at.at());
    mapper.insert(order);
    return order;
  }
}
