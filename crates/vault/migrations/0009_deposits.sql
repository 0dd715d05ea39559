-- Acts that wait for somebody's word, payments that were moved from another account.
alter table act add column waits integer not null default 0 check (waits in (0, 1));
alter table act add column first_id text;
alter table act add column of_id text;
create index act_of on act (of_id) where of_id is not null;
create index act_first on act (first_id) where first_id is not null;
create index act_waits on act (waits) where waits = 1;
create index act_paid on act (kind, done_on) where kind in ('payment', 'refund', 'returned', 'payer_refund');

-- Deposits: what went to the bank together.
create table deposit (
    rowid       integer primary key,
    id          text    not null unique,
    version     integer not null,
    number      text    not null,
    made_on     text    not null,
    way         text    not null,
    total_cents integer not null,
    body        text    not null
) strict;
create index deposit_made on deposit (made_on desc);

-- What is in a deposit; a payment is in one at the most. `source` is an act or a remittance.
create table deposit_item (
    deposit_id text    not null references deposit (id) on delete cascade,
    n          integer not null,
    source     text    not null unique,
    cents      integer not null,
    primary key (deposit_id, n)
) strict, without rowid;
