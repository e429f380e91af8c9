package io.bihuan.loop.rectification;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface RectificationMapper {
  @Insert(
      """
      insert into rectification (hazard_no, seq, round, rectified_by, account)
      values (#{no}, #{seq}, #{round}, #{by}, #{account})
      """)
  void insertRectification(HazardNo no, int seq, int round, PersonId by, String account);

  @Select(
      """
      select rectified_by from rectification
       where hazard_no = #{no} order by seq desc limit 1
      """)
  Optional<PersonId> latestRectifier(HazardNo no);

  @Insert(
      """
      insert into self_check (
        hazard_no, seq, round, checked_by, rectified_by, verdict, conclusion)
      values (#{no}, #{seq}, #{round}, #{by}, #{rectifier}, #{verdict}, #{conclusion})
      """)
  void insertSelfCheck(
      HazardNo no,
      int seq,
      int round,
      PersonId by,
      PersonId rectifier,
      String verdict,
      String conclusion);

  @Insert(
      """
      insert into progress (
        matter_no, hazard_no, seq, reported_by, reported_at, percent, account)
      values (
        #{progress.matterNo}, #{no}, #{seq}, #{progress.reportedBy}, #{progress.reportedAt},
        #{progress.percent}, #{progress.account})
      """)
  void insertProgress(HazardNo no, int seq, Progress progress);

  @Select(
      """
      select matter_no, reported_by, reported_at, percent, account
        from progress
       where hazard_no = #{no}
       order by reported_at desc, matter_no desc
      """)
  List<Progress> progress(HazardNo no);
}
