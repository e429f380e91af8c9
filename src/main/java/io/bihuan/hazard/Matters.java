package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import io.bihuan.people.Unit;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** 事项: opens what has a procedure of its own beside the loop. */
@Service
@Transactional
public class Matters {
  private static final int COUNTY_DIGITS = 6;
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final MatterMapper mapper;
  private final HolderMapper named;
  private final HazardLoop loop;
  private final Clock clock;

  /** A savepoint: what fails in it does not take the whole transaction with it. */
  private final TransactionTemplate nested;

  Matters(
      MatterMapper mapper,
      HolderMapper named,
      HazardLoop loop,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.mapper = mapper;
    this.named = named;
    this.loop = loop;
    this.clock = clock;
    this.nested = new TransactionTemplate(transactions);
    this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** When a matter has to be dealt with; nothing of it if no rule says so. */
  public record Term(@Nullable LocalDate notBefore, @Nullable Instant dueAt) {
    public static final Term NONE = new Term(null, null);
  }

  /**
   * Opens a matter about a hazard or an inspection, in the transaction of the act that wants it.
   *
   * @param first who must sign its first act; empty if the law names him
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Matter open(Procedure procedure, Subject about, List<PersonId> first, Term term) {
    String scope = about.key() + "-" + procedure.mark();
    return open(
        scope + nextSerial(scope),
        Route.of(procedure),
        about.key(),
        about.unitId(),
        about.areaCode(),
        about.departmentId(),
        first,
        term);
  }

  /** Opens an inspection of a unit; its number is of the county and the day. */
  public Matter openInspection(Unit unit, String departmentId, PersonId lead) {
    String scope =
        "%s-%s-%s"
            .formatted(
                Procedure.INSPECTION.mark(),
                unit.areaCode().substring(0, COUNTY_DIGITS),
                DAY.format(LocalDate.now(clock)));
    return open(
        "%s-%04d".formatted(scope, nextSerial(scope)),
        Route.INSPECTION,
        null,
        unit.id(),
        unit.areaCode(),
        departmentId,
        List.of(lead),
        Term.NONE);
  }

  private Matter open(
      String no,
      Route route,
      @Nullable String about,
      @Nullable String unit,
      String area,
      String department,
      List<PersonId> first,
      Term term) {
    Matter matter =
        new Matter(
            no,
            route,
            about,
            unit,
            area,
            department,
            route.first(),
            1,
            1,
            false,
            term.notBefore(),
            term.dueAt(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            null);
    mapper.insert(matter);
    if (!first.isEmpty()) {
      named.name(matter.key(), route.first(), first);
    }
    loop.start(route.procedure(), no);
    return matter;
  }

  /** The matters about a subject, oldest first. */
  public List<Matter> of(Subject about) {
    return mapper.of(about.key());
  }

  private int nextSerial(String scope) {
    if (mapper.nextSerial(scope) == 0) {
      try {
        nested.executeWithoutResult(status -> mapper.firstSerial(scope));
      } catch (DuplicateKeyException anotherWasFirst) {
        mapper.nextSerial(scope);
      }
    }
    return mapper.lastSerial(scope);
  }
}
