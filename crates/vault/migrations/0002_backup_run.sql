-- What became of each backup and each try of a restore.
create table backup_run (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    at      integer not null,
    what    text    not null check (what in ('backup', 'drill')),
    place   text    not null,
    good    integer not null check (good in (0, 1)),
    body    text    not null
) strict;
create index backup_run_at on backup_run (at desc);
create index backup_run_good on backup_run (what, good, place, at desc);
