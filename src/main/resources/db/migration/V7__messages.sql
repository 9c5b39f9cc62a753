-- A message that came: kept until a ticket takes it or its time is over. One with an id of its sender's stays until then
-- even when it is taken, so that the same message sent twice is told from two messages.
create sequence message_seq start with 50 increment by 50;
create table message (
    id              bigint primary key,
    name            text        not null,
    correlation_key text,                 -- null: for nobody in particular
    message_id      text,
    values          jsonb       not null,
    sent_by         text        not null,
    sent_at         timestamptz not null,
    expires_at      timestamptz not null,
    may_modify      jsonb,                -- API paths of the flows whose tickets it may reach; null: all
    may_add         jsonb,                -- … of the flows that it may start; null: all
    state           text        not null, -- kept, correlated, opened
    api_path        text,                 -- of the ticket that took it
    data_no         bigint
);
create unique index message_once on message (name, coalesce(correlation_key, ''), message_id) where message_id is not null;
create index message_kept on message (name, correlation_key, sent_at, id) where state = 'kept';
create index message_expiring on message (expires_at);

-- Who waits the longest is reached first. Ids do not tell: a node takes them in blocks, and not in their order.
alter table subscription add column since timestamptz not null default now();
drop index subscription_by_name;
create index subscription_by_name on subscription (kind, name, correlation_key, since, id) where name is not null;

-- Which messages and signals open tickets on which flows; rewritten by each deploy.
create table flow_start (
    flow_id bigint not null references flow deferrable initially deferred,
    kind    text   not null, -- message, signal
    name    text   not null,
    node    text   not null,
    primary key (flow_id, kind, name)
);
create index flow_start_by_name on flow_start (kind, name);

-- While a ticket is open that a message with a correlation key has opened, no second one opens on its flow by that key.
alter table ticket add column start_key text;
create unique index ticket_open_by_key on ticket (flow_id, start_key) where start_key is not null and state = 'OPEN';

-- A signal on its way, and whom it has still to reach: each delivery goes with the transaction that makes it happen.
create sequence broadcast_seq start with 50 increment by 50;
create table broadcast (
    id         bigint primary key,
    name       text        not null,
    values     jsonb       not null,
    sent_by    text        not null,
    sent_at    timestamptz not null,
    may_modify jsonb,
    may_add    jsonb
);
create table delivery (
    id              bigint generated always as identity primary key,
    broadcast_id    bigint not null references broadcast on delete cascade deferrable initially deferred,
    subscription_id bigint, -- whose ticket waits for it; it may be gone by then
    flow_id         bigint  -- or: on which it opens a ticket
);
create index delivery_by_broadcast on delivery (broadcast_id, id);

-- Put here and not at the start of a node.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
values ('tidy-messages', 'recurring', now(), false, 1);
