package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface PendingActMapper {
  String COLUMNS =
      """
      a.task_id, a.execution_id, a.hazard_no, a.act, a.step, a.round, a.person_id as person,
      a.opened_at
      """;

  @Insert(
      """
      insert into pending_act (
        task_id, execution_id, hazard_no, act, step, round, person_id, opened_at)
      values (
        #{taskId}, #{executionId}, #{hazardNo}, #{act}, #{step}, #{round}, #{person}, #{openedAt})
      """)
  void insert(PendingAct pending);

  @Select("select " + COLUMNS + " from pending_act a where a.task_id = #{taskId}")
  Optional<PendingAct> byTask(String taskId);

  @Select("select " + COLUMNS + " from pending_act a where a.execution_id = #{executionId}")
  Optional<PendingAct> byExecution(String executionId);

  @Select(
      "select " + COLUMNS + " from pending_act a where a.hazard_no = #{no} order by a.opened_at")
  List<PendingAct> of(HazardNo no);

  /**
   * 待办 of one person, nearest deadline first; what has no deadline yet comes last, oldest first.
   */
  @Select(
      "select "
          + COLUMNS
          + """
            from pending_act a
            left join four_determinations d
              on d.hazard_no = a.hazard_no
             and d.version = (
                   select max(v.version) from four_determinations v where v.hazard_no = a.hazard_no)
           where a.person_id = #{person}
           order by case when d.deadline is null then 1 else 0 end, d.deadline, a.opened_at
           limit 200
          """)
  List<PendingAct> waitingFor(PersonId person);

  @Delete("delete from pending_act where task_id = #{taskId} and person_id = #{person}")
  int delete(String taskId, PersonId person);
}
