-- What waits for somebody: by his name, and by what he may act on as one of several.
create index work_item_by_assignee on work_item (assignee) where state = 'open';
create index work_item_by_candidate_user on work_item using gin (candidate_users jsonb_path_ops) where state = 'open';
create index work_item_by_candidate_group on work_item using gin (candidate_groups jsonb_path_ops) where state = 'open';

-- All work items of a ticket: its first, its last, and those that go with it when it is deleted.
create index work_item_by_ticket on work_item (ticket_id);

alter table flow
    add column worklog boolean not null default true, -- whether notes can be written on its tickets
    add column tasks   boolean not null default true; -- whether its stops are listed among people's tasks

create sequence work_note_seq start with 50 increment by 50;
create table work_note (
    id         bigint primary key,
    ticket_id  bigint      not null references ticket on delete cascade deferrable initially deferred,
    content    text        not null,
    written_by text        not null,
    written_at timestamptz not null
);
create index work_note_by_ticket on work_note (ticket_id, id);
