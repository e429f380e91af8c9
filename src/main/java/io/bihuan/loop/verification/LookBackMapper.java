package io.bihuan.loop.verification;

import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface LookBackMapper {
  @Insert(
      """
      insert into look_back (matter_no, hazard_no, seq, inspector, verdict, opinion)
      values (#{matter}, #{no}, #{seq}, #{inspector}, #{verdict}, #{opinion})
      """)
  void insert(
      String matter,
      HazardNo no,
      int seq,
      PersonId inspector,
      @Nullable Decision verdict,
      @Nullable String opinion);

  @Insert(
      """
      insert into reopening (
        matter_no, hazard_no, seq, decided_by, decision, opinion, reopened_as)
      values (#{matter}, #{no}, #{seq}, #{by}, #{decision}, #{opinion}, #{reopenedAs})
      """)
  void insertReopening(
      String matter,
      HazardNo no,
      int seq,
      PersonId by,
      Decision decision,
      String opinion,
      @Nullable HazardNo reopenedAs);

  /** The look-back in which a hazard came back under this number. */
  @Select("select matter_no from reopening where reopened_as = #{no}")
  Optional<String> foundBy(HazardNo no);
}
