package io.bihuan.loop.assignment;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;

@Mapper
interface MajorReportMapper {
  @Insert(
      """
      insert into major_report (
        matter_no, hazard_no, seq, reported_by, due_at, reported_at, situation, harm, difficulty,
        measures)
      values (
        #{matter}, #{no}, #{seq}, #{by}, #{dueAt}, #{at}, #{form.situation}, #{form.harm},
        #{form.difficulty}, #{form.measures})
      """)
  void insertReport(
      String matter,
      HazardNo no,
      int seq,
      PersonId by,
      Instant dueAt,
      Instant at,
      ReportMajor.Form form);

  @Insert(
      """
      insert into major_report_receipt (matter_no, seq, received_by, received_at, opinion)
      values (#{matter}, #{seq}, #{by}, #{at}, #{opinion})
      """)
  void insertReceipt(String matter, int seq, PersonId by, Instant at, String opinion);

  @Insert(
      """
      insert into employee_notice (
        matter_no, hazard_no, seq, notified_by, way, notified_on, place, people)
      values (#{matter}, #{no}, #{seq}, #{by}, #{way}, #{on}, #{place}, #{people})
      """)
  void insertNotice(
      String matter,
      HazardNo no,
      int seq,
      PersonId by,
      NotifyEmployees.Way way,
      LocalDate on,
      String place,
      int people);
}
