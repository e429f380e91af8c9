package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hazards and matters alike, by key. What happens to a subject happens to its row here. */
@Service
@Transactional
public class Subjects {
  /** What can be a number of ours at all; anything else names nothing, whatever a database says. */
  private static final Pattern NUMBER = Pattern.compile("[A-Z0-9-]{1,40}");

  private final HazardMapper hazards;
  private final MatterMapper matters;
  private final InterruptionMapper interruptions;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Subjects(
      HazardMapper hazards,
      MatterMapper matters,
      InterruptionMapper interruptions,
      Clock clock,
      ApplicationEventPublisher events) {
    this.hazards = hazards;
    this.matters = matters;
    this.interruptions = interruptions;
    this.clock = clock;
    this.events = events;
  }

  public Optional<Subject> find(String key) {
    if (!NUMBER.matcher(key).matches()) {
      return Optional.empty();
    }
    return HazardNo.parse(key).isPresent()
        ? hazards.find(new HazardNo(key)).map(Subject.class::cast)
        : matters.find(key).map(Subject.class::cast);
  }

  public Subject get(String key) {
    return find(key).orElseThrow(() -> new NoSuchHazard(key));
  }

  /** As this person may see it; {@link NoSuchHazard} whether it is hidden or absent. */
  public Subject getVisible(String key, PersonId person) {
    if (!NUMBER.matcher(key).matches()) {
      throw new NoSuchHazard(key);
    }
    LocalDate today = LocalDate.now(clock);
    Optional<Subject> seen =
        HazardNo.parse(key).isPresent()
            ? hazards.findVisible(new HazardNo(key), person, today).map(Subject.class::cast)
            : matters.findVisible(key, person, today).map(Subject.class::cast);
    return seen.orElseThrow(() -> new NoSuchHazard(key));
  }

  /** What a matter is about; null for anything else. */
  public @Nullable Subject aboutOf(Subject subject) {
    String about = subject instanceof Matter matter ? matter.about() : null;
    return about == null ? null : get(about);
  }

  /** The hazard itself, or the one a matter is about; null where there is none. */
  public @Nullable Hazard hazardOf(Subject subject) {
    if (subject instanceof Hazard hazard) {
      return hazard;
    }
    return Optional.ofNullable(((Matter) subject).about())
        .flatMap(HazardNo::parse)
        .flatMap(hazards::find)
        .orElse(null);
  }

  /**
   * Signers go one after the other from here to the end of their transaction. What a matter is
   * about is locked before the matter, which may end by moving it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Subject lock(String key) {
    Optional<HazardNo> itself = HazardNo.parse(key);
    if (itself.isPresent()) {
      return hazards.lock(itself.get()).orElseThrow(() -> new NoSuchHazard(key));
    }
    Matter matter = matters.find(key).orElseThrow(() -> new NoSuchHazard(key));
    String about = matter.about();
    if (about != null) {
      lock(about);
    }
    return matters.lock(key).orElseThrow(() -> new NoSuchHazard(key));
  }

  /** Moves the row along its route. The engine follows in the same transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Subject move(Subject from, boolean backward, Instant at) {
    if (from instanceof Hazard hazard) {
      return moved(hazard, hazard.moved(backward, at));
    }
    Matter matter = (Matter) from;
    Matter to = matter.moved(backward, at);
    expectOne(matter.key(), matters.move(matter, to));
    events.publishEvent(new Changed(to.key()));
    return to;
  }

  /** 作废: over, because it was none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Hazard makeVoid(Hazard hazard, Instant at) {
    return moved(hazard, hazard.voided(at));
  }

  private Hazard moved(Hazard from, Hazard to) {
    expectOne(from.key(), hazards.move(from, to));
    events.publishEvent(new Changed(to.key()));
    return to;
  }

  /** Which signed act ends this step of the subject without its own signature. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void interrupted(Subject subject, Interruption kind, String byTask) {
    interruptions.insert(subject.key(), subject.step(), kind, byTask);
  }

  /** The task of the signed act that ended this step of the subject, if one did. */
  public Optional<String> interruptedBy(String key, int step, Interruption kind) {
    return interruptions.byTask(key, step, kind);
  }

  private static void expectOne(String key, int changed) {
    if (changed != 1) {
      throw new OutOfStep(key);
    }
  }
}
