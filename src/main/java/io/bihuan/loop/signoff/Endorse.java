package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.people.People;
import org.springframework.stereotype.Component;

/** 属地领导签字背书: the town answers for what lies in its area. */
@Component
class Endorse extends Endorsement {
  Endorse(People people, Declines declines) {
    super(people, declines);
  }

  @Override
  public Act act() {
    return Act.ENDORSE;
  }
}
