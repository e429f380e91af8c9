package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.people.People;
import org.springframework.stereotype.Component;

/** 检查人员签字: each of the two inspectors, for himself (安全生产法 第六十八条). */
@Component
class SignAsInspector extends Endorsement {
  SignAsInspector(People people, Declines declines) {
    super(people, declines);
  }

  @Override
  public Act act() {
    return Act.SIGN_AS_INSPECTOR;
  }
}
