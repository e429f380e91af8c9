package io.bihuan.loop.verification;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface PanelMapper {
  @Insert(
      """
      insert into panel_verdict (
        hazard_no, seq, round, step, judge, expert, rectified_by, verdict, opinion, new_deadline)
      values (
        #{no}, #{seq}, #{verdict.round}, #{verdict.step}, #{verdict.judge}, #{verdict.expert},
        #{rectifier}, #{verdict.verdict}, #{verdict.opinion}, #{verdict.newDeadline})
      """)
  void insert(HazardNo no, int seq, PersonId rectifier, PanelVerdict verdict);

  @Select(
      """
      select round, step, judge, expert, verdict, opinion, new_deadline
        from panel_verdict
       where hazard_no = #{no}
       order by seq
      """)
  List<PanelVerdict> of(HazardNo no);
}
