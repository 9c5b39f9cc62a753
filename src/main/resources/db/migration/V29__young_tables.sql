-- Until PostgreSQL has counted a new table, all indexes of it that begin with the flow look equally good, and it takes the one that was
-- made last: to find a ticket by its number it went through those of all tickets of the flow. So the one that finds it at once is the last.
do $$
begin
    if not exists (select 1 from ticket) then
        alter table ticket drop constraint ticket_flow_id_data_no_key;
        alter table ticket add constraint ticket_flow_id_data_no_key unique (flow_id, data_no);
    end if;
end
$$;
