-- Why a ticket could not go on, for every reader in his language: {field, code, arguments}.
alter table ticket_event add column problem jsonb;

-- The incidents of a ticket, and whether it has any: hardly a ticket does.
create index token_with_incident_by_ticket on token (ticket_id) where failure is not null;
