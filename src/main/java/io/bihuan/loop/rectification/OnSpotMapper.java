package io.bihuan.loop.rectification;

import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface OnSpotMapper {
  record Signed(PersonId signedBy, Decision decision, @Nullable String account) {}

  @Insert(
      """
      insert into on_spot_cure (hazard_no, seq, step, signed_by, decision, account, opinion)
      values (#{no}, #{seq}, #{step}, #{by}, #{decision}, #{account}, #{opinion})
      """)
  void insert(
      HazardNo no,
      int seq,
      int step,
      PersonId by,
      Decision decision,
      @Nullable String account,
      @Nullable String opinion);

  /** Who has signed this step so far, in order. */
  @Select(
      """
      select signed_by, decision, account from on_spot_cure
       where hazard_no = #{no} and step = #{step} order by seq
      """)
  List<Signed> of(HazardNo no, int step);
}
