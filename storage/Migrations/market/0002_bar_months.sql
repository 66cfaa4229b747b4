-- floor: 1
-- Bars lie in a part for each month of their open time, so that an old month goes as a whole and nothing is left to vacuum. What a
-- release before this one writes into a month that has no part lies in bars_rest, and stays there.
alter table bars rename to bars_before;
alter index bars_pkey rename to bars_before_pkey;

create table bars (
    series integer not null references series,
    open_time timestamptz not null,
    open numeric not null,
    high numeric not null,
    low numeric not null,
    close numeric not null,
    volume numeric not null,
    primary key (series, open_time)
) partition by range (open_time);

create table bars_rest partition of bars default;

-- Makes the part of a month, given by any time in it, when it is missing.
create function keep_bar_month(at timestamptz) returns void language plpgsql as $$
declare
    first timestamp := date_trunc('month', at at time zone 'UTC');
    part text := 'bars_' || to_char(first, 'YYYY_MM');
begin
    if to_regclass(part) is not null then return; end if;
    perform pg_advisory_xact_lock(x'1BD05C8E0002'::bigint);
    if to_regclass(part) is not null then return; end if;
    execute format('create table %I partition of bars for values from (%L) to (%L)', part, first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
exception when check_violation then
    return;
end $$;

-- Drops each month that lies so many months before the last bar of everything that has bars in it. A market that is no longer
-- followed keeps its bars: its own last bar is what counts. A month that is in use is passed over; the next time drops it.
create function drop_bar_months(months integer) returns setof text language plpgsql as $$
declare
    part text;
    found boolean;
begin
    set local lock_timeout = '2s';
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'bars'::regclass and c.relname ~ '^bars_[0-9]{4}_[0-9]{2}$' order by c.relname
    loop
        execute format(
            'select exists (select from (select series, max(open_time) as last from %I group by series) here
                where (select max(open_time) from bars b where b.series = here.series) < date_trunc(''month'', here.last at time zone ''UTC'') at time zone ''UTC'' + make_interval(months => $1 + 1))',
            part) into found using months;
        continue when found;
        begin
            execute format('drop table %I', part);
            return next part;
        exception when lock_not_available then
            continue;
        end;
    end loop;
end $$;

do $$
declare
    month timestamptz;
begin
    for month in select distinct date_trunc('month', open_time at time zone 'UTC') at time zone 'UTC' from bars_before loop
        perform keep_bar_month(month);
    end loop;
end $$;

insert into bars select * from bars_before;
drop table bars_before;
