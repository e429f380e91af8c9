package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface HazardMapper {
  String COLUMNS =
      """
      h.no, h.grade, h.local_grade, h.origin, h.unit_id, h.unit_name, h.industry, h.area_code,
      h.department_id, h.place, h.description, h.category, h.found_on, h.discovered_at,
      h.lead_inspector, h.second_inspector, h.act, h.step, h.round, h.disclosed, h.closed_out_at,
      h.route, h.inspection_no as inspection, h.voided_at
      """;

  @Insert(
      """
      insert into hazard (
        no, grade, local_grade, origin, unit_id, unit_name, industry, area_code, department_id,
        place, description, category, found_on, discovered_at, lead_inspector, second_inspector,
        act, step, round, disclosed, closed_out_at, route, inspection_no, voided_at)
      values (
        #{no}, #{grade}, #{localGrade}, #{origin}, #{unitId}, #{unitName}, #{industry},
        #{areaCode}, #{departmentId}, #{place}, #{description}, #{category}, #{foundOn},
        #{discoveredAt}, #{leadInspector}, #{secondInspector}, #{act}, #{step}, #{round},
        #{disclosed}, #{closedOutAt}, #{route}, #{inspection}, #{voidedAt})
      """)
  void insert(Hazard hazard);

  @Select("select " + COLUMNS + " from hazard h where h.no = #{no}")
  Optional<Hazard> find(HazardNo no);

  /** Signers of one hazard go one after the other: the second waits here and reads what stands. */
  @Select("select " + COLUMNS + " from hazard h where h.no = #{no} for update")
  Optional<Hazard> lock(HazardNo no);

  @Select(
      "select "
          + COLUMNS
          + """
            from hazard h
           where h.no = #{no}
             and exists (
                   select 1
                     from sight s
                    where s.hazard_no = h.no and s.person_id = #{person}
                      and #{today} between s.valid_from and s.valid_to)
          """)
  Optional<Hazard> findVisible(HazardNo no, PersonId person, LocalDate today);

  String VISIBLE =
      """
            from hazard h
           where exists (
                   select 1
                     from sight s
                    where s.hazard_no = h.no and s.person_id = #{person}
                      and #{today} between s.valid_from and s.valid_to)
            <choose>
              <when test="state.name() == 'OPEN'">and h.act is not null</when>
              <when test="state.name() == 'DRAFT'">and h.act = 'REGISTER'</when>
              <when test="state.name() == 'CLOSED'">and h.closed_out_at is not null</when>
              <when test="state.name() == 'OVERDUE'">
                and h.act is not null
                and #{today} > (
                      select d.deadline from four_determinations d
                       where d.hazard_no = h.no
                         and d.version = (
                               select max(v.version) from four_determinations v
                                where v.hazard_no = h.no))
              </when>
            </choose>
            <if test="like != null">
              and (h.unit_name like #{like} escape '!' or h.place like #{like} escape '!'
                   or h.description like #{like} escape '!' or h.no like #{like} escape '!')
            </if>
      """;

  @Select(
      "<script>select "
          + COLUMNS
          + VISIBLE
          + """
            <if test="before != null">and h.no &lt; #{before}</if>
           order by h.no desc
           limit #{size} offset #{offset}
          </script>
          """)
  List<Hazard> visible(
      PersonId person,
      LocalDate today,
      Hazards.State state,
      @Nullable String like,
      @Nullable HazardNo before,
      int size,
      int offset);

  @Select("<script>select count(*)" + VISIBLE + "</script>")
  long countVisible(PersonId person, LocalDate today, Hazards.State state, @Nullable String like);

  @Update(
      """
      update hazard
         set act = #{to.act}, step = #{to.step}, round = #{to.round},
             disclosed = #{to.disclosed}, closed_out_at = #{to.closedOutAt},
             voided_at = #{to.voidedAt}
       where no = #{from.no} and act = #{from.act} and step = #{from.step}
         and round = #{from.round}
      """)
  int move(Hazard from, Hazard to);

  @Update(
      """
      update hazard
         set unit_id = #{unitId}, unit_name = #{unitName}, industry = #{industry},
             area_code = #{areaCode}, department_id = #{departmentId}, place = #{place},
             description = #{description}, category = #{category}
       where no = #{no} and act = 'REGISTER' and step = #{step}
      """)
  int register(Hazard hazard);

  @Update(
      """
      update hazard set second_inspector = #{second}
       where no = #{no} and act in ('REGISTER', 'DETERMINE') and step = #{step}
      """)
  int nameSecondInspector(HazardNo no, int step, PersonId second);

  /** The way is chosen where it forks; afterwards it is gone to the end. */
  @Update(
      """
      update hazard set route = #{route}, grade = #{grade}
       where no = #{no} and step = #{step} and act in ('REGISTER', 'GRADE_HAZARD')
      """)
  int take(HazardNo no, int step, Route route, Grade grade);

  @Update(
      """
      update hazard_number set last_serial = last_serial + 1
       where area_code = #{county} and found_on = #{foundOn}
      """)
  int nextSerial(String county, LocalDate foundOn);

  @Insert("insert into hazard_number values (#{county}, #{foundOn}, 1)")
  void firstSerial(String county, LocalDate foundOn);

  @Select(
      "select last_serial from hazard_number where area_code = #{county} and found_on = #{foundOn}")
  int lastSerial(String county, LocalDate foundOn);

  /**
   * Those of the same visit: one unit, one day, standing at the same act and waiting for one
   * person.
   */
  @Select(
      "select "
          + COLUMNS
          + """
            from hazard h
            join pending_act a on a.subject = h.no and a.person_id = #{person}
           where h.unit_id = #{hazard.unitId} and h.found_on = #{hazard.foundOn}
             and h.act = #{hazard.act} and a.act = #{hazard.act} and h.no <> #{hazard.no}
           order by h.no
          """)
  List<Hazard> sameVisit(Hazard hazard, PersonId person);

  @Insert(
      """
      insert into four_determinations (
        hazard_no, version, measures, standard, deadline, responsible_id, basis)
      values (
        #{hazardNo}, #{version}, #{measures}, #{standard}, #{deadline}, #{responsible}, #{basis})
      """)
  void insertDeterminations(FourDeterminations determinations);

  @Select(
      """
      select hazard_no, version, measures, standard, deadline, responsible_id as responsible, basis
        from four_determinations d
       where hazard_no = #{no}
         and version = (select max(version) from four_determinations where hazard_no = #{no})
      """)
  Optional<FourDeterminations> determinations(HazardNo no);
}
