-- Call activities: a flow opens tickets of other flows. No foreign key leads to the caller: a ticket that was called locks
-- its caller and never the other way round, which the action of a key would do; who is called outlives a deleted caller.
alter table ticket
    add column caller_id       bigint,  -- the ticket that opened it; null: somebody did, or something from outside
    add column caller_token_id bigint,  -- the token that waits for it
    add column caller_node     text,    -- the call activity
    add column call_depth      integer not null default 0, -- callers above it
    add column inherited       jsonb;   -- what it got of its caller without being asked for; only what differs goes back
create index ticket_by_caller on ticket (caller_id) where caller_id is not null;
create index ticket_by_caller_token on ticket (caller_token_id) where caller_token_id is not null;
