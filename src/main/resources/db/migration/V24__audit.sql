-- Who did what, from where, when: administration, sign-ins and refused access. Lines are added and read; none is changed,
-- and only the retention takes away those whose time is over.
create table audit_entry (
    id      bigint      generated always as identity primary key,
    at      timestamptz not null,
    who     text,                   -- user name, or the one that was given; null: nobody knows
    address text,                   -- from which the call came; null: from none
    action  text        not null,
    object  text,                   -- to what it was done
    outcome text        not null,
    changes jsonb       not null,   -- name to [before, after]; never a secret
    times   int         not null    -- how often, of what is counted rather than written down one by one
);
create index audit_entry_by_time on audit_entry (at, id);
create index audit_entry_by_who on audit_entry (who, at, id);
create index audit_entry_by_action on audit_entry (action, at, id);

create function keep_audit() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('kaidan.forgets', true) = 'audit' then
        return old;
    end if;
    raise exception 'Expected the audit trail to be kept but somebody tried to % it', lower(tg_op);
end $$;

create trigger keep_audit before update or delete on audit_entry for each row execute function keep_audit();
create trigger keep_audit_whole before truncate on audit_entry for each statement execute function keep_audit();

-- Put here and not at the start of a node.
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
values ('forget-audit', 'recurring', now(), false, 1);
