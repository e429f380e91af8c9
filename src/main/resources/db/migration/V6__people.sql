-- 统一社会信用代码: the units of the first release have none yet; every new one has its own.
alter table unit add column uscc varchar(18);
alter table unit add constraint uq_unit_uscc unique (uscc);

-- A post that is ended on its first day was never held: it ends the day before.
alter table post drop constraint ck_post_validity;

-- A post that one administrator proposes and another confirms. It has no force before: what is asked
-- about posts is asked of the table post.
create table proposed_post (
  id varchar(36) primary key,
  person_id varchar(36) not null references person,
  role varchar(20) not null,
  title varchar(50) not null,
  unit_id varchar(36) references unit,
  department_id varchar(36) references department,
  area_code varchar(12) references area,
  valid_from date not null,
  valid_to date not null,
  proposed_by varchar(36) not null references person,
  proposed_at timestamp with time zone not null,
  settled_by varchar(36) references person,
  settled_at timestamp with time zone,
  -- Null as long as nobody has settled it.
  confirmed boolean,
  constraint ck_proposed_post_validity check (valid_from <= valid_to),
  constraint ck_proposed_post_second_person check (
    confirmed is null or not confirmed or settled_by <> proposed_by
  )
);
create index ix_proposed_post_person on proposed_post (person_id);
create index ix_proposed_post_open on proposed_post (confirmed, proposed_at);

-- Who proposed this administrator; he is not enabled before another one has confirmed him.
alter table account add column proposed_by varchar(36) references person;

-- A key made in place of a revoked one signs nothing before it is attested.
alter table signing_key add column awaits_attestation boolean default false not null;

-- 重设签字密码: a key is replaced because its password is forgotten, never opened by anybody else.
create table key_replacement (
  id varchar(36) primary key,
  person_id varchar(36) not null references person,
  reason varchar(500) not null,
  started_by varchar(36) not null references person,
  started_at timestamp with time zone not null,
  new_key_id varchar(64) references signing_key,
  attested_by varchar(36) references person,
  attested_at timestamp with time zone,
  -- Started anew before it came to its end.
  superseded_at timestamp with time zone,
  constraint ck_key_replacement_persons check (
    started_by <> person_id
    and (attested_by is null or (attested_by <> person_id and attested_by <> started_by))
  )
);
create index ix_key_replacement_person on key_replacement (person_id);

-- 任免: every post proposed, confirmed, declined, given and ended. It only grows.
create table ledger.post_entry (
  id bigint generated always as identity,
  at timestamp with time zone not null,
  kind varchar(20) not null,
  post_id varchar(36),
  person_id varchar(36) not null,
  role varchar(20) not null,
  title varchar(50),
  place varchar(36),
  valid_from date,
  valid_to date,
  -- Null where the product itself enters somebody: the first administrator, the demo.
  by_person_id varchar(36),
  constraint post_entry_pk primary key (id)
);
create index post_entry_of_person on ledger.post_entry (person_id, id);

-- 当面核实: who attested whose new key, signed; a chain for each person.
create table ledger.key_attestation (
  person_id varchar(36) not null,
  seq integer not null,
  replacement_id varchar(36) not null,
  attested_key_id varchar(64) not null,
  signer_id varchar(36) not null,
  key_id varchar(64) not null,
  alg varchar(20) not null,
  payload varchar(262144) not null,
  signature varchar(128) not null,
  prev_hash char(64) not null,
  leaf_hash char(64) not null,
  signed_at timestamp with time zone not null,
  constraint key_attestation_pk primary key (person_id, seq),
  constraint key_attestation_of_key unique (attested_key_id),
  constraint key_attestation_leaf unique (leaf_hash)
);
