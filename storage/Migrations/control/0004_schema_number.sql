-- floor: 1
-- Which schema an instance's database has, so that a start with many instances need not connect to each. A restore sets it to 0.
alter table instances add column schema_number integer not null default 0;
