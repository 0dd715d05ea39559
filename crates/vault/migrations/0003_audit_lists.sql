-- What the audit log is searched by. It is read out of the chain behind the events, never while
-- somebody saves, and can be made again from them at any time.
create table audit_index (
    n   integer primary key,
    at  integer not null,
    who text    not null,
    did text    not null
) strict;
create index audit_at on audit_index (at);
create index audit_who on audit_index (who, at, did);
create index audit_did on audit_index (did, at);

create table audit_about (
    id text    not null,
    at integer not null,
    n  integer not null,
    primary key (id, at, n)
) strict, without rowid;

-- What a change replaced, field by field: `fields` is a list of [path, before, after]. `n` is the
-- audit event of the change, `version` the row's before it.
create table row_change (
    n       integer not null,
    kind    text    not null,
    id      text    not null,
    version integer not null,
    fields  text    not null,
    primary key (n, kind, id, version)
) strict, without rowid;

create trigger row_change_is_never_edited before update on row_change
begin select raise(abort, 'the history is never edited'); end;

create trigger row_change_is_never_deleted before delete on row_change
begin select raise(abort, 'the history is never deleted from'); end;
