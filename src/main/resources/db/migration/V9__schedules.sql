-- Tickets that open by themselves, again and again.
create sequence schedule_seq start with 50 increment by 50;
create table schedule (
    id              bigint primary key,
    flow_id         bigint not null references flow deferrable initially deferred,
    name            text   not null,
    cron            text,             -- either this
    every           text,             -- or this
    time_zone       text   not null,
    values          jsonb  not null,  -- of the start form, as they were sent
    made_by         text   not null,
    made_by_id      bigint not null,  -- the user may be gone by now, and another have his name
    next_run        timestamptz,      -- null: it is off
    last_run        timestamptz,
    last_data_no    bigint,           -- of the ticket that opened
    last_submission bigint,           -- or of what is validated before it opens
    last_problems   jsonb  not null   -- or why none did: [{field, code, arguments}]
);
create index schedule_by_user on schedule (made_by_id, id);
