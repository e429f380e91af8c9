package io.bihuan.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface PostMapper {
  String COLUMNS =
      """
      id, person_id, role, title, unit_id, department_id, area_code, valid_from, valid_to
      """;

  @Insert(
      """
      insert into post (
        id, person_id, role, title, unit_id, department_id, area_code, valid_from, valid_to)
      values (
        #{id}, #{personId}, #{role}, #{title}, #{unitId}, #{departmentId}, #{areaCode},
        #{validFrom}, #{validTo})
      """)
  void insert(Post post);

  @Select("select " + COLUMNS + " from post where id = #{id}")
  Optional<Post> find(String id);

  @Select("select " + COLUMNS + " from post where person_id = #{person} order by valid_from, id")
  List<Post> of(PersonId person);

  @Update("update post set valid_to = #{lastDay} where id = #{id} and valid_to > #{lastDay}")
  int end(String id, LocalDate lastDay);

  @Insert(
      """
      insert into proposed_post (
        id, person_id, role, title, unit_id, department_id, area_code, valid_from, valid_to,
        proposed_by, proposed_at)
      values (
        #{id}, #{personId}, #{role}, #{title}, #{unitId}, #{departmentId}, #{areaCode},
        #{validFrom}, #{validTo}, #{proposedBy}, #{proposedAt})
      """)
  void insertProposed(ProposedPost post);

  @Select(
      "select "
          + COLUMNS
          + """
            , proposed_by, proposed_at
            from proposed_post where confirmed is null order by proposed_at, id
            """)
  List<ProposedPost> proposed();

  @Select(
      "select "
          + COLUMNS
          + """
            , proposed_by, proposed_at
            from proposed_post where confirmed is null and person_id = #{person}
           order by proposed_at, id
            """)
  List<ProposedPost> proposedOf(PersonId person);

  @Select(
      "select "
          + COLUMNS
          + """
            , proposed_by, proposed_at
            from proposed_post where id = #{id} and confirmed is null for update
            """)
  Optional<ProposedPost> lockProposed(String id);

  @Update(
      """
      update proposed_post
         set settled_by = #{by}, settled_at = #{at}, confirmed = #{confirmed}
       where id = #{id}
      """)
  void settle(String id, PersonId by, Instant at, boolean confirmed);

  @Insert(
      """
      insert into ledger.post_entry (
        at, kind, post_id, person_id, role, title, place, valid_from, valid_to, by_person_id)
      values (
        #{at}, #{kind}, #{postId}, #{personId}, #{role}, #{title}, #{place}, #{validFrom},
        #{validTo}, #{by})
      """)
  void enter(PostEntry entry);

  @Select(
      """
      select at, kind, post_id, person_id, role, title, place, valid_from, valid_to,
             by_person_id as by
        from ledger.post_entry where person_id = #{person} order by id desc
      """)
  List<PostEntry> entries(PersonId person);
}
