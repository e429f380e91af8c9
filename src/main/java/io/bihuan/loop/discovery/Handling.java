package io.bihuan.loop.discovery;

/** 处理方式 of what was found. */
enum Handling {
  /** 限期整改: an order, a deadline, a re-inspection. */
  BY_DEADLINE,
  /** 即查即改: cured while the inspectors look on; never a major hazard. */
  ON_SPOT
}
