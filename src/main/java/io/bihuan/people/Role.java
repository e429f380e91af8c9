package io.bihuan.people;

/** 岗位. What a person may be asked to sign follows from his posts, never from his account. */
public enum Role {
  /** 检查人员. */
  INSPECTOR,
  /** 属地领导. */
  TOWN_LEADER,
  /** 监管科室负责人. */
  SECTION_CHIEF,
  /** 部门分管负责人. */
  BUREAU_LEADER,
  /** 督查人员: assigned an area for a year at most, sees everything there and signs no act. */
  SUPERVISOR,
  /** 安委办: proposes what is to be listed, and watches over it. */
  SAFETY_OFFICE,
  /** 县级领导: signs what is listed under his county's supervision. */
  COUNTY_LEADER,
  /** 纪委监委联络员: is told what officials left undone, and signs no act. */
  DISCIPLINE_LIAISON,
  /** 专家: a member of acceptance panels. */
  EXPERT,
  /** 企业法定代表人（主要负责人）. */
  LEGAL_REP,
  /** 企业安全管理人员. */
  SAFETY_OFFICER,
  /** 企业从业人员: may be named as the responsible person of a rectification. */
  EMPLOYEE;

  public boolean isOfUnit() {
    return this == LEGAL_REP || this == SAFETY_OFFICER || this == EMPLOYEE;
  }

  public boolean isOfDepartment() {
    return this == SECTION_CHIEF || this == BUREAU_LEADER;
  }

  public boolean isOfArea() {
    return switch (this) {
      case TOWN_LEADER, SUPERVISOR, SAFETY_OFFICE, COUNTY_LEADER, DISCIPLINE_LIAISON -> true;
      default -> false;
    };
  }

  /** Whether a post in this role may be at such a place. */
  boolean fits(boolean atUnit, boolean atDepartment, boolean inArea) {
    if (isOfUnit()) {
      return atUnit;
    }
    if (isOfDepartment()) {
      return atDepartment;
    }
    return isOfArea() ? inArea : atDepartment || inArea;
  }
}
