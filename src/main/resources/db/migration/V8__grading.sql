-- 分级核定: what the person decided, and by which published standard and clause. Never changed; a later one counts.
create table grading (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  graded_by varchar(36) not null references person,
  grade varchar(10) not null,
  document varchar(200),
  clause varchar(100),
  opinion varchar(1000),
  primary key (hazard_no, seq),
  constraint ck_grading_major_by_clause check (
    grade <> 'MAJOR' or (document is not null and clause is not null)
  )
);
