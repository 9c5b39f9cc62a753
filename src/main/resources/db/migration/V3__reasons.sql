alter table ticket_event add column reason text; -- why an administrator did it
