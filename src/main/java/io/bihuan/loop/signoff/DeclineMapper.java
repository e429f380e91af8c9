package io.bihuan.loop.signoff;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface DeclineMapper {
  String COLUMNS =
      """
      d.matter_no, d.seq, d.subject, d.act, d.step, d.round, d.refused_by, d.refused_post,
      d.reason, d.filmed, d.recorded_by, d.recorded_at
      """;

  @Insert(
      """
      insert into signature_decline (
        matter_no, seq, subject, act, step, round, refused_by, refused_post, reason, filmed,
        recorded_by, recorded_at)
      values (
        #{matterNo}, #{seq}, #{subject}, #{act}, #{step}, #{round}, #{refusedBy}, #{refusedPost},
        #{reason}, #{filmed}, #{recordedBy}, #{recordedAt})
      """)
  void insert(Decline decline);

  @Insert(
      """
      insert into decline_witness (matter_no, place, name, post)
      values (#{matterNo}, #{place}, #{witness.name}, #{witness.post})
      """)
  void insertWitness(String matterNo, int place, Decline.Witness witness);

  @Select(
      "select "
          + COLUMNS
          + " from signature_decline d where d.subject = #{subject} order by d.step")
  List<Decline> of(String subject);

  @Select("select " + COLUMNS + " from signature_decline d where d.matter_no = #{matterNo}")
  List<Decline> byMatter(String matterNo);

  @Select("select name, post from decline_witness where matter_no = #{matterNo} order by place")
  List<Decline.Witness> witnesses(String matterNo);
}
