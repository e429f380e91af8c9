package io.bihuan.record.evidence;

import io.bihuan.people.PersonId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface EvidenceMapper {
  String COLUMNS =
      """
      id, sha256, size_bytes, media_type, file_name, uploaded_by, uploaded_at, subject, kind, round
      """;

  @Insert(
      """
      insert into evidence (
        id, sha256, size_bytes, media_type, file_name, uploaded_by, uploaded_at)
      values (
        #{id}, #{sha256}, #{sizeBytes}, #{mediaType}, #{fileName}, #{uploadedBy}, #{uploadedAt})
      """)
  void insert(Photo photo);

  @Select("select " + COLUMNS + " from evidence where id = #{id}")
  Optional<Photo> find(String id);

  @Select(
      "select " + COLUMNS + " from evidence where subject = #{subject} order by uploaded_at, id")
  List<Photo> of(String subject);

  @Select("select count(*) from evidence where used_sha256 = #{sha256}")
  int timesUsed(String sha256);

  @Update(
      """
      update evidence
         set subject = #{subject}, kind = #{kind}, round = #{round}, used_sha256 = sha256
       where id = #{id} and subject is null and uploaded_by = #{uploader}
      """)
  int takeUp(String id, PersonId uploader, String subject, Photo.Kind kind, int round);
}
