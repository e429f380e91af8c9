package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All hazards. A row changes only inside the transaction of a signed act, and only as its act may.
 */
@Service
@Transactional
public class Hazards {
  private static final int COUNTY_DIGITS = 6;

  private final HazardMapper mapper;
  private final HazardLoop loop;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  /** A savepoint: what fails in it does not take the whole transaction with it. */
  private final TransactionTemplate nested;

  Hazards(
      HazardMapper mapper,
      HazardLoop loop,
      Clock clock,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions) {
    this.mapper = mapper;
    this.loop = loop;
    this.clock = clock;
    this.events = events;
    this.nested = new TransactionTemplate(transactions);
    this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Opens a draft: a hazard that stands at 登记 until its inspector signs it. */
  public Hazard open(Hazard found) {
    mapper.insert(found);
    loop.start(Procedure.RECTIFICATION, found.key());
    return found;
  }

  /** The next number of that county and day. Gap-free is not promised; used twice it never is. */
  public HazardNo nextNo(String areaCode, LocalDate foundOn) {
    String county = areaCode.substring(0, COUNTY_DIGITS);
    if (mapper.nextSerial(county, foundOn) == 0) {
      try {
        nested.executeWithoutResult(status -> mapper.firstSerial(county, foundOn));
      } catch (DuplicateKeyException anotherWasFirst) {
        mapper.nextSerial(county, foundOn);
      }
    }
    return HazardNo.of(county, foundOn, mapper.lastSerial(county, foundOn));
  }

  public Hazard get(HazardNo no) {
    return mapper.find(no).orElseThrow(() -> new NoSuchHazard(no.value()));
  }

  public Optional<Hazard> find(HazardNo no) {
    return mapper.find(no);
  }

  /** The hazard as this person may see it; {@link NoSuchHazard} whether it is hidden or absent. */
  public Hazard getVisible(String no, PersonId person) {
    return HazardNo.parse(no)
        .flatMap(it -> mapper.findVisible(it, person, LocalDate.now(clock)))
        .orElseThrow(() -> new NoSuchHazard(no));
  }

  /** The drawing this hazard runs on, as BPMN. */
  public String diagramOf(Hazard hazard) {
    return loop.diagramOf(hazard.key());
  }

  public List<Hazard> sameVisit(Hazard hazard, PersonId person) {
    return mapper.sameVisit(hazard, person);
  }

  /** Every number under which the same hazard goes or went, the oldest first. */
  public List<HazardNo> numbers(HazardNo no) {
    return mapper.numbers(no.first());
  }

  /** Signers of one hazard go one after the other from here to the end of their transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Hazard lock(HazardNo no) {
    return mapper.lock(no).orElseThrow(() -> new NoSuchHazard(no.value()));
  }

  /** Which way it goes on from here; the act that decides it is signed in this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void take(Hazard hazard, Route route, Grade grade) {
    expectOne(hazard.no(), mapper.take(hazard.no(), hazard.step(), route, grade));
    events.publishEvent(new Changed(hazard.key()));
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void nameSecondInspector(Hazard hazard, PersonId second) {
    expectOne(hazard.no(), mapper.nameSecondInspector(hazard.no(), hazard.step(), second));
  }

  /** A later version of the same determinations: what an approved act may change of them. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void redetermine(FourDeterminations determinations) {
    mapper.insertDeterminations(determinations);
    events.publishEvent(new Changed(determinations.hazardNo().value()));
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void register(Hazard registered) {
    expectOne(registered.no(), mapper.register(registered));
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void determine(Hazard hazard, FourDeterminations determinations, PersonId second) {
    mapper.insertDeterminations(determinations);
    events.publishEvent(new Changed(hazard.key()));
    expectOne(hazard.no(), mapper.nameSecondInspector(hazard.no(), hazard.step(), second));
  }

  public Optional<FourDeterminations> determinations(HazardNo no) {
    return mapper.determinations(no);
  }

  /** Every version of them, the newest first; none is ever changed. */
  public List<FourDeterminations> versions(HazardNo no) {
    return mapper.versions(no);
  }

  private static void expectOne(HazardNo no, int changed) {
    if (changed != 1) {
      throw new OutOfStep(no.value());
    }
  }
}
