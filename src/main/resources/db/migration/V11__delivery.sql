-- 送达回证: who served the order, how, and who signed for it.
create table delivery (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  order_no varchar(60) not null references rectification_order,
  delivered_by varchar(36) not null references person,
  manner varchar(20) not null,
  delivered_on date not null,
  primary key (hazard_no, seq)
);

create table order_receipt (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  order_no varchar(60) not null references rectification_order,
  received_by varchar(36) not null references person,
  received_at timestamp with time zone not null,
  primary key (hazard_no, seq)
);

-- 拒签: who would not sign which step, why, and before whom (安全生产法 第六十八条).
create table signature_decline (
  matter_no varchar(40) primary key references matter,
  seq integer not null,
  subject varchar(40) not null,
  act varchar(30) not null,
  step integer not null,
  round integer not null,
  refused_by varchar(100) not null,
  refused_post varchar(100) not null,
  reason varchar(1000) not null,
  filmed boolean not null,
  recorded_by varchar(36) not null references person,
  recorded_at timestamp with time zone not null,
  unique (subject, step)
);

-- 见证人: no person of the product, so his name and post as they were given. Two of them for 留置送达.
create table decline_witness (
  matter_no varchar(40) not null references signature_decline,
  place integer not null,
  name varchar(100) not null,
  post varchar(100) not null,
  primary key (matter_no, place)
);

-- 作废: proposed by an inspector, decided by another person. The hazard's row and number stay.
create table void_proposal (
  matter_no varchar(40) primary key references matter,
  seq integer not null,
  hazard_no varchar(40) not null references hazard,
  cause varchar(20) not null,
  duplicate_of varchar(40) references hazard,
  reason varchar(1000) not null,
  proposed_by varchar(36) not null references person,
  proposed_at timestamp with time zone not null,
  constraint ck_void_proposal_duplicate check (
    (cause = 'DUPLICATE' and duplicate_of is not null and duplicate_of <> hazard_no)
    or (cause <> 'DUPLICATE' and duplicate_of is null)
  )
);
create index ix_void_proposal_hazard on void_proposal (hazard_no);

create table void_decision (
  matter_no varchar(40) primary key references void_proposal,
  seq integer not null,
  decision varchar(20) not null,
  opinion varchar(1000),
  proposed_by varchar(36) not null references person,
  decided_by varchar(36) not null references person,
  decided_at timestamp with time zone not null,
  constraint ck_void_decision_not_own check (decided_by <> proposed_by)
);

-- 改派: whose act it was, whose it is, and why. Never to oneself.
create table reassignment (
  matter_no varchar(40) primary key references matter,
  seq integer not null,
  task_id varchar(64) not null,
  subject varchar(40) not null,
  act varchar(30) not null,
  person_from varchar(36) not null references person,
  person_to varchar(36) not null references person,
  reason varchar(1000) not null,
  reassigned_by varchar(36) not null references person,
  constraint ck_reassignment_not_to_oneself check (
    person_to <> person_from and person_to <> reassigned_by
  )
);

-- Which signed act put a task into other hands. The guard looks it up; whoever had it before is out of step.
create table handed_on (
  by_task varchar(64) primary key,
  task_id varchar(64) not null,
  person_from varchar(36) not null references person,
  person_to varchar(36) not null references person
);
create index ix_handed_on_task on handed_on (task_id);

-- 即查即改: three signatures on the spot, one row each.
create table on_spot_cure (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  step integer not null,
  signed_by varchar(36) not null references person,
  decision varchar(20) not null,
  account varchar(4000),
  opinion varchar(1000),
  primary key (hazard_no, seq),
  unique (hazard_no, step, signed_by)
);
