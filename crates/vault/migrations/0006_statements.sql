-- How the practice bills its patients.
create table statement_rules (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    body    text    not null
) strict;

-- Statements that were made: what each said, the job that prints it, and whether it went out.
create table statement (
    rowid     integer primary key,
    id        text    not null unique,
    version   integer not null,
    number    text    not null unique,
    account   text    not null, -- a guarantor's id, or that of the patient who answers
    print_id  text,
    made_on   text    not null,
    due_cents integer not null,
    sent_on   text,             -- null until somebody said that it came out right, and once it is unsent
    body      text    not null
) strict;
create index statement_account on statement (account, sent_on);
create index statement_print on statement (print_id);
