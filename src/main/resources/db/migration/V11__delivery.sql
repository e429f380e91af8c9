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
