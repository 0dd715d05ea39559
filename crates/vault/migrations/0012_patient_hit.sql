-- What a hit shows. The later a patient was seen, the greater is `seen`; `patient_find` has him at minus
-- that. A search reads a page for each patient that it finds, so there must be few: who comes last is
-- written last, which fills the pages, and the words are left out, since they follow from the body.
create table patient_hit (
    seen       integer primary key,
    patient_id text    not null unique,
    name       text    not null,
    born_on    text    not null,
    account    text    not null
) strict;
insert into patient_hit (seen, patient_id, name, born_on, account)
select -rank, patient_id, name, born_on, account from patient_rank order by rank desc;
drop table patient_rank;

-- A piece of the index fits on one page of the file; those of before did not, and lay on two each.
insert into patient_find (patient_find, rank) values ('pgsz', 3900);
