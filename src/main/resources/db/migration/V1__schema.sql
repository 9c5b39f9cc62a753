-- Sequences hand out blocks: EclipseLink takes what nextval answers as the END of its block.
-- Those of busy tables hand out 500, so that hardly any create or push asks one.
-- Foreign keys are checked at the commit: entities know ids only, so JPA inserts the rows of a transaction in any order.

-- identity ---------------------------------------------------------------------------------------------------------

create sequence users_seq start with 50 increment by 50;
create table users (
    id            bigint primary key,
    username      text        not null unique,
    display_name  text        not null,
    email         text,
    active        boolean     not null,
    password_hash text        not null, -- algorithm, iterations, salt and verifier; never the password
    failures      integer     not null, -- wrong passwords in a row
    locked_until  timestamptz,
    created_at    timestamptz not null
);

create sequence groups_seq start with 50 increment by 50;
create table groups (
    id   bigint primary key,
    name text not null unique
);

create sequence roles_seq start with 50 increment by 50;
create table roles (
    id          bigint primary key,
    name        text    not null unique,
    admin       boolean not null,
    permissions jsonb   not null -- {"<api_path>": ["view", "add", "modify", "delete"]}
);

create table user_group (
    user_id  bigint not null references users on delete cascade deferrable initially deferred,
    group_id bigint not null references groups on delete cascade,
    primary key (user_id, group_id)
);
create table user_role (
    user_id bigint not null references users on delete cascade deferrable initially deferred,
    role_id bigint not null references roles on delete cascade,
    primary key (user_id, role_id)
);

create table security_code (
    user_id   bigint primary key references users on delete cascade deferrable initially deferred,
    code_hash bytea       not null unique, -- SHA-256 of the code
    nonce     bytea       not null,        -- with a key that only the password yields, this gives the same code again
    used_at   timestamptz not null
);

-- catalog ----------------------------------------------------------------------------------------------------------

create sequence application_seq start with 50 increment by 50;
create table application (
    id          bigint primary key,
    name        text    not null unique,
    description text    not null,
    version     integer not null, -- the newest
    deployed    boolean not null
);

create sequence application_version_seq start with 50 increment by 50;
create table application_version (
    id             bigint primary key,
    application_id bigint      not null references application deferrable initially deferred,
    version        integer     not null,
    package        bytea       not null, -- the zip as it is deployed again after a restart
    deployed_by    text        not null,
    deployed_at    timestamptz not null,
    unique (application_id, version)
);

create sequence flow_seq start with 50 increment by 50;
create table flow (
    id             bigint primary key,
    api_path       text    not null unique,
    name           text    not null,
    application_id bigint  not null references application deferrable initially deferred,
    version_id     bigint  not null references application_version deferrable initially deferred, -- on which tickets open
    deployment     text    not null, -- deployed, dropped (by the newest version), undeployed
    enabled        boolean not null,
    api            boolean not null,
    log            boolean not null,
    attachments    boolean not null,
    columns        jsonb   not null -- keys of the fields that a list of tickets shows
);

-- tickets ----------------------------------------------------------------------------------------------------------
-- Ticket numbers come from one sequence per flow, ticket_number_<flow.id>, made when the flow is first deployed.

create sequence ticket_seq start with 500 increment by 500;
create table ticket (
    id         bigint primary key,
    flow_id    bigint      not null references flow deferrable initially deferred,
    version_id bigint      not null references application_version deferrable initially deferred,
    data_no    bigint      not null,
    state      text        not null, -- OPEN, CLOSED, CANCELLED
    values     jsonb       not null,
    title      text,
    status     text,
    level      text,
    opened_by  text        not null,
    opened_at  timestamptz not null,
    updated_by text        not null,
    updated_at timestamptz not null,
    closed_at  timestamptz,
    version    integer     not null, -- counts the transitions
    unique (flow_id, data_no)
);
create index ticket_by_state on ticket (flow_id, state, data_no);

create sequence token_seq start with 500 increment by 500;
create table token (
    id        bigint primary key,
    ticket_id bigint not null references ticket on delete cascade deferrable initially deferred,
    node      text   not null,
    link      text   -- the sequence flow over which it came
);
create index token_by_ticket on token (ticket_id);

create sequence work_item_seq start with 500 increment by 500;
create table work_item (
    id               bigint primary key, -- the data_id
    ticket_id        bigint      not null references ticket on delete cascade deferrable initially deferred,
    token_id         bigint      not null,
    node             text        not null,
    name             text        not null,
    state            text        not null, -- open, done, cancelled
    assignee         text,
    candidate_users  jsonb       not null,
    candidate_groups jsonb       not null,
    due_at           timestamptz,
    since            timestamptz not null,
    done_at          timestamptz,
    done_by          text
);
create index work_item_open on work_item (ticket_id) where state = 'open';

create sequence ticket_event_seq start with 500 increment by 500;
create table ticket_event (
    id        bigint primary key,
    ticket_id bigint      not null references ticket on delete cascade deferrable initially deferred,
    at        timestamptz not null,
    by_user   text        not null,
    event     text        not null,
    node      text,
    changes   jsonb -- {"<field>": [before, after]}
);
create index ticket_event_by_ticket on ticket_event (ticket_id, id);

create sequence submission_seq start with 50 increment by 50;
create table submission (
    id           bigint primary key,
    flow_id      bigint      not null references flow deferrable initially deferred,
    version_id   bigint      not null references application_version deferrable initially deferred,
    submitted_by text        not null,
    at           timestamptz not null,
    state        text        not null, -- validating, opened, refused
    values       jsonb,                -- until it is decided
    data_no      bigint,
    problems     jsonb       not null  -- why it is refused: [{field, code, arguments}]
);
create index submission_by_user on submission (submitted_by, id desc);

-- files ------------------------------------------------------------------------------------------------------------

create sequence attachment_seq start with 50 increment by 50;
create table attachment (
    id            bigint primary key,
    ticket_id     bigint references ticket on delete cascade deferrable initially deferred,
    submission_id bigint references submission on delete cascade deferrable initially deferred, -- while the submission is being validated
    field         text, -- null: the ticket's own attachments
    name          text        not null,
    size          bigint      not null,
    content_type  text        not null,
    sha256        text        not null, -- hexadecimal
    added_by      text        not null,
    added_at      timestamptz not null
);
create index attachment_by_ticket on attachment (ticket_id);
create index attachment_by_submission on attachment (submission_id) where submission_id is not null;

create table attachment_chunk (
    attachment_id bigint  not null references attachment on delete cascade deferrable initially deferred,
    seq           integer not null, -- from 0; all but the last are of the same size
    bytes         bytea   not null,
    primary key (attachment_id, seq)
);
alter table attachment_chunk alter column bytes set storage external; -- most files are compressed already

-- jobs: the table that db-scheduler asks for --------------------------------------------------------------------------

create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
