package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.people.PersonId;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;

@Mapper
interface ReassignmentMapper {
  @Insert(
      """
      insert into reassignment (
        matter_no, seq, task_id, subject, act, person_from, person_to, reason, reassigned_by)
      values (
        #{matterNo}, #{seq}, #{taskId}, #{subject}, #{act}, #{from}, #{to}, #{reason}, #{by})
      """)
  void insert(
      String matterNo,
      int seq,
      String taskId,
      String subject,
      Act act,
      PersonId from,
      PersonId to,
      String reason,
      PersonId by);
}
