-- Tokens come and go with every ticket. Given back after each vacuum, the room would be asked for again at once; and for a
-- table that looks tiny PostgreSQL plans to read it whole, which it then does when thousands of dead tokens lie there.
alter table token set (vacuum_truncate = off);
