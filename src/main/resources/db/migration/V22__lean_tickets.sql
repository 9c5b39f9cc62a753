-- What a create and a push have to write, and need not.

-- Flows and versions are never deleted, so these keys kept nothing right, yet every create locked the same two rows, and
-- with others at the same moment rewrote them.
alter table ticket drop constraint ticket_flow_id_fkey;
alter table ticket drop constraint ticket_version_id_fkey;

-- work_item_by_ticket finds the open ones as well: a ticket has few.
drop index work_item_open;

-- Most stops name no candidates; those have no business in an index of candidates.
drop index work_item_by_candidate_user;
create index work_item_by_candidate_user on work_item using gin (candidate_users jsonb_path_ops)
    where state = 'open' and candidate_users <> '[]';
drop index work_item_by_candidate_group;
create index work_item_by_candidate_group on work_item using gin (candidate_groups jsonb_path_ops)
    where state = 'open' and candidate_groups <> '[]';
drop index work_item_by_assignee;
create index work_item_by_assignee on work_item (assignee) where state = 'open' and assignee is not null;
