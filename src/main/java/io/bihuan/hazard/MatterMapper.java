package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface MatterMapper {
  String COLUMNS =
      """
      m.no, m.route, m.about, m.unit_id, m.area_code, m.department_id, m.act, m.step,
      m.round, m.disclosed, m.not_before, m.due_at, m.opened_at, m.ended_at
      """;

  @Insert(
      """
      insert into matter (
        no, route, about, unit_id, area_code, department_id, act, step, round, disclosed,
        not_before, due_at, opened_at, ended_at)
      values (
        #{no}, #{route}, #{about}, #{unitId}, #{areaCode}, #{departmentId}, #{act}, #{step},
        #{round}, #{disclosed}, #{notBefore}, #{dueAt}, #{openedAt}, #{endedAt})
      """)
  void insert(Matter matter);

  @Select("select " + COLUMNS + " from matter m where m.no = #{no}")
  Optional<Matter> find(String no);

  @Select("select " + COLUMNS + " from matter m where m.no = #{no} for update")
  Optional<Matter> lock(String no);

  @Select(
      "select "
          + COLUMNS
          + """
            from matter m
           where m.no = #{no}
             and exists (
                   select 1
                     from matter_sight s
                    where s.matter_no = m.no and s.person_id = #{person}
                      and #{today} between s.valid_from and s.valid_to)
          """)
  Optional<Matter> findVisible(String no, PersonId person, LocalDate today);

  @Select(
      "select " + COLUMNS + " from matter m where m.about = #{about} order by m.opened_at, m.no")
  List<Matter> of(String about);

  @Update(
      """
      update matter
         set act = #{to.act}, step = #{to.step}, round = #{to.round},
             disclosed = #{to.disclosed}, ended_at = #{to.endedAt}
       where no = #{from.no} and act = #{from.act} and step = #{from.step}
      """)
  int move(Matter from, Matter to);

  @Update("update matter_number set last_serial = last_serial + 1 where scope = #{scope}")
  int nextSerial(String scope);

  @Insert("insert into matter_number values (#{scope}, 1)")
  void firstSerial(String scope);

  @Select("select last_serial from matter_number where scope = #{scope}")
  int lastSerial(String scope);
}
