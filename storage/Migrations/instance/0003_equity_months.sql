-- floor: 3
-- Points of the equity curve lie in a part for each month (UTC), so that an old month goes as a whole and nothing is left to vacuum. What
-- comes for a month that has no part yet lies in equity_snapshots_rest until keep_equity_month makes the part.
alter table equity_snapshots rename to equity_snapshots_rest;
alter table equity_snapshots_rest drop constraint equity_snapshots_pkey;
drop index equity_snapshots_at;

create table equity_snapshots (
    id text collate "C" not null,
    status text not null,
    at timestamptz not null,
    data bytea not null,
    primary key (at, id)
) partition by range (at);

alter table equity_snapshots attach partition equity_snapshots_rest default;

-- Makes the part of a month, given by any time in it, when it is missing, and moves there what lies apart. The instance's role may call it,
-- and makes no table otherwise. While somebody reads a copy of the whole it gives up: the next who asks makes it.
create function keep_equity_month(moment timestamptz) returns void language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '1s' set timezone = 'UTC' as $$
declare
    first timestamptz := date_trunc('month', moment);
    next timestamptz := first + interval '1 month';
    part text := 'equity_snapshots_' || to_char(first, 'YYYY_MM');
begin
    if to_regclass(part) is not null then return; end if;
    perform pg_advisory_xact_lock(x'1BD05C8E0003'::bigint);
    if to_regclass(part) is not null then return; end if;
    execute format('create table %I (like equity_snapshots including all)', part);
    execute format('with moved as (delete from equity_snapshots_rest where at >= $1 and at < $2 returning *) insert into %I select * from moved', part) using first, next;
    execute format('alter table equity_snapshots attach partition %I for values from (%L) to (%L)', part, first, next);
exception when lock_not_available then
    return;
end $$;

-- Makes the parts of all months that lie apart.
create function keep_equity_months() returns void language plpgsql set timezone = 'UTC' as $$
declare
    month timestamptz;
begin
    for month in select distinct date_trunc('month', at) from equity_snapshots_rest order by 1 loop
        perform keep_equity_month(month);
    end loop;
end $$;

-- Drops each month that lies more than so many before that of the last point. A month that is in use is passed over; the next time drops it.
create function drop_equity_months(months integer) returns setof text language plpgsql set timezone = 'UTC' as $$
declare
    oldest text := 'equity_snapshots_' || to_char(date_trunc('month', (select max(at) from equity_snapshots)) - make_interval(months => months), 'YYYY_MM');
    part text;
begin
    set local lock_timeout = '2s';
    perform keep_equity_months();
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'equity_snapshots'::regclass and c.relname ~ '^equity_snapshots_[0-9]{4}_[0-9]{2}$' and c.relname < oldest order by c.relname
    loop
        begin
            execute format('drop table %I', part);
            return next part;
        exception when lock_not_available then
            continue;
        end;
    end loop;
end $$;

select keep_equity_months();
