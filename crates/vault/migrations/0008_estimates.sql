-- A visit whose bill is for the patient's eyes alone, as a claim of it says.
alter table claim add column sensitive integer not null default 0;

-- The practice's logo.
create table logo (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    body    text    not null
) strict;

-- Good-faith estimates: what a patient was told that a visit would cost.
create table estimate (
    rowid       integer primary key,
    id          text    not null unique,
    version     integer not null,
    patient_id  text    not null,
    number      text    not null unique,
    made_on     text    not null,
    total_cents integer not null,
    body        text    not null
) strict;
create index estimate_patient on estimate (patient_id, made_on);
