package io.bihuan.loop.discovery;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface PriorRecordMapper {
  /** The same area and department rule as the view sight has for hazards. */
  String VISIBLE =
      """
       from prior_record r
      where exists (
              select 1
                from post p
               where p.person_id = #{person}
                 and #{today} between p.valid_from and p.valid_to
                 and (p.department_id = r.department_id or r.area_code like p.area_code || '%'))
      """;

  @Insert(
      """
      insert into prior_record (
        fingerprint, imported_by, imported_at, area_code, department_id, found_on, inspectors,
        unit_name, place, description, category, local_grade, measures, deadline,
        responsible_name, completed_on, outcome)
      values (
        #{fingerprint}, #{importedBy}, #{importedAt}, #{areaCode}, #{departmentId}, #{foundOn},
        #{inspectors}, #{unitName}, #{place}, #{description}, #{category}, #{localGrade},
        #{measures}, #{deadline}, #{responsibleName}, #{completedOn}, #{outcome})
      """)
  void insert(PriorRecord row);

  @Insert("insert into imported_row (fingerprint, hazard_no) values (#{fingerprint}, #{no})")
  void remember(String fingerprint, HazardNo no);

  @Select(
      """
      select (select count(*) from prior_record where fingerprint = #{fingerprint})
           + (select count(*) from imported_row where fingerprint = #{fingerprint})
      """)
  int known(String fingerprint);

  @Select(
      """
      <script>
      select r.fingerprint, r.imported_by, r.imported_at, r.area_code, r.department_id, r.found_on,
             r.inspectors, r.unit_name, r.place, r.description, r.category, r.local_grade,
             r.measures, r.deadline, r.responsible_name, r.completed_on, r.outcome
      """
          + VISIBLE
          + """
            <if test="foundOn != null">
              and (r.found_on &lt; #{foundOn}
                   or (r.found_on = #{foundOn} and r.fingerprint &gt; #{fingerprint}))
            </if>
            order by r.found_on desc, r.fingerprint
            limit #{size}
          </script>
          """)
  List<PriorRecord> visible(
      PersonId person, LocalDate today, @Nullable LocalDate foundOn, String fingerprint, int size);

  @Select("select count(*)" + VISIBLE)
  int countVisible(PersonId person, LocalDate today);
}
