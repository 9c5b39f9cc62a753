-- Creates that their sender may send again, by his key (the header Idempotency-Key); kept for a day.
create table idempotency_key (
    username      text        not null,
    key           text        not null,
    fingerprint   bytea       not null, -- SHA-256 of what was sent
    at            timestamptz not null,
    data_no       bigint,               -- of the ticket that it opened; or:
    submission_id bigint,               -- where the start has a validation
    primary key (username, key)
);
create index idempotency_key_at on idempotency_key (at);

-- Put here and not at the start of a node.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
values ('forget-idempotency-keys', 'recurring', now(), false, 1);
