package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** What lists ask: always for a page, never for one row of it. */
@Mapper
interface HazardListMapper {
  String SEEN =
      """
            from hazard h
           where exists (
                   select 1
                     from sight s
                    where s.hazard_no = h.no and s.person_id = #{person}
                      and #{today} between s.valid_from and s.valid_to)
            <choose>
              <when test="filter.state.name() == 'OPEN'">and h.act is not null</when>
              <when test="filter.state.name() == 'DRAFT'">and h.act = 'REGISTER'</when>
              <when test="filter.state.name() == 'CLOSED'">and h.closed_out_at is not null</when>
              <when test="filter.state.name() == 'VOIDED'">and h.voided_at is not null</when>
              <when test="filter.state.name() == 'OVERDUE'">
                and h.act is not null and #{today} &gt; (select d.deadline
      """
          + HazardListMapper.LATEST
          + """
              )</when>
            </choose>
            <if test="filter.grade != null">and h.grade = #{filter.grade}</if>
            <if test="filter.route != null">and h.route = #{filter.route}</if>
            <if test="filter.area != null">and h.area_code like #{filter.area} || '%'</if>
            <if test="filter.industry != null">and h.industry = #{filter.industry}</if>
            <if test="filter.category != null">and h.category = #{filter.category}</if>
            <if test="filter.act != null">and h.act = #{filter.act}</if>
            <if test="unit != null">
              and (h.unit_id = #{filter.unit} or
      """
          + "translate(h.unit_name"
          + HazardListMapper.SMALL
          + """
              like #{unit} escape '!')
            </if>
            <if test="filter.inspector != null">
              and exists (
                    select 1
                      from person p
                     where p.id in (h.lead_inspector, h.second_inspector)
                       and (p.id = #{filter.inspector} or p.name = #{filter.inspector}))
            </if>
            <if test="filter.foundFrom != null">and h.found_on &gt;= #{filter.foundFrom}</if>
            <if test="filter.foundTo != null">and h.found_on &lt;= #{filter.foundTo}</if>
            <if test="filter.deadlineFrom != null">
              and #{filter.deadlineFrom} &lt;= (select d.deadline
      """
          + HazardListMapper.LATEST
          + """
              )
            </if>
            <if test="filter.deadlineTo != null">
              and #{filter.deadlineTo} &gt;= (select d.deadline
      """
          + HazardListMapper.LATEST
          + """
              )
            </if>
            <if test="q != null">
              and translate(h.unit_name || ' ' || h.place || ' ' || h.description || ' ' || h.no
      """
          + HazardListMapper.SMALL
          + """
              like #{q} escape '!'
            </if>
      """;

  /** Latin letters as small ones, in whatever language the server speaks. */
  String SMALL = ", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')";

  String LATEST =
      """
                 from four_determinations d
                where d.hazard_no = h.no
                  and d.version = (
                        select max(v.version) from four_determinations v where v.hazard_no = h.no)
      """;

  @Select(
      "<script>select "
          + HazardMapper.COLUMNS
          + SEEN
          + """
            <if test="before != null">and h.no &lt; #{before} order by h.no desc</if>
            <if test="before == null and after != null">and h.no &gt; #{after} order by h.no</if>
            <if test="before == null and after == null">order by h.no desc</if>
           limit #{size}
          </script>
          """)
  List<Hazard> seen(
      PersonId person,
      LocalDate today,
      HazardFilter filter,
      @Nullable String q,
      @Nullable String unit,
      @Nullable HazardNo before,
      @Nullable HazardNo after,
      int size);

  @Select("<script>select count(*)" + SEEN + "</script>")
  long count(
      PersonId person,
      LocalDate today,
      HazardFilter filter,
      @Nullable String q,
      @Nullable String unit);

  /**
   * The acts that wait for one person, each with the day by which the list puts it in order: the
   * deadline of its hazard; after all deadlines what waits for none any more, then what has none
   * yet.
   */
  String WAITING =
      """
       from (select a.task_id, a.subject, a.act, a.round, a.opened_at,
                    case when h.no is not null and h.act is null then date '9999-12-30'
                         when d.deadline is null then date '9999-12-31'
                         else d.deadline end as due
               from pending_act a
               left join matter m on m.no = a.subject
               left join hazard h on h.no = coalesce(m.about, a.subject)
               left join four_determinations d
                 on d.hazard_no = h.no
                and d.version = (
                      select max(v.version) from four_determinations v where v.hazard_no = h.no)
              where a.person_id = #{person}) w
      """;

  @Select(
      "<script>select w.task_id, w.subject, w.act, w.round, w.opened_at, w.due"
          + WAITING
          + """
            <if test="after != null">
              where w.due &gt; #{after.due}
                 or (w.due = #{after.due} and w.opened_at &gt; #{after.openedAt})
                 or (w.due = #{after.due} and w.opened_at = #{after.openedAt}
                     and w.task_id &gt; #{after.taskId})
            </if>
            order by w.due, w.opened_at, w.task_id
            limit #{size}
          </script>
          """)
  List<WaitingAct> waiting(PersonId person, WaitingAct.@Nullable Place after, int size);

  @Select(
      "select count(*) as waiting,"
          + """
             coalesce(sum(case when w.due < #{today} then 1 else 0 end), 0) as overdue,
             coalesce(sum(case when w.due between #{today} and #{soon} then 1 else 0 end), 0)
               as due_soon,
             coalesce(sum(case when w.due = date '9999-12-31' then 1 else 0 end), 0) as undetermined
          """
          + WAITING)
  WaitingCount countWaiting(PersonId person, LocalDate today, LocalDate soon);

  @Select(
      "<script>select "
          + HazardMapper.COLUMNS
          + """
            from hazard h
           where h.no in <foreach collection="nos" item="no" open="(" separator="," close=")">#{no}</foreach>
          </script>
          """)
  List<Hazard> hazards(Collection<HazardNo> nos);

  @Select(
      "<script>select "
          + MatterMapper.COLUMNS
          + """
            from matter m
           where m.no in <foreach collection="nos" item="no" open="(" separator="," close=")">#{no}</foreach>
          </script>
          """)
  List<Matter> matters(Collection<String> nos);

  @Select(
      """
      <script>
      select d.hazard_no, d.version, d.measures, d.standard, d.deadline,
             d.responsible_id as responsible, d.basis
        from four_determinations d
       where d.hazard_no in <foreach collection="nos" item="no" open="(" separator="," close=")">#{no}</foreach>
         and d.version = (
               select max(v.version) from four_determinations v where v.hazard_no = d.hazard_no)
      </script>
      """)
  List<FourDeterminations> determinations(Collection<HazardNo> nos);

  /** Those of the subjects that this person may see today. */
  @Select(
      """
      <script>
      select s.hazard_no
        from sight s
       where s.person_id = #{person} and #{today} between s.valid_from and s.valid_to
         and s.hazard_no in <foreach collection="keys" item="key" open="(" separator="," close=")">#{key}</foreach>
       union
      select s.matter_no
        from matter_sight s
       where s.person_id = #{person} and #{today} between s.valid_from and s.valid_to
         and s.matter_no in <foreach collection="keys" item="key" open="(" separator="," close=")">#{key}</foreach>
      </script>
      """)
  List<String> visible(PersonId person, LocalDate today, Collection<String> keys);
}
