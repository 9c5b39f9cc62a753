-- For how many days the closed tickets of a flow are kept; null: for ever.
alter table flow add column retention_days integer check (retention_days > 0);

-- Old submissions are looked for like old tickets, which ticket_by_opened_at finds: none is closed before it was opened.
create index submission_decided on submission (flow_id, at, id) where state <> 'validating';

-- A file belongs to a ticket, or to what may become one: one without an owner could be neither read nor removed.
delete from attachment where ticket_id is null and submission_id is null;
alter table attachment add constraint attachment_has_owner check (num_nonnulls(ticket_id, submission_id) = 1);

-- Put here and not at the start of a node.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
values ('remove-old-tickets', 'recurring', now(), false, 1);
