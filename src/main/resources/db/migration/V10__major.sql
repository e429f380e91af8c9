-- 重大事故隐患: report, notice, plan, panel, close-out, look-back. seq is the place of the signed act in the ledger of
-- the subject.

-- 重大隐患上报: what the township reports to the county.
create table major_report (
  matter_no varchar(40) primary key references matter,
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  reported_by varchar(36) not null references person,
  due_at timestamp with time zone not null,
  reported_at timestamp with time zone not null,
  situation varchar(4000) not null,
  harm varchar(4000) not null,
  difficulty varchar(4000) not null,
  measures varchar(4000) not null
);

create table major_report_receipt (
  matter_no varchar(40) primary key references major_report,
  seq integer not null,
  received_by varchar(36) not null references person,
  received_at timestamp with time zone not null,
  opinion varchar(1000) not null
);

-- 向从业人员通报 (安全生产法 第四十一条).
create table employee_notice (
  matter_no varchar(40) primary key references matter,
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  notified_by varchar(36) not null references person,
  way varchar(20) not null,
  notified_on date not null,
  place varchar(200) not null,
  people integer not null,
  constraint ck_employee_notice_people check (people > 0)
);

-- 治理方案: every version as it was signed; none is ever changed.
create table plan (
  hazard_no varchar(40) not null references hazard,
  version integer not null,
  seq integer not null,
  drafted_by varchar(36) not null references person,
  drafted_at timestamp with time zone not null,
  goals varchar(4000) not null,
  methods varchar(4000) not null,
  means varchar(4000) not null,
  funds decimal(12, 2) not null,
  team varchar(4000) not null,
  schedule varchar(4000) not null,
  interim_measures varchar(4000) not null,
  contingency varchar(4000) not null,
  primary key (hazard_no, version),
  constraint ck_plan_funds check (funds >= 0)
);

create table plan_verdict (
  hazard_no varchar(40) not null,
  version integer not null,
  seq integer not null,
  decided_by varchar(36) not null references person,
  decided_at timestamp with time zone not null,
  decision varchar(20) not null,
  opinion varchar(4000) not null,
  primary key (hazard_no, version, seq),
  foreign key (hazard_no, version) references plan
);

-- 验收组验收: each member for himself, on the spot.
create table panel_verdict (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  round integer not null,
  step integer not null,
  judge varchar(36) not null references person,
  expert boolean not null,
  rectified_by varchar(36) not null references person,
  verdict varchar(20) not null,
  opinion varchar(4000) not null,
  -- Until when it has to be cured then; only if it did not hold.
  new_deadline date,
  primary key (hazard_no, seq),
  unique (hazard_no, step, judge),
  constraint ck_panel_verdict_not_own_work check (judge <> rectified_by)
);

-- A major hazard is accepted by a panel and not by two inspectors; what was learnt of it has to be said.
alter table close_out drop constraint ck_close_out_not_own_work;
alter table close_out alter column first_inspector drop not null;
alter table close_out alter column second_inspector drop not null;
alter table close_out add column lessons varchar(4000);
alter table close_out add constraint ck_close_out_not_own_work check (approved_by <> rectified_by);
alter table close_out add constraint ck_close_out_not_own_verdict check (
  (first_inspector is null and second_inspector is null and lessons is not null)
  or (first_inspector is not null and second_inspector is not null
    and approved_by <> first_inspector and approved_by <> second_inspector
    and first_inspector <> second_inspector)
);

-- 整改进展.
create table progress (
  matter_no varchar(40) primary key references matter,
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  reported_by varchar(36) not null references person,
  reported_at timestamp with time zone not null,
  percent integer not null,
  account varchar(4000) not null,
  constraint ck_progress_percent check (percent between 0 and 100)
);
create index ix_progress_hazard on progress (hazard_no);

-- 回头看.
create table look_back (
  matter_no varchar(40) not null references matter,
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  inspector varchar(36) not null references person,
  verdict varchar(20) not null,
  opinion varchar(4000) not null,
  primary key (matter_no, seq),
  unique (matter_no, inspector)
);

-- 重开: under which number the hazard goes on, and which look-back it came back in.
create table reopening (
  matter_no varchar(40) primary key references matter,
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  decided_by varchar(36) not null references person,
  decision varchar(20) not null,
  opinion varchar(4000) not null,
  reopened_as varchar(40) unique references hazard,
  constraint ck_reopening_agreed check ((decision = 'AGREED') = (reopened_as is not null))
);
