-- What tickets are looked for by, and what they are sorted by. No index knows parts of words: one for that would cost each
-- create several times what these cost together (and pg_trgm knows no Chinese in a database of the C locale, nor words of
-- two characters in any), so the list reads tickets one by one for them, a bounded number in one call.

-- Whether a field has a value, or one of several choices.
create index ticket_by_value on ticket using gin (values jsonb_path_ops) with (gin_pending_list_limit = 512);

-- A title is as long as somebody likes, an entry of an index is not.
create index ticket_by_opened_at on ticket (flow_id, opened_at, data_no);
create index ticket_by_updated_at on ticket (flow_id, updated_at, data_no);
create index ticket_by_title on ticket (flow_id, (left(coalesce(title, ''), 200) collate "C"), data_no);
create index ticket_by_status on ticket (flow_id, (left(coalesce(status, ''), 200) collate "C"), data_no);
create index ticket_by_level on ticket (flow_id, (left(coalesce(level, ''), 200) collate "C"), data_no);
