-- 隐患: the thing that goes round the loop.
create table hazard (
  no varchar(40) primary key,
  grade varchar(10) not null,
  local_grade varchar(50),
  origin varchar(10) not null,
  unit_id varchar(36) references unit,
  unit_name varchar(100) not null,
  industry varchar(20),
  area_code varchar(12) not null references area,
  department_id varchar(36) not null references department,
  place varchar(200) not null,
  description varchar(4000) not null,
  category varchar(20),
  found_on date not null,
  discovered_at timestamp with time zone not null,
  lead_inspector varchar(36) not null references person,
  second_inspector varchar(36) references person,
  -- Where it stands; null once it is closed out.
  act varchar(30),
  -- Grows with every move, so that each time an act is reached is its own.
  step integer not null,
  round integer not null,
  -- The unit learns of the hazard when its legal representative is asked to sign, not before.
  disclosed boolean not null,
  closed_out_at timestamp with time zone,
  constraint ck_hazard_two_inspectors check (second_inspector <> lead_inspector),
  constraint ck_hazard_closed_or_standing check (
    (act is null and closed_out_at is not null) or (act is not null and closed_out_at is null)
  )
);
create index ix_hazard_unit on hazard (unit_id);
create index ix_hazard_area on hazard (area_code);
create index ix_hazard_discovered on hazard (discovered_at, no);

create table hazard_number (
  area_code varchar(6) not null,
  found_on date not null,
  last_serial integer not null,
  primary key (area_code, found_on)
);

-- 四定: 定措施、定标准、定期限、定责任人. A new version each time they are determined; none is ever changed.
create table four_determinations (
  hazard_no varchar(40) not null references hazard,
  version integer not null,
  measures varchar(4000) not null,
  standard varchar(2000) not null,
  deadline date not null,
  responsible_id varchar(36) not null references person,
  basis varchar(500) not null,
  primary key (hazard_no, version)
);

-- What a register of an office already said about an imported hazard; a proposal for the four determinations.
create table imported_proposal (
  hazard_no varchar(40) primary key references hazard,
  measures varchar(4000),
  standard varchar(2000),
  deadline date,
  responsible_name varchar(200),
  second_inspector_name varchar(50)
);

-- 待办: who must sign what. One row per task of the engine, gone when it is signed.
create table pending_act (
  task_id varchar(64) primary key,
  execution_id varchar(64) not null,
  hazard_no varchar(40) not null references hazard,
  act varchar(30) not null,
  step integer not null,
  round integer not null,
  person_id varchar(36) not null references person,
  opened_at timestamp with time zone not null,
  -- 两名检查人员: two different persons, compared by person and not by account.
  unique (hazard_no, step, person_id)
);
create index ix_pending_act_person on pending_act (person_id);
create index ix_pending_act_execution on pending_act (execution_id);

-- What one may see: an enterprise its own, a town its area, a department its industry × area, an
-- actor what waits for him. Every list and every page asks this view and nothing else.
create view sight as
select h.no as hazard_no, p.person_id, p.valid_from, p.valid_to
  from hazard h
  join post p on p.unit_id = h.unit_id
 where h.disclosed
union
select h.no, p.person_id, p.valid_from, p.valid_to
  from hazard h
  join post p on h.area_code like p.area_code || '%'
union
select h.no, p.person_id, p.valid_from, p.valid_to
  from hazard h
  join department d on h.area_code like d.area_code || '%'
  join post p on p.department_id = d.id
 where h.industry is null
    or not exists (select 1 from department_industry i where i.department_id = d.id)
    or exists (
         select 1
           from department_industry i
          where i.department_id = d.id and i.industry = h.industry
       )
union
select a.hazard_no, a.person_id, date '1970-01-01', date '9999-12-31'
  from pending_act a;
