-- 判定条款: published standards by which a hazard is major, as dated data. Rows come from the file that ships with the
-- product; a row is never changed, for signed gradings cite it.
create table grading_clause (
  id varchar(60) primary key,
  document_code varchar(40) not null,
  document varchar(200) not null,
  issuing_no varchar(100) not null,
  clause varchar(100) not null,
  words varchar(2000) not null,
  valid_from date not null,
  valid_to date not null,
  source varchar(500) not null,
  constraint ck_grading_clause_validity check (valid_from <= valid_to)
);

-- The industries a clause applies to; one without any applies to all.
create table grading_clause_industry (
  clause_id varchar(60) not null references grading_clause,
  industry varchar(20) not null,
  primary key (clause_id, industry)
);

-- 分级核定: what was proposed, what the person decided, and by which published standard and clause. Never changed; a
-- later one counts.
create table grading (
  hazard_no varchar(40) not null references hazard,
  seq integer not null,
  graded_by varchar(36) not null references person,
  grade varchar(10) not null,
  proposed varchar(10) not null,
  proposed_because varchar(40) not null,
  clause_id varchar(60) references grading_clause,
  document varchar(200),
  clause varchar(100),
  opinion varchar(1000),
  primary key (hazard_no, seq),
  constraint ck_grading_major_by_clause check (
    (grade = 'MAJOR' and clause_id is not null and document is not null and clause is not null)
    or (grade <> 'MAJOR' and clause_id is null)
  )
);
