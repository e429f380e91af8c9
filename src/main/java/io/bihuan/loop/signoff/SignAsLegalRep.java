package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.people.People;
import org.springframework.stereotype.Component;

/** 企业法定代表人签字: the unit knows what it will be ordered to do. */
@Component
class SignAsLegalRep extends Endorsement {
  SignAsLegalRep(People people, Declines declines) {
    super(people, declines);
  }

  @Override
  public Act act() {
    return Act.SIGN_AS_LEGAL_REP;
  }
}
