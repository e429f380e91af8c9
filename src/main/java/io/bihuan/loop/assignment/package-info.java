/**
 * 四定 Assignment: measures, standard, deadline, responsible person — all four or none.
 *
 * <p>Who: the inspector who found it {@link io.bihuan.loop.assignment.Determine determine}s; the
 * section chief {@link io.bihuan.loop.assignment.GradeHazard gradeHazard}s, and if it is major the
 * town {@link io.bihuan.loop.assignment.ReportMajor reportMajor}s, the section chief {@link
 * io.bihuan.loop.assignment.ReceiveMajorReport receiveMajorReport}s, and the unit {@link
 * io.bihuan.loop.assignment.NotifyEmployees notifyEmployees}. Before an act is signed a superior
 * may give it to another person ({@link io.bihuan.loop.assignment.Reassign reassign}). Pages:
 * assignment/*. Tables: reassignment, four_determinations, grading, grading_clause,
 * grading_clause_industry, major_report, major_report_receipt, employee_notice. Rule:
 * 定措施、定标准、定期限、定责任人. Law: 安全生产法 第四十一条, 第一百一十八条.
 */
@NullMarked
@ApplicationModule(
    displayName = "四定 Assignment",
    allowedDependencies = {
      "loop.discovery",
      "hazard",
      "people",
      "record.evidence",
      "record.ledger",
      "refusal",
      "signing"
    })
package io.bihuan.loop.assignment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
