package io.bihuan.loop.discovery;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
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
interface InspectionMapper {
  String COLUMNS =
      """
      i.no, m.unit_id, m.area_code, m.act, i.mode, i.source, i.started_at, i.ended_at, i.place,
      i.campaign, i.lead_inspector, i.second_inspector, i.representative, i.certificates_shown,
      i.avoidance_told
      """;

  String FINDING =
      """
      f.id, f.inspection_no, f.ordinal, f.place, f.description, f.category, f.basis, f.hazard_no
      """;

  @Insert(
      """
      insert into inspection (
        no, mode, source, started_at, ended_at, place, campaign, lead_inspector, second_inspector,
        representative, certificates_shown, avoidance_told)
      values (
        #{no}, #{mode}, #{source}, #{startedAt}, #{endedAt}, #{place}, #{campaign},
        #{leadInspector}, #{secondInspector}, #{representative}, #{certificatesShown},
        #{avoidanceTold})
      """)
  void insert(Inspection inspection);

  @Update(
      """
      update inspection
         set mode = #{mode}, source = #{source}, started_at = #{startedAt}, ended_at = #{endedAt},
             place = #{place}, campaign = #{campaign}, lead_inspector = #{leadInspector},
             second_inspector = #{secondInspector}, representative = #{representative},
             certificates_shown = #{certificatesShown}, avoidance_told = #{avoidanceTold}
       where no = #{no}
      """)
  int update(Inspection inspection);

  @Select(
      "select " + COLUMNS + " from inspection i join matter m on m.no = i.no where i.no = #{no}")
  Optional<Inspection> find(String no);

  @Select(
      """
      select count(*)
        from matter_sight s
        join inspection i on i.no = s.matter_no
       where s.matter_no = #{no} and s.person_id = #{person}
         and #{today} between s.valid_from and s.valid_to
      """)
  int seen(String no, PersonId person, LocalDate today);

  @Select(
      """
      select count(*)
        from sight s
       where s.hazard_no = #{no} and s.person_id = #{person}
         and #{today} between s.valid_from and s.valid_to
      """)
  int seesHazard(HazardNo no, PersonId person, LocalDate today);

  @Select(
      "<script>select "
          + COLUMNS
          + """
            from inspection i
            join matter m on m.no = i.no
           where exists (
                   select 1
                     from matter_sight s
                    where s.matter_no = m.no and s.person_id = #{person}
                      and #{today} between s.valid_from and s.valid_to)
            <if test="filter.mode != null">and i.mode = #{filter.mode}</if>
            <if test="filter.unit != null">
              and exists (
                    select 1 from unit u
                     where u.id = m.unit_id and u.name like #{like} escape '!')
            </if>
            <if test="from != null">and i.started_at &gt;= #{from}</if>
            <if test="before != null">and i.started_at &lt; #{before}</if>
            <choose>
              <when test="filter.state.name() == 'OPEN'">and m.act is not null</when>
              <when test="filter.state.name() == 'DRAFT'">and m.act = 'RECORD_INSPECTION'</when>
              <when test="filter.state.name() == 'OVER'">and m.act is null</when>
            </choose>
            <if test="last != null">
              and (i.started_at &lt; #{last.startedAt}
                   or (i.started_at = #{last.startedAt} and i.no &lt; #{last.no}))
            </if>
           order by i.started_at desc, i.no desc
           limit #{size}
          </script>
          """)
  List<Inspection> visible(
      PersonId person,
      LocalDate today,
      Inspections.Filter filter,
      @Nullable String like,
      @Nullable Instant from,
      @Nullable Instant before,
      @Nullable Inspection last,
      int size);

  @Select(
      "select "
          + FINDING
          + """
            from finding f
           where f.inspection_no = #{no} and f.removed_at is null
           order by f.ordinal
          """)
  List<Finding> findings(String no);

  @Select("select " + FINDING + " from finding f where f.hazard_no = #{no}")
  Optional<Finding> findingOf(HazardNo no);

  @Select("select coalesce(max(ordinal), 0) from finding where inspection_no = #{no}")
  int lastOrdinal(String no);

  @Insert(
      """
      insert into finding (id, inspection_no, ordinal, place, description, category, basis)
      values (
        #{id}, #{inspectionNo}, #{ordinal}, #{place}, #{description}, #{category}, #{basis})
      """)
  void insertFinding(Finding finding);

  @Update(
      """
      update finding
         set place = #{place}, description = #{description}, category = #{category},
             basis = #{basis}
       where id = #{id} and inspection_no = #{inspectionNo} and removed_at is null
      """)
  int updateFinding(Finding finding);

  @Update(
      """
      update finding set removed_at = #{at}
       where id = #{id} and inspection_no = #{no} and removed_at is null
      """)
  int removeFinding(String no, String id, Instant at);

  @Update("update finding set hazard_no = #{hazard} where id = #{id} and hazard_no is null")
  int became(String id, HazardNo hazard);

  @Select(
      """
      select evidence_id from finding_photo
       where finding_id = #{finding} and ordinal is not null
       order by ordinal
      """)
  List<String> photos(String finding);

  @Update("update finding_photo set ordinal = null where finding_id = #{finding}")
  void clearPhotos(String finding);

  @Update(
      """
      update finding_photo set ordinal = #{ordinal}
       where finding_id = #{finding} and evidence_id = #{photo}
      """)
  int putBackPhoto(String finding, String photo, int ordinal);

  @Insert("insert into finding_photo values (#{finding}, #{photo}, #{ordinal})")
  void insertPhoto(String finding, String photo, int ordinal);

  /** The inspections in whose record a photo stands; one, but for a photo moved in a draft. */
  @Select(
      """
      select distinct f.inspection_no
        from finding_photo p join finding f on f.id = p.finding_id
       where p.evidence_id = #{photo} and p.ordinal is not null
      """)
  List<String> inspectionsShowing(String photo);
}
