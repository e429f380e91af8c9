package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface PendingActMapper {
  String COLUMNS =
      """
      a.task_id, a.execution_id, a.subject, a.act, a.step, a.round, a.person_id as person,
      a.opened_at
      """;

  @Insert(
      """
      insert into pending_act (
        task_id, execution_id, subject, act, step, round, person_id, opened_at)
      values (
        #{taskId}, #{executionId}, #{subject}, #{act}, #{step}, #{round}, #{person}, #{openedAt})
      """)
  void insert(PendingAct pending);

  @Select("select " + COLUMNS + " from pending_act a where a.task_id = #{taskId}")
  Optional<PendingAct> byTask(String taskId);

  @Select("select " + COLUMNS + " from pending_act a where a.execution_id = #{executionId}")
  Optional<PendingAct> byExecution(String executionId);

  @Select(
      "select "
          + COLUMNS
          + " from pending_act a where a.subject = #{subject} order by a.opened_at, a.task_id")
  List<PendingAct> of(String subject);

  @Update(
      "update pending_act set person_id = #{to} where task_id = #{taskId} and person_id = #{from}")
  int hand(String taskId, PersonId from, PersonId to);

  @Insert("insert into handed_on values (#{byTask}, #{taskId}, #{from}, #{to})")
  void insertHandedOn(String byTask, String taskId, PersonId from, PersonId to);

  @Select("select by_task from handed_on where task_id = #{taskId} and person_to = #{to}")
  List<String> handedOnBy(String taskId, PersonId to);

  @Select("select count(*) from handed_on where task_id = #{taskId} and person_from = #{from}")
  int countHandedOn(String taskId, PersonId from);

  @Delete("delete from pending_act where subject = #{subject}")
  int deleteOf(String subject);

  @Delete("delete from pending_act where task_id = #{taskId} and person_id = #{person}")
  int delete(String taskId, PersonId person);
}
