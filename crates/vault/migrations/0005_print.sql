-- What happened to print jobs: rows are only ever added, and where a job stands is their fold.
create table print_event (
    rowid    integer primary key,
    id       text    not null unique,
    version  integer not null,
    print_id text    not null references print_run (id),
    at       integer not null,
    kind     text    not null,
    body     text    not null
) strict;
create index print_event_print on print_event (print_id, at);

-- What is on the sheets of a job; read out of its body. `item` is the id of a claim, a statement, …
create table print_item (
    print_id text    not null references print_run (id) on delete cascade,
    n        integer not null,
    item     text    not null,
    primary key (print_id, n)
) strict, without rowid;
create index print_item_item on print_item (item);
insert into print_item (print_id, n, item)
    select run.id, claim.key, claim.value from print_run run, json_each(run.body, '$.claims') claim;

-- The jobs of which something is still to be done: to print, to answer. A cache of the fold.
create table print_open (
    print_id text not null primary key references print_run (id) on delete cascade
) strict, without rowid;
