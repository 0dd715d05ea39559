-- Every kind that travels has the same three columns: the id made before it was first stored, the
-- version, and the body (its wire form). The other columns are read out of the body when the row is
-- written, so that lists and matches can use an index; they never hold what the body does not. The body
-- stands last: what stands behind a long text can only be read by way of all its pages.

create table practice (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    body    text    not null
) strict;

create table user (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    body    text    not null
) strict;

create table setting (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    body    text    not null
) strict;

create table payer (
    rowid     integer primary key,
    id        text    not null unique,
    version   integer not null,
    match_key text    not null,
    name      text    not null,
    body      text    not null
) strict;
create index payer_match on payer (match_key);

create table provider (
    rowid     integer primary key,
    id        text    not null unique,
    version   integer not null,
    role      text    not null check (role in ('billing', 'rendering', 'referring', 'facility')),
    match_key text    not null,
    name      text    not null,
    body      text    not null
) strict;
create index provider_match on provider (role, match_key);

create table patient (
    rowid     integer primary key,
    id        text    not null unique,
    version   integer not null,
    match_key text    not null,
    account   text    not null,
    name      text    not null collate nocase,
    born_on   text,
    body      text    not null
) strict;
create index patient_match on patient (match_key);
create unique index patient_account on patient (account);
create index patient_name on patient (name, id);

create table coverage (
    rowid      integer primary key,
    id         text    not null unique,
    version    integer not null,
    patient_id text    not null references patient (id),
    payer_id   text    not null references payer (id),
    match_key  text    not null,
    member_id  text    not null collate nocase,
    body       text    not null
) strict;
create index coverage_match on coverage (match_key);
create index coverage_member on coverage (member_id);
create index coverage_patient on coverage (patient_id);
create index coverage_payer on coverage (payer_id);

create table import (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    body    text    not null
) strict;

create table claim (
    rowid        integer primary key,
    id           text    not null unique,
    version      integer not null,
    fingerprint  text    not null unique,
    number       text    not null collate nocase,
    patient_id   text    not null references patient (id),
    payer_id     text    not null references payer (id),
    rendering_id text    not null references provider (id),
    coverage_id  text    not null references coverage (id),
    import_id    text    references import (id),
    patient_name text    not null collate nocase,
    payer_name   text    not null collate nocase,
    service_on   text    not null,
    charge_cents integer not null,
    held         integer not null check (held in (0, 1)),
    printed_at   integer not null default 0,
    body         text    not null
) strict;
create index claim_service on claim (service_on desc, rowid);
create index claim_number on claim (number);
create index claim_patient on claim (patient_id, service_on);
create index claim_import on claim (import_id);
-- Taking an import back takes its coverages away, and each asks whether a claim still names it.
create index claim_coverage on claim (coverage_id);

-- The segments of the file that a claim was read from.
create table claim_source (
    rowid   integer primary key,
    id      text    not null unique references claim (id),
    version integer not null,
    body    text    not null
) strict;

create table claim_event (
    rowid    integer primary key,
    id       text    not null unique,
    version  integer not null,
    claim_id text    not null references claim (id),
    at       integer not null,
    kind     text    not null,
    body     text    not null
) strict;
create index claim_event_claim on claim_event (claim_id, at);

create table print_run (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    sha256  text    not null,
    body    text    not null
) strict;

-- Documents by what they hold: what was printed reprints byte for byte.
create table blob (
    sha256 text not null primary key check (length(sha256) = 64),
    bytes  blob not null
) strict, without rowid;

create trigger blob_is_never_edited before update on blob
begin select raise(abort, 'documents are never edited'); end;

-- One mark for each row that changed since it was last sent to the practice server.
create table pending (
    kind         text    not null,
    id           text    not null,
    base_version integer not null,
    primary key (kind, id)
) strict, without rowid;

-- A row that was taken away keeps its version, so that the next one is newer.
create table tombstone (
    kind    text    not null,
    id      text    not null,
    version integer not null,
    primary key (kind, id)
) strict, without rowid;

-- What can be undone and redone. `image` is the body to put back, null to take the row away;
-- `version` is the row's as the step left it, `base` the one that it replaced.
create table step (
    seq     integer primary key,
    at      integer not null,
    user_id text    not null,
    title   text    not null,
    state   text    not null check (state in ('done', 'undone'))
) strict;
create index step_undone on step (user_id) where state = 'undone';

create table step_row (
    seq     integer not null references step (seq) on delete cascade,
    kind    text    not null,
    id      text    not null,
    base    integer not null,
    version integer not null,
    image   text,
    primary key (seq, kind, id)
) strict, without rowid;

create table audit_event (
    n       integer primary key,
    hash    blob not null check (length(hash) = 32),
    body    text not null
) strict;

create trigger audit_is_never_edited before update on audit_event
begin select raise(abort, 'the audit log is never edited'); end;

create trigger audit_is_never_deleted before delete on audit_event
begin select raise(abort, 'the audit log is never deleted from'); end;

-- Half-typed forms, kept on this computer only.
create table draft (
    user_id text    not null,
    form    text    not null,
    body    text    not null,
    at      integer not null,
    primary key (user_id, form)
) strict, without rowid;

create table counter (
    name text    not null primary key,
    next integer not null
) strict, without rowid;

-- Patients by any fragment. The rowid is the rank: the most recently seen patient has the smallest.
-- A prefix without an index of its length merges the lists of all words that begin with it: half the
-- practice for the first digits of a telephone.
create virtual table patient_find using fts5 (
    words, content = '', contentless_delete = 1, detail = none,
    prefix = '1 2 3 4 5 6 7', tokenize = "unicode61 remove_diacritics 2"
);

-- What a hit shows stands here too: twenty patients of a large practice lie on sixty pages otherwise.
create table patient_rank (
    rank       integer primary key,
    patient_id text    not null unique,
    name       text    not null,
    born_on    text    not null,
    account    text    not null,
    words      text    not null
) strict;
