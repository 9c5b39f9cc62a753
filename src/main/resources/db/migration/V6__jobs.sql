-- Work that a token waits for: outside workers take it over HTTP, calls to other hosts are made here.
create sequence job_seq start with 50 increment by 50;
create table job (
    id           bigint      primary key,
    ticket_id    bigint      not null references ticket on delete cascade deferrable initially deferred,
    token_id     bigint      not null references token on delete cascade deferrable initially deferred,
    type         text        not null,
    headers      jsonb       not null,
    retries      integer     not null, -- tries that are left
    available_at timestamptz not null, -- nobody gets it before: somebody has it until then, or it failed and pauses
    worker       text                  -- who has it, or had it last
);
create index job_by_type on job (type, available_at, id);
create index job_by_ticket on job (ticket_id);
create index job_by_token on job (token_id);

-- Calls to other hosts take long: they have a schedule, and threads, of their own, so that no timer waits for them.
create table scheduled_calls (like scheduled_tasks including all);
