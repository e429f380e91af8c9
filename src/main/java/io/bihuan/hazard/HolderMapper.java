package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface HolderMapper {
  /** Whom a signed act named last for an act of a subject, in order; empty if the law names. */
  @Select(
      """
      select n.person_id
        from named_holder n
       where n.subject = #{subject} and n.act = #{act}
         and n.version = (
               select max(v.version) from named_holder v
                where v.subject = #{subject} and v.act = #{act})
       order by n.place
      """)
  List<PersonId> named(String subject, Act act);

  @Select(
      """
      select coalesce(max(version), 0) from named_holder
       where subject = #{subject} and act = #{act}
      """)
  int lastVersion(String subject, Act act);

  @Insert("insert into named_holder values (#{subject}, #{act}, #{version}, #{place}, #{person})")
  void insert(String subject, Act act, int version, int place, PersonId person);

  /** Names these persons from now on; whom it named before stays on record. */
  default void name(String subject, Act act, List<PersonId> persons) {
    int version = lastVersion(subject, act) + 1;
    for (int place = 0; place < persons.size(); place++) {
      insert(subject, act, version, place, persons.get(place));
    }
  }
}
