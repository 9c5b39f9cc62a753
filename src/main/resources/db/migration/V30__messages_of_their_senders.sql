-- An id tells a message from others of its sender: with an id that somebody else had taken before, the rightful sender's message went nowhere.
drop index message_once;
create unique index message_once on message (name, coalesce(correlation_key, ''), message_id, sent_by) where message_id is not null;
