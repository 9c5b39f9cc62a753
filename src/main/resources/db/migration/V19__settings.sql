-- Settings that administrators have changed while Kaidan runs; what is not here is as the server or its default has it.
create table setting (
    name       text primary key,
    value      text        not null,
    changed_by text        not null,
    changed_at timestamptz not null
);

-- What the design says of a flow, from the next deploy on.
alter table flow add column description text not null default '';
