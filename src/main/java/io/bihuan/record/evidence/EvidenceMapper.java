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
  String PHOTOS =
      """
      select e.id, e.sha256, e.size_bytes, e.media_type, e.file_name, e.uploaded_by, e.uploaded_at,
             e.shown_sha256 as shown, e.thumbnail_sha256 as thumbnail, e.subject, e.kind, e.round,
             m.taken_at
        from evidence e
        left join evidence_metadata m on m.evidence_id = e.id
      """;

  @Insert(
      """
      insert into evidence (
        id, sha256, size_bytes, media_type, file_name, uploaded_by, uploaded_at, shown_sha256,
        thumbnail_sha256, free_key)
      values (
        #{photo.id}, #{photo.sha256}, #{photo.sizeBytes}, #{photo.mediaType}, #{photo.fileName},
        #{photo.uploadedBy}, #{photo.uploadedAt}, #{photo.shown}, #{photo.thumbnail}, #{freeKey})
      """)
  void insert(Photo photo, String freeKey);

  @Insert(
      """
      insert into evidence_metadata (evidence_id, taken_at, latitude, longitude, camera)
      values (#{id}, #{said.takenAt}, #{said.latitude}, #{said.longitude}, #{said.camera})
      """)
  void insertMetadata(String id, PhotoMetadata said);

  @Select(PHOTOS + " where e.id = #{id}")
  Optional<Photo> find(String id);

  @Select(PHOTOS + " where e.subject = #{subject} order by e.uploaded_at, e.id")
  List<Photo> of(String subject);

  @Select(
      PHOTOS
          + """
           where e.uploaded_by = #{uploader} and e.sha256 = #{sha256} and e.subject is null
           order by e.uploaded_at, e.id
           limit 1
          """)
  Optional<Photo> free(PersonId uploader, String sha256);

  @Select(
      """
      select taken_at, latitude, longitude, camera from evidence_metadata where evidence_id = #{id}
      """)
  Optional<PhotoMetadata> metadata(String id);

  @Select("select count(*) from evidence where used_sha256 = #{sha256}")
  int timesUsed(String sha256);

  @Update(
      """
      update evidence
         set subject = #{subject}, kind = #{kind}, round = #{round}, used_sha256 = sha256,
             free_key = null
       where id = #{id} and subject is null and uploaded_by = #{uploader}
      """)
  int takeUp(String id, PersonId uploader, String subject, Photo.Kind kind, int round);

  /** For a photo of an older release, which came without copies. */
  @Update(
      """
      update evidence set shown_sha256 = #{shown}, thumbnail_sha256 = #{thumbnail}
       where id = #{id} and shown_sha256 is null
      """)
  int copied(String id, String shown, String thumbnail);
}
