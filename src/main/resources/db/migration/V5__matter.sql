-- 路径: which acts a hazard goes through. What was found before finishes on the diagram it started on.
alter table hazard add column route varchar(20) default 'THIN' not null;
alter table hazard alter column route drop default;
-- The inspection that found it.
alter table hazard add column inspection_no varchar(40);
-- 作废: it was none. The row and its number stay.
alter table hazard add column voided_at timestamp with time zone;
alter table hazard drop constraint ck_hazard_closed_or_standing;
alter table hazard add constraint ck_hazard_over_or_standing check (
  (act is not null and closed_out_at is null and voided_at is null)
  or (act is null and closed_out_at is not null and voided_at is null)
  or (act is null and closed_out_at is null and voided_at is not null)
);

-- 事项: an inspection, or what has a procedure of its own about one hazard.
create table matter (
  no varchar(40) primary key,
  route varchar(20) not null,
  -- The hazard or the inspection it is about; null for an inspection itself.
  about varchar(40),
  unit_id varchar(36) references unit,
  area_code varchar(12) not null references area,
  department_id varchar(36) not null references department,
  act varchar(30),
  step integer not null,
  round integer not null,
  -- The unit learns of the matter when it is asked to sign, not before.
  disclosed boolean not null,
  not_before date,
  due_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint ck_matter_over_or_standing check (
    (act is not null and ended_at is null) or (act is null and ended_at is not null)
  )
);
create index ix_matter_about on matter (about);
create index ix_matter_unit on matter (unit_id);
create index ix_matter_area on matter (area_code);

-- Numbers of matters are counted within a hazard and kind, or within a county and day; never used twice.
create table matter_number (
  scope varchar(40) primary key,
  last_serial integer not null
);

-- Who was named for an act by a signed act: a panel, a second inspector, the person after 改派. A new version each time.
create table named_holder (
  subject varchar(40) not null,
  act varchar(30) not null,
  version integer not null,
  place integer not null,
  person_id varchar(36) not null references person,
  primary key (subject, act, version, place),
  unique (subject, act, version, person_id)
);

-- A step that was ended by the signed act of another subject: 拒签, 作废. The guard looks it up.
create table interruption (
  subject varchar(40) not null,
  step integer not null,
  kind varchar(30) not null,
  by_task varchar(64) not null,
  primary key (subject, step)
);

-- 待办 is about any subject now. The engine's task keeps its id.
drop view sight;
create table pending (
  task_id varchar(64) primary key,
  execution_id varchar(64) not null,
  subject varchar(40) not null,
  act varchar(30) not null,
  step integer not null,
  round integer not null,
  person_id varchar(36) not null references person,
  opened_at timestamp with time zone not null,
  -- 两名检查人员: two different persons, compared by person and not by account.
  constraint pending_act_once unique (subject, step, person_id)
);
insert into pending select task_id, execution_id, hazard_no, act, step, round, person_id, opened_at from pending_act;
drop table pending_act;
alter table pending rename to pending_act;
create index pending_act_of_person on pending_act (person_id);
create index pending_act_of_execution on pending_act (execution_id);

-- What one may see of the hazards: an enterprise its own, a town its area, a department its industry × area, an
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
select a.subject, a.person_id, date '1970-01-01', date '9999-12-31'
  from pending_act a
union
select m.about, a.person_id, date '1970-01-01', date '9999-12-31'
  from pending_act a
  join matter m on m.no = a.subject
 where m.about is not null;

-- What one may see of the matters: those of a hazard with the hazard; an inspection as a hazard of its unit.
create view matter_sight as
select m.no as matter_no, s.person_id, s.valid_from, s.valid_to
  from matter m
  join sight s on s.hazard_no = m.about
union
select m.no, p.person_id, p.valid_from, p.valid_to
  from matter m
  join post p on p.unit_id = m.unit_id
 where m.disclosed and (m.about is null or m.about like 'JC-%')
union
select m.no, p.person_id, p.valid_from, p.valid_to
  from matter m
  join post p on m.area_code like p.area_code || '%'
 where m.about is null or m.about like 'JC-%'
union
select m.no, p.person_id, p.valid_from, p.valid_to
  from matter m
  join department d on m.area_code like d.area_code || '%'
  join post p on p.department_id = d.id
  join unit u on u.id = m.unit_id
  where (m.about is null or m.about like 'JC-%')
   and (not exists (select 1 from department_industry i where i.department_id = d.id)
        or exists (
             select 1
               from department_industry i
              where i.department_id = d.id and i.industry = u.industry
           ))
union
select a.subject, a.person_id, date '1970-01-01', date '9999-12-31'
  from pending_act a;
