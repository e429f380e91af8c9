package io.bihuan.loop.verification;

import io.bihuan.hazard.Hazard;
import io.bihuan.people.PersonId;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;

@Mapper
interface VerificationMapper {
  @Insert(
      """
      insert into verification (
        hazard_no, seq, round, step, inspector, rectified_by, verdict, opinion)
      values (
        #{hazard.no}, #{seq}, #{hazard.round}, #{hazard.step}, #{inspector}, #{rectifier},
        #{verdict}, #{opinion})
      """)
  void insert(
      Hazard hazard,
      int seq,
      PersonId inspector,
      PersonId rectifier,
      String verdict,
      String opinion);
}
