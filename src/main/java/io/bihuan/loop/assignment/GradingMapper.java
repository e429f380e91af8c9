package io.bihuan.loop.assignment;

import io.bihuan.hazard.Grade;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.jspecify.annotations.Nullable;

@Mapper
interface GradingMapper {
  @Insert(
      """
      insert into grading (hazard_no, seq, graded_by, grade, document, clause, opinion)
      values (#{no}, #{seq}, #{by}, #{grade}, #{document}, #{clause}, #{opinion})
      """)
  void insert(
      HazardNo no,
      int seq,
      PersonId by,
      Grade grade,
      @Nullable String document,
      @Nullable String clause,
      @Nullable String opinion);
}
