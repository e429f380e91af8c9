-- 检查: one unit seen by two inspectors at one time. What is found is written down as it is seen and signed as a whole.
create table inspection (
  no varchar(40) primary key references matter,
  mode varchar(20) not null,
  source varchar(20) not null,
  started_at timestamp with time zone not null,
  -- Said when the record is signed.
  ended_at timestamp with time zone,
  place varchar(200) not null,
  campaign varchar(100),
  lead_inspector varchar(36) not null references person,
  second_inspector varchar(36) not null references person,
  -- 单位现场负责人; may be unknown until the record is signed.
  representative varchar(36) references person,
  certificates_shown boolean not null,
  avoidance_told boolean not null,
  constraint ck_inspection_two_inspectors check (second_inspector <> lead_inspector),
  constraint ck_inspection_ends_later check (ended_at is null or ended_at >= started_at)
);
create index ix_inspection_started on inspection (started_at);

-- 检查发现: it becomes a hazard when the inspection is over. Taken out of the record it stays here, and on no paper.
create table finding (
  id varchar(36) primary key,
  inspection_no varchar(40) not null references inspection,
  ordinal integer not null,
  place varchar(200) not null,
  description varchar(4000) not null,
  category varchar(20) not null,
  basis varchar(500),
  removed_at timestamp with time zone,
  hazard_no varchar(40) unique references hazard,
  unique (inspection_no, ordinal),
  constraint ck_finding_removed check (removed_at is null or hazard_no is null)
);

create table finding_photo (
  finding_id varchar(36) not null references finding,
  evidence_id varchar(36) not null references evidence,
  -- Null once it was taken out again, which leaves the photo free.
  ordinal integer,
  primary key (finding_id, evidence_id)
);
create index ix_finding_photo_evidence on finding_photo (evidence_id);

-- 复查不合格: until when it has to be cured now. Both inspectors say the same date.
alter table verification add column new_deadline date;
