-- floor: 1
create table users (
    id text primary key,
    name text not null,
    role text not null,
    password_hash text not null,
    failed_count integer not null default 0,
    locked_until timestamptz,
    created_at timestamptz not null
);

create unique index users_name on users (lower(name));

create table refresh_tokens (
    hash bytea primary key,
    family text not null,
    user_id text not null references users on delete cascade,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
);

create index refresh_tokens_family on refresh_tokens (family);
create index refresh_tokens_user on refresh_tokens (user_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);

create table audit (
    sequence bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    action text not null,
    target text not null,
    outcome text not null,
    detail bytea not null
);

create index audit_actor on audit (actor, sequence);
create index audit_target on audit (target, sequence);

create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change();

create table idempotency (
    caller text not null,
    key text not null,
    request_hash bytea not null,
    started_at timestamptz not null,
    status integer,
    content_type text,
    answer bytea,
    primary key (caller, key)
);

create index idempotency_started on idempotency (started_at);
