package io.bihuan.hazard;

import java.util.Arrays;
import java.util.Optional;

/**
 * 流程: one diagram in {@code processes/}. The first is the loop itself; every other one is a matter
 * of its own beside it, or comes before it.
 */
public enum Procedure {
  /** 隐患整改闭环. */
  RECTIFICATION("hazard-rectification", ""),
  /** 检查登记 (安全生产法 第六十八条). */
  INSPECTION("hazard-inspection", "JC"),
  /** 作废: what turned out to be no hazard; two signatures, and never after the order. */
  VOID("hazard-void", "ZF"),
  /** 拒签: recorded with witnesses and reported to the department (安全生产法 第六十八条). */
  DECLINE("signature-decline", "JQ"),
  /** 重大事故隐患报告 (安全生产法 第四十一条). */
  MAJOR_REPORT("major-report", "SB"),
  /** 向从业人员通报 (安全生产法 第四十一条). */
  EMPLOYEE_NOTICE("employee-notice", "TB"),
  /** 整改进展. */
  PROGRESS("progress-report", "JZ"),
  /** 回头看. */
  LOOK_BACK("look-back", "HT"),
  /** 改派: another person does the act, before it is signed. Nobody signs for another. */
  REASSIGNMENT("reassignment", "GP");

  private final String id;
  private final String mark;

  Procedure(String id, String mark) {
    this.id = id;
    this.mark = mark;
  }

  /** The one name: diagram file and process id. */
  public String id() {
    return id;
  }

  /** What the number of a matter carries behind that of its hazard. */
  String mark() {
    return mark;
  }

  public static Optional<Procedure> of(String id) {
    return Arrays.stream(values()).filter(procedure -> procedure.id.equals(id)).findFirst();
  }

  /** The diagram in which an act is drawn. */
  public static Procedure of(Act act) {
    return Arrays.stream(Route.values())
        .filter(route -> route.acts().contains(act))
        .map(Route::procedure)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("%s is on no route.".formatted(act)));
  }
}
