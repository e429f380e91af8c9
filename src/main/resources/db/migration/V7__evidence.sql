-- What the pages show of a photo: two copies without the camera's notes, each kept like the
-- original under the hash of its bytes. Null for photos of older releases until they are shown.
alter table evidence add column shown_sha256 char(64);
alter table evidence add column thumbnail_sha256 char(64);

-- 同一张照片再传一次还是那一张: uploader and hash for as long as no act has taken it up.
alter table evidence add column free_key varchar(101);
alter table evidence add constraint uq_evidence_free unique (free_key);
alter table evidence add constraint ck_evidence_free check (free_key is null or subject is null);

-- 拍摄信息: what the camera wrote into the original, as it wrote it. Nobody vouches for it.
create table evidence_metadata (
  evidence_id varchar(36) primary key references evidence,
  -- The wall clock of the camera; it names no time zone.
  taken_at varchar(19),
  latitude double precision,
  longitude double precision,
  camera varchar(200)
);
