-- A push that ends a ticket was two lines of its history; that it is closed stands in the line of the push now.
alter table ticket_event add column closed boolean not null default false;
