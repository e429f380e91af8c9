-- The papers of the stages. seq is the place of the signed act in the hazard's ledger.

-- 责令限期整改指令书: one order may cover several hazards of one visit, each with its own deadline.
create table rectification_order (
  no varchar(60) primary key,
  department_id varchar(36) not null references department,
  order_year integer not null,
  serial integer not null,
  unit_id varchar(36) not null references unit,
  issued_by varchar(36) not null references person,
  issued_at timestamp with time zone not null,
  unique (department_id, order_year, serial)
);

create table rectification_order_item (
  order_no varchar(60) not null references rectification_order,
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  determinations_version integer not null,
  measures varchar(4000) not null,
  standard varchar(2000) not null,
  deadline date not null,
  responsible_id varchar(36) not null references person,
  primary key (order_no, hazard_no)
);
create index ix_rectification_order_item_hazard on rectification_order_item (hazard_no);

-- 文号 is gap-free per department and year.
create table order_number (
  department_id varchar(36) not null references department,
  order_year integer not null,
  last_serial integer not null,
  primary key (department_id, order_year)
);

create table rectification (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  round integer not null,
  rectified_by varchar(36) not null references person,
  account varchar(4000) not null,
  primary key (hazard_no, seq)
);

create table self_check (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  round integer not null,
  checked_by varchar(36) not null references person,
  rectified_by varchar(36) not null references person,
  verdict varchar(20) not null,
  conclusion varchar(4000) not null,
  primary key (hazard_no, seq),
  constraint ck_self_check_not_own_work check (checked_by <> rectified_by)
);

create table verification (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  round integer not null,
  step integer not null,
  inspector varchar(36) not null references person,
  rectified_by varchar(36) not null references person,
  verdict varchar(20) not null,
  opinion varchar(4000) not null,
  primary key (hazard_no, seq),
  unique (hazard_no, step, inspector),
  constraint ck_verification_not_own_work check (inspector <> rectified_by)
);

create table close_out (
  hazard_no varchar(40) primary key references hazard,
  seq integer not null,
  approved_by varchar(36) not null references person,
  rectified_by varchar(36) not null references person,
  first_inspector varchar(36) not null references person,
  second_inspector varchar(36) not null references person,
  opinion varchar(4000) not null,
  constraint ck_close_out_not_own_work check (
    approved_by <> rectified_by and approved_by <> first_inspector and approved_by <> second_inspector
    and first_inspector <> second_inspector
  )
);

-- 历史台账: finished rows of an imported register. Read-only, 未经本系统签字, never 销号.
create table prior_record (
  fingerprint varchar(64) primary key,
  imported_by varchar(36) not null references person,
  imported_at timestamp with time zone not null,
  area_code varchar(12) not null references area,
  department_id varchar(36) not null references department,
  found_on date not null,
  inspectors varchar(500) not null,
  unit_name varchar(100) not null,
  place varchar(300) not null,
  description varchar(4000) not null,
  category varchar(50),
  local_grade varchar(50),
  measures varchar(4000),
  deadline date,
  responsible_name varchar(200),
  completed_on date,
  outcome varchar(2000) not null
);
create index ix_prior_record_found on prior_record (found_on, fingerprint);

-- The rows that became drafts: known by unit, place, date and description, so that the same file imports nothing twice.
create table imported_row (
  fingerprint varchar(64) primary key,
  hazard_no varchar(40) not null references hazard
);

-- 影像: one row per upload; the bytes lie on disk under their hash.
create table evidence (
  id varchar(36) primary key,
  sha256 char(64) not null,
  size_bytes bigint not null,
  media_type varchar(50) not null,
  file_name varchar(255) not null,
  uploaded_by varchar(36) not null references person,
  uploaded_at timestamp with time zone not null,
  -- Null until an act takes it up; then never changed again.
  subject varchar(40),
  kind varchar(10),
  round integer,
  -- 照片不得重复使用: the hash once more as it is taken up, so that two hazards cannot take the same bytes.
  used_sha256 char(64) unique,
  constraint ck_evidence_used check (
    (subject is null and used_sha256 is null)
    or (subject is not null and used_sha256 is not null and used_sha256 = sha256)
  )
);
create index ix_evidence_subject on evidence (subject);

-- The answer that was given under an Idempotency-Key: a retry gets it again, also after a restart.
create table answered_request (
  person_id varchar(36) not null references person,
  idempotency_key varchar(100) not null,
  request_hash char(64) not null,
  answer varchar(20000) not null,
  answered_at timestamp with time zone not null,
  primary key (person_id, idempotency_key)
);
