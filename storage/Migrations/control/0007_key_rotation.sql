-- floor: 1
-- Master keys that were replaced, each wrapped by the one in use, so that backups made under them still open.
create table former_master_keys (
    mark text primary key,
    wrapped bytea not null,
    retired_at timestamptz not null
);

-- The rotation of data keys that is under way, of one instance or (null) of all.
create table key_rotations (
    one boolean primary key default true check (one),
    scope text,
    started_at timestamptz not null
);
