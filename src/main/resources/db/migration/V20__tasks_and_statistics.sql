-- What somebody did: the stops that he pushed on and the tickets that he opened, the newest first.
create index work_item_by_doer on work_item (done_by, done_at, id) where state = 'done';
create index ticket_by_opener on ticket (opened_by, opened_at, id);

-- Statistics of a period. Rows lie about in the order of time, so a few kB tell where to look; writing them costs hardly anything.
create index work_item_by_time on work_item using brin (since, done_at) with (pages_per_range = 32, autosummarize = on);
create index ticket_event_by_time on ticket_event using brin (at) with (pages_per_range = 32, autosummarize = on);
create index ticket_by_time on ticket using brin (opened_at, closed_at) with (pages_per_range = 32, autosummarize = on);
