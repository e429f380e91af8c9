package io.bihuan.hazard;

import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface InterruptionMapper {
  @Insert("insert into interruption values (#{subject}, #{step}, #{kind}, #{byTask})")
  void insert(String subject, int step, Interruption kind, String byTask);

  @Select(
      """
      select by_task from interruption
       where subject = #{subject} and step = #{step} and kind = #{kind}
      """)
  Optional<String> byTask(String subject, int step, Interruption kind);
}
