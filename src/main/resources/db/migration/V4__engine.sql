-- Scopes: a token that entered a sub-process, or a task done once for each element of a list, stays there and holds the
-- tokens inside. What it knows beside the ticket's own document are its variables.
alter table token
    add column scope_id  bigint references token on delete cascade deferrable initially deferred,
    add column variables jsonb, -- null: none of its own
    add column loop      jsonb, -- of a task done for each element of a list: how far it is
    add column failure   jsonb; -- an incident: why it could not go on
create index token_by_scope on token (scope_id) where scope_id is not null;
create index token_with_incident on token (id) where failure is not null;

alter table ticket_event
    add column variables jsonb, -- changes of what only a branch knows: {"<name>": [before, after]}
    add column log       jsonb; -- each element entered and left, where the flow keeps a log

-- What a token, or a ticket as a whole, waits for beside people.
create sequence subscription_seq start with 50 increment by 50;
create table subscription (
    id              bigint primary key,
    ticket_id       bigint not null references ticket on delete cascade deferrable initially deferred,
    token_id        bigint references token on delete cascade deferrable initially deferred, -- null: an event sub-process of the flow
    node            text   not null, -- the event that is to happen
    kind            text   not null, -- timer, message, signal
    name            text,            -- of the message or signal
    correlation_key text,
    due_at          timestamptz,     -- of a timer
    cycle           text             -- when it is due again
);
create index subscription_by_ticket on subscription (ticket_id);
create index subscription_by_token on subscription (token_id);
create index subscription_by_name on subscription (kind, name, correlation_key) where name is not null;
