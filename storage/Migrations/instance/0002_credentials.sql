-- floor: 1
-- Keys of venues and wallets. The name is in plain text, what it stands for is encrypted.
create table credentials (name text collate "C" primary key, set_at timestamptz not null, data bytea not null);
