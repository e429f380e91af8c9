package io.bihuan.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface PeopleMapper {
  @Insert("insert into area (code, name) values (#{code}, #{name})")
  void insertArea(Area area);

  @Insert(
      """
      insert into department (id, name, area_code, document_prefix)
      values (#{id}, #{name}, #{areaCode}, #{documentPrefix})
      """)
  void insertDepartment(Department department);

  @Select("select industry from department_industry where department_id = #{id} order by industry")
  List<String> industries(String id);

  @Insert("insert into department_industry values (#{departmentId}, #{industry})")
  void insertIndustry(String departmentId, String industry);

  @Insert(
      """
      insert into unit (id, name, area_code, industry, uscc)
      values (#{id}, #{name}, #{areaCode}, #{industry}, #{uscc})
      """)
  void insertUnit(Unit unit);

  @Insert("insert into person (id, name, staff_no) values (#{id}, #{name}, #{staffNo})")
  void insertPerson(PersonId id, String name, String staffNo);

  @Insert(
      """
      insert into certificate (no, person_id, kind, valid_from, valid_to)
      values (#{no}, #{personId}, #{kind}, #{validFrom}, #{validTo})
      """)
  void insertCertificate(Certificate certificate);

  @Select("select code, name from area where code = #{code}")
  Optional<Area> area(String code);

  @Select(
      "select id, name, staff_no, signing_failures, signing_locked_until from person where staff_no = #{staffNo}")
  Optional<Person> staffed(String staffNo);

  @Select("select code, name from area order by code")
  List<Area> areas();

  @Select("select id, name, area_code, document_prefix from department order by area_code, name")
  List<Department> departments();

  @Select("select id, name, area_code, document_prefix from department where id = #{id}")
  Optional<Department> department(String id);

  /** The department that supervises an industry in an area: the most particular one comes first. */
  @Select(
      """
      select d.id, d.name, d.area_code, d.document_prefix
        from department d
        left join department_industry i on i.department_id = d.id and i.industry = #{industry}
       where #{areaCode} like d.area_code || '%'
         and (i.industry is not null
              or not exists (select 1 from department_industry x where x.department_id = d.id))
       order by case when i.industry is null then 1 else 0 end, length(d.area_code) desc, d.id
       limit 1
      """)
  Optional<Department> supervising(String areaCode, @Nullable String industry);

  @Select("select id, name, area_code, industry, uscc from unit order by name")
  List<Unit> units();

  @Select("select id, name, area_code, industry, uscc from unit where id = #{id}")
  Optional<Unit> unit(String id);

  @Select("select id, name, area_code, industry, uscc from unit where uscc = #{uscc}")
  Optional<Unit> unitCoded(String uscc);

  @Update("update unit set uscc = #{uscc} where id = #{id} and uscc is null")
  int giveCode(String id, String uscc);

  @Select("select id, name, area_code, industry, uscc from unit where name = #{name}")
  Optional<Unit> unitNamed(String name);

  @Select(
      "select id, name, staff_no, signing_failures, signing_locked_until from person where id = #{id}")
  Optional<Person> person(PersonId id);

  @Select(
      "select id, name, staff_no, signing_failures, signing_locked_until from person order by name, id")
  List<Person> persons();

  @Select(
      """
      select no, person_id, kind, valid_from, valid_to from certificate
       where person_id = #{person} order by valid_from, no
      """)
  List<Certificate> certificates(PersonId person);

  @Select(
      """
      select distinct p.id, p.name, p.staff_no, p.signing_failures, p.signing_locked_until,
             o.valid_from, o.id as post_id
        from person p join post o on o.person_id = p.id
       where o.role = #{role} and o.unit_id = #{unitId}
         and #{today} between o.valid_from and o.valid_to
       order by o.valid_from, o.id
      """)
  List<Person> ofUnit(Role role, String unitId, LocalDate today);

  @Select(
      """
      select distinct p.id, p.name, p.staff_no, p.signing_failures, p.signing_locked_until,
             o.valid_from, o.id as post_id
        from person p join post o on o.person_id = p.id
       where o.role = #{role} and o.department_id = #{departmentId}
         and #{today} between o.valid_from and o.valid_to
       order by o.valid_from, o.id
      """)
  List<Person> ofDepartment(Role role, String departmentId, LocalDate today);

  @Select(
      """
      select distinct p.id, p.name, p.staff_no, p.signing_failures, p.signing_locked_until,
             length(o.area_code) as closeness, o.valid_from, o.id as post_id
        from person p join post o on o.person_id = p.id
       where o.role = #{role} and #{areaCode} like o.area_code || '%'
         and #{today} between o.valid_from and o.valid_to
       order by closeness desc, o.valid_from, o.id
      """)
  List<Person> ofArea(Role role, String areaCode, LocalDate today);

  /** Inspectors who may act in an area: of its departments or of the town itself. */
  @Select(
      """
      select distinct p.id, p.name, p.staff_no, p.signing_failures, p.signing_locked_until
        from person p
        join post o on o.person_id = p.id
        left join department d on d.id = o.department_id
       where o.role = 'INSPECTOR'
         and #{areaCode} like coalesce(d.area_code, o.area_code) || '%'
         and #{today} between o.valid_from and o.valid_to
       order by p.name, p.id
      """)
  List<Person> inspectors(String areaCode, LocalDate today);

  @Select(
      """
      select distinct p.id, p.name, p.staff_no, p.signing_failures, p.signing_locked_until
        from person p join post o on o.person_id = p.id
       where o.unit_id = #{unitId} and #{today} between o.valid_from and o.valid_to
       order by p.name, p.id
      """)
  List<Person> ofUnitAnyRole(String unitId, LocalDate today);

  @Update(
      """
      update person
         set signing_failures = #{failures}, signing_locked_until = #{lockedUntil}
       where id = #{id}
      """)
  void countSigningFailure(PersonId id, int failures, @Nullable Instant lockedUntil);

  @Select(
      """
      select id, name, staff_no, signing_failures, signing_locked_until
        from person where id = #{id} for update
      """)
  Optional<Person> lockPerson(PersonId id);
}
