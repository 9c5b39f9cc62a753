-- The answer to an http call that came when the application was taken off: the ticket takes it when that is deployed again.
alter table job add column answer jsonb;
