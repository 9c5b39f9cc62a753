-- who works in the console; its cookie holds a token of which only the hash is kept
create table session (
    token_hash bytea primary key, -- SHA-256 of the token
    user_id    bigint      not null references users on delete cascade deferrable initially deferred,
    opened_at  timestamptz not null,
    used_at    timestamptz not null -- written once a minute at most
);
create index session_by_user on session (user_id);
