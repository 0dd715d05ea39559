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

-- Letters that were made: what each said, the job that prints it, and whether it went out.
create table letter (
    rowid    integer primary key,
    id       text    not null unique,
    version  integer not null,
    number   text    not null unique,
    account  text    not null, -- a guarantor's id, or that of the patient who answers
    print_id text,
    made_on  text    not null,
    sent_on  text,             -- null until somebody said that it came out right, and once it is unsent
    body     text    not null
) strict;
create index letter_account on letter (account, sent_on);

-- Accounts that are, or were, with a collection agency.
create table placement (
    rowid       integer primary key,
    id          text    not null unique,
    version     integer not null,
    account     text    not null references guarantor (id),
    placed_on   text    not null,
    recalled_on text,          -- null while the agency has it
    body        text    not null
) strict;
create index placement_account on placement (account);
create index placement_here on placement (placed_on) where recalled_on is null;
