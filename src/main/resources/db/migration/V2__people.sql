-- 人: areas, departments, units, persons, their accounts, posts, certificates and keys.
-- Nothing here is ever deleted: a post and a certificate end by date, a key is revoked, an account is disabled.

-- 属地, by administrative code: a town's code begins with its county's.
create table area (
  code varchar(12) primary key,
  name varchar(100) not null
);

-- 监管部门: its sight is industry × area; a department without industries supervises all of them (综合监管).
create table department (
  id varchar(36) primary key,
  name varchar(100) not null unique,
  area_code varchar(12) not null references area,
  document_prefix varchar(20) not null unique
);

create table department_industry (
  department_id varchar(36) not null references department,
  industry varchar(20) not null,
  primary key (department_id, industry)
);

-- 生产经营单位.
create table unit (
  id varchar(36) primary key,
  name varchar(100) not null unique,
  area_code varchar(12) not null references area,
  industry varchar(20) not null
);

create table person (
  id varchar(36) primary key,
  name varchar(50) not null,
  -- 工号: one natural person is one row, however many accounts he has.
  staff_no varchar(50) not null unique,
  signing_failures integer default 0 not null,
  signing_locked_until timestamp with time zone
);

create table account (
  username varchar(50) primary key,
  person_id varchar(36) not null references person,
  password_hash varchar(200) not null,
  enabled boolean default true not null,
  administrator boolean default false not null,
  -- An administrator gave the first password; its owner has not set his own yet.
  initial boolean default true not null,
  created_at timestamp with time zone not null
);
create index ix_account_person on account (person_id);

create table post (
  id varchar(36) primary key,
  person_id varchar(36) not null references person,
  role varchar(20) not null,
  title varchar(50) not null,
  unit_id varchar(36) references unit,
  department_id varchar(36) references department,
  area_code varchar(12) references area,
  valid_from date not null,
  valid_to date not null,
  constraint ck_post_one_place check (
    (unit_id is not null and department_id is null and area_code is null)
    or (unit_id is null and department_id is not null and area_code is null)
    or (unit_id is null and department_id is null and area_code is not null)
  ),
  constraint ck_post_validity check (valid_from <= valid_to)
);
create index ix_post_person on post (person_id);
create index ix_post_unit on post (unit_id, role);
create index ix_post_department on post (department_id, role);
create index ix_post_area on post (area_code, role);

-- 检查证件 (安全生产法 第六十七条: an inspector shows a valid certificate).
create table certificate (
  no varchar(50) primary key,
  person_id varchar(36) not null references person,
  kind varchar(50) not null,
  valid_from date not null,
  valid_to date not null,
  constraint ck_certificate_validity check (valid_from <= valid_to)
);
create index ix_certificate_person on certificate (person_id);

create table signing_key (
  key_id varchar(64) primary key,
  person_id varchar(36) not null references person,
  alg varchar(20) not null,
  public_key varchar(200) not null,
  wrapped_key varchar(400) not null,
  salt varchar(64) not null,
  memory_kib integer not null,
  iterations integer not null,
  parallelism integer not null,
  enrolled_at timestamp with time zone not null,
  revoked_at timestamp with time zone
);
create index ix_signing_key_person on signing_key (person_id);

-- The one-time token of the first start; one row, dead once used, also when no administrator is left.
create table setup_token (
  id integer primary key,
  token_hash varchar(64) not null,
  used_at timestamp with time zone,
  constraint ck_setup_token_single check (id = 1)
);
