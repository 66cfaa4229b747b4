-- floor: 1
-- The paper venue's own records, encrypted under the fleet's key; account is a keyed digest.
create table paper_books (
    account bytea primary key,
    name bytea not null,
    version bigint not null,
    events bigint not null,
    at timestamptz not null,
    data bytea not null
) with (fillfactor = 70);

create table paper_events (
    account bytea not null,
    sequence bigint not null,
    at timestamptz not null,
    kind text not null,
    data bytea not null,
    primary key (account, sequence)
);
