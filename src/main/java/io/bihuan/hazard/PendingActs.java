package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 待办: whom each hazard waits for. Written as the engine opens a task, gone as it is signed. */
@Service
@Transactional
public class PendingActs {
  private final PendingActMapper mapper;
  private final HazardMapper hazards;
  private final Clock clock;

  PendingActs(PendingActMapper mapper, HazardMapper hazards, Clock clock) {
    this.mapper = mapper;
    this.hazards = hazards;
    this.clock = clock;
  }

  /** Opened by the engine alone, and only for the act at which the hazard really stands. */
  public void open(String taskId, String executionId, HazardNo no, Act act, PersonId person) {
    Hazard hazard = hazards.find(no).orElseThrow(() -> new NoSuchHazard(no.value()));
    if (!hazard.standsAt(act)) {
      throw new OutOfStep(no);
    }
    mapper.insert(
        new PendingAct(
            taskId,
            executionId,
            no,
            act,
            hazard.step(),
            hazard.round(),
            person,
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  public Optional<PendingAct> byTask(String taskId) {
    return mapper.byTask(taskId);
  }

  public Optional<PendingAct> byExecution(String executionId) {
    return mapper.byExecution(executionId);
  }

  public List<PendingAct> of(HazardNo no) {
    return mapper.of(no);
  }

  public List<PendingAct> waitingFor(PersonId person) {
    return mapper.waitingFor(person);
  }

  /** Takes away the one pending act that was just signed; the caller is inside that transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void signed(PendingAct pending) {
    if (mapper.delete(pending.taskId(), pending.person()) != 1) {
      throw new OutOfStep(pending.hazardNo());
    }
  }
}
