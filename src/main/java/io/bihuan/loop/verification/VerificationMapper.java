package io.bihuan.loop.verification;

import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface VerificationMapper {
  @Insert(
      """
      insert into verification (
        hazard_no, seq, round, step, inspector, rectified_by, verdict, opinion, new_deadline)
      values (
        #{hazard.no}, #{seq}, #{hazard.round}, #{hazard.step}, #{inspector}, #{rectifier},
        #{verdict}, #{opinion}, #{newDeadline})
      """)
  void insert(
      Hazard hazard,
      int seq,
      PersonId inspector,
      PersonId rectifier,
      String verdict,
      String opinion,
      @Nullable LocalDate newDeadline);

  /** What was said first in one step; what is said later has to agree with it. */
  @Select(
      """
      select new_deadline from verification
       where hazard_no = #{no} and step = #{step} and new_deadline is not null
       order by seq limit 1
      """)
  Optional<LocalDate> newDeadline(HazardNo no, int step);
}
