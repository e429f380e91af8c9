package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 待办: whom each hazard waits for. Written as the engine opens a task, gone as it is signed. */
@Service
@Transactional
public class PendingActs {
  private final PendingActMapper mapper;
  private final Subjects subjects;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  PendingActs(
      PendingActMapper mapper, Subjects subjects, Clock clock, ApplicationEventPublisher events) {
    this.mapper = mapper;
    this.subjects = subjects;
    this.clock = clock;
    this.events = events;
  }

  /** Opened by the engine alone, and only for the act at which the subject really stands. */
  public void open(String taskId, String executionId, String key, Act act, PersonId person) {
    Subject subject = subjects.get(key);
    if (!subject.standsAt(act)) {
      throw new OutOfStep(key);
    }
    mapper.insert(
        new PendingAct(
            taskId, executionId, key, act, subject.step(), subject.round(), person, afterAll(key)));
    events.publishEvent(new Changed(key));
  }

  /**
   * Several who are asked in the same moment stay in the order in which they were named, whoever
   * leads first: each is asked at least a millisecond after the one before.
   */
  private Instant afterAll(String key) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return mapper.of(key).stream()
        .map(before -> before.openedAt().plusMillis(1))
        .filter(now::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  public Optional<PendingAct> byTask(String taskId) {
    return mapper.byTask(taskId);
  }

  public Optional<PendingAct> byExecution(String executionId) {
    return mapper.byExecution(executionId);
  }

  public List<PendingAct> of(String subject) {
    return mapper.of(subject);
  }

  /** Takes away the one pending act that was just signed; the caller is inside that transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void signed(PendingAct pending) {
    if (mapper.delete(pending.taskId(), pending.person()) != 1) {
      throw new OutOfStep(pending.subject());
    }
    events.publishEvent(new Changed(pending.subject()));
  }

  /** Whoever was still asked is asked no longer: a signed act has taken the subject on. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void interrupted(String subject) {
    mapper.deleteOf(subject);
    events.publishEvent(new Changed(subject));
  }

  /**
   * 改派: the act waits for another person from now on.
   *
   * @param byTask the task of the signed act that says so
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hand(PendingAct pending, PersonId to, String byTask) {
    if (mapper.hand(pending.taskId(), pending.person(), to) != 1) {
      throw new OutOfStep(pending.subject());
    }
    mapper.insertHandedOn(byTask, pending.taskId(), pending.person(), to);
    events.publishEvent(new Changed(pending.subject()));
  }

  /** The tasks of the signed acts that put this task into those hands. */
  public List<String> handedOnBy(String taskId, PersonId to) {
    return mapper.handedOnBy(taskId, to);
  }

  /** Whether it once waited for this person and was given to another. */
  public boolean wasTakenFrom(PersonId person, String taskId) {
    return mapper.countHandedOn(taskId, person) > 0;
  }
}
