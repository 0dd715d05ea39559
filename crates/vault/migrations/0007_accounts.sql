-- Payment plans of accounts. What came for one is what was paid for its visits since.
create table payment_plan (
    rowid    integer primary key,
    id       text    not null unique,
    version  integer not null,
    account  text    not null references guarantor (id),
    made_on  text    not null,
    ended_on text,             -- null until somebody ended it
    body     text    not null
) strict;
create index payment_plan_account on payment_plan (account);

-- Which visits a plan is on; read out of its body. `item` is the id of a claim, or of a row of opening
-- balances.
create table plan_visit (
    plan_id text    not null references payment_plan (id) on delete cascade,
    n       integer not null,
    item    text    not null,
    primary key (plan_id, n)
) strict, without rowid;
create index plan_visit_item on plan_visit (item);

-- What was said about an account, and what was promised.
create table account_note (
    rowid       integer primary key,
    id          text    not null unique,
    version     integer not null,
    account     text    not null references guarantor (id),
    at          integer not null,
    promised_on text,
    body        text    not null
) strict;
create index account_note_account on account_note (account, at);
create index account_note_promised on account_note (promised_on) where promised_on is not null;
