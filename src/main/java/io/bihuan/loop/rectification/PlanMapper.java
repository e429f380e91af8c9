package io.bihuan.loop.rectification;

import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface PlanMapper {
  @Insert(
      """
      insert into plan (
        hazard_no, version, seq, drafted_by, drafted_at, goals, methods, means, funds, team,
        schedule, interim_measures, contingency)
      values (
        #{no}, #{plan.version}, #{seq}, #{plan.draftedBy}, #{plan.draftedAt}, #{plan.goals},
        #{plan.methods}, #{plan.means}, #{plan.funds}, #{plan.team}, #{plan.schedule},
        #{plan.interimMeasures}, #{plan.contingency})
      """)
  void insert(HazardNo no, int seq, Plan plan);

  @Select(
      """
      select version, drafted_by, drafted_at, goals, methods, means, funds, team, schedule,
             interim_measures, contingency
        from plan
       where hazard_no = #{no}
       order by version
      """)
  List<Plan> of(HazardNo no);

  @Insert(
      """
      insert into plan_verdict (
        hazard_no, version, seq, decided_by, decided_at, decision, opinion)
      values (#{no}, #{version}, #{seq}, #{by}, #{at}, #{decision}, #{opinion})
      """)
  void insertVerdict(
      HazardNo no,
      int version,
      int seq,
      PersonId by,
      Instant at,
      Decision decision,
      String opinion);

  @Select(
      """
      select version, decided_by, decided_at, decision, opinion
        from plan_verdict
       where hazard_no = #{no}
       order by seq
      """)
  List<PlanVerdict> verdicts(HazardNo no);
}
