-- Applications that are being designed (應用設計), before they are deployed and after.
create sequence draft_seq start with 50 increment by 50;
create table draft (
    id       bigint primary key,
    name     text        not null, -- as its application.json says, when that could be read last; empty before
    files    jsonb       not null, -- their texts, by path
    revision integer     not null, -- counts the saves: who saves must have seen the newest
    made_by  text        not null,
    saved_by text        not null,
    saved_at timestamptz not null
);
