-- Counts every change of who may do what, and of what flows there are and how they are switched. Nodes keep callers and
-- flows in memory: a call asks for the epoch only, with its security code, and as long as that is the same they are as they
-- were. Counted when the transaction commits, so that it is seen together with the change, and that changes which have
-- nothing to do with each other wait for this one row no longer than a commit takes.
create table epoch (n bigint not null);
insert into epoch values (1);

create function next_epoch() returns trigger language plpgsql as $$
begin
    update epoch set n = n + 1;
    return null;
end $$;

create constraint trigger epoch after insert or delete or update of active on users
    deferrable initially deferred for each row execute function next_epoch();
create constraint trigger epoch after insert or delete or update on groups
    deferrable initially deferred for each row execute function next_epoch();
create constraint trigger epoch after insert or delete or update on roles
    deferrable initially deferred for each row execute function next_epoch();
create constraint trigger epoch after insert or delete or update on user_group
    deferrable initially deferred for each row execute function next_epoch();
create constraint trigger epoch after insert or delete or update on user_role
    deferrable initially deferred for each row execute function next_epoch();
create constraint trigger epoch after insert or delete or update on flow
    deferrable initially deferred for each row execute function next_epoch();
