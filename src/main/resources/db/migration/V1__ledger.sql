create table ledger.signed_act (
  subject varchar(40) not null,
  seq integer not null,
  task_id varchar(64) not null,
  act varchar(30) not null,
  round integer not null,
  step integer not null,
  decision varchar(20) not null,
  signer_id varchar(36) not null,
  key_id varchar(64) not null,
  alg varchar(20) not null,
  payload varchar(262144) not null,
  signature varchar(128) not null,
  prev_hash char(64) not null,
  leaf_hash char(64) not null,
  signed_at timestamp with time zone not null,
  constraint signed_act_pk primary key (subject, seq),
  constraint signed_act_of_task unique (task_id),
  constraint signed_act_leaf unique (leaf_hash)
);

create index signed_act_by_signer on ledger.signed_act (signer_id, signed_at);

-- A refused attempt may come from nobody we know, for no task there is.
create table ledger.refused_attempt (
  id bigint generated always as identity,
  at timestamp with time zone not null,
  subject varchar(255),
  task_id varchar(64),
  path varchar(100) not null,
  person_id varchar(64),
  reason varchar(500) not null,
  constraint refused_attempt_pk primary key (id)
);
