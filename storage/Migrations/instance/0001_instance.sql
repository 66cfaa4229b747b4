-- floor: 1
-- The tables of one instance. In plain text are only ids, times, kinds, states and sequence numbers; every bytea named
-- data, name or message is encrypted, every bytea named grain or source is a keyed digest.

create table head (
    one boolean primary key default true check (one),
    sequence bigint not null,
    hash bytea not null,
    outbox bigint not null
) with (fillfactor = 10);

insert into head (sequence, hash, outbox) values (0, '', 0);

create table grain_state (
    grain bytea primary key,
    kind text not null,
    name bytea not null,
    version bigint not null,
    at timestamptz not null,
    data bytea
) with (fillfactor = 70);

create table journal (
    sequence bigint primary key,
    at timestamptz not null,
    kind text not null,
    version integer not null,
    ref text not null,
    hash bytea not null,
    data bytea not null
);

create index journal_ref on journal (ref, sequence) where ref <> '';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger journal_append_only before update or delete or truncate on journal
    for each statement execute function refuse_change();

create table outbox (
    source bytea not null,
    sequence bigint not null,
    position bigint not null,
    kind text not null,
    message bytea not null,
    primary key (source, sequence)
);

create table orders (id text collate "C" primary key, status text not null, at timestamptz not null, data bytea not null) with (fillfactor = 80);
create index orders_at on orders (at, id);
create index orders_status on orders (status, at, id);

create table fills (id text collate "C" primary key, status text not null, at timestamptz not null, data bytea not null);
create index fills_at on fills (at, id);
create index fills_status on fills (status, at, id);

create table trades (id text collate "C" primary key, status text not null, at timestamptz not null, data bytea not null) with (fillfactor = 80);
create index trades_at on trades (at, id);
create index trades_status on trades (status, at, id);

create table equity_snapshots (id text collate "C" primary key, status text not null, at timestamptz not null, data bytea not null);
create index equity_snapshots_at on equity_snapshots (at, id);

create table approvals (id text collate "C" primary key, status text not null, at timestamptz not null, data bytea not null) with (fillfactor = 80);
create index approvals_at on approvals (at, id);
create index approvals_status on approvals (status, at, id);

create table notifications (id text collate "C" primary key, status text not null, at timestamptz not null, data bytea not null) with (fillfactor = 80);
create index notifications_at on notifications (at, id);
create index notifications_status on notifications (status, at, id);

create table configuration_versions (id text collate "C" primary key, status text not null, at timestamptz not null, data bytea not null);
create index configuration_versions_at on configuration_versions (at, id);
