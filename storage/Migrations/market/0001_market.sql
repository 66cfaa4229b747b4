-- floor: 1
-- Public facts, stored once for the fleet, in plain text.

create table series (
    id integer generated always as identity primary key,
    source text not null,
    instrument text not null,
    minutes smallint not null,
    unique (source, instrument, minutes)
);

-- numeric, because a bar that comes back must equal the one that was recorded, digit for digit: a replay is compared with a
-- backtest of the same recording trade for trade.
create table bars (
    series integer not null references series,
    open_time timestamptz not null,
    open numeric not null,
    high numeric not null,
    low numeric not null,
    close numeric not null,
    volume numeric not null,
    primary key (series, open_time)
);

create table quarantine (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    source text not null,
    line bigint not null,
    reason text not null,
    raw text not null,
    unique (source, line, reason)
);

create table replay_positions (
    recording text primary key,
    epoch integer not null,
    bar_time timestamptz not null,
    at timestamptz not null
);

create table watched (
    source text not null,
    instrument text not null,
    minutes smallint not null,
    since timestamptz not null,
    primary key (source, instrument, minutes)
);
