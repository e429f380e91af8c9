package io.bihuan.loop.closeout;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.jspecify.annotations.Nullable;

@Mapper
interface CloseOutMapper {
  @Insert(
      """
      insert into close_out (
        hazard_no, seq, approved_by, rectified_by, first_inspector, second_inspector, opinion,
        lessons)
      values (#{no}, #{seq}, #{by}, #{rectifier}, #{first}, #{second}, #{opinion}, #{lessons})
      """)
  void insert(
      HazardNo no,
      int seq,
      PersonId by,
      PersonId rectifier,
      @Nullable PersonId first,
      @Nullable PersonId second,
      String opinion,
      @Nullable String lessons);
}
