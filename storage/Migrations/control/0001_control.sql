-- floor: 1
create table installation (
    one boolean primary key default true check (one),
    created_at timestamptz not null,
    id text not null,
    key_check bytea not null
);

create table instances (
    name text primary key,
    database_name text not null unique,
    role_name text not null unique,
    role_password bytea not null,
    state text not null check (state in ('creating', 'ready', 'archived', 'dropping')),
    created_at timestamptz not null,
    archived_at timestamptz
);

-- Key 0 is the index key, which never changes; data keys count from 1. 'fleet' has keys too, but no row in instances.
create table instance_keys (
    instance text not null,
    key_id integer not null,
    wrapped bytea not null,
    created_at timestamptz not null,
    retired_at timestamptz,
    primary key (instance, key_id)
);
