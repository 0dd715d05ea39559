-- Until when a denial is worked follows from the payer's days, and a claim of a file was billed when its file
-- says or its service was: what is open is folded anew.
insert or ignore into counter (name, next) select 'ledger_due', 1 where exists (select 1 from claim);

-- Answers of payers that moved nothing, for the ledgers: they follow from the remittances.
create table quiet_answer (
    item          blob    not null,
    posted_on     text    not null,
    remittance_id text    not null,
    part          integer not null,
    says          text    not null,
    patient       blob,
    primary key (item, posted_on, remittance_id, part)
) strict, without rowid;
create index quiet_answer_patient on quiet_answer (patient, posted_on, remittance_id, part) where patient is not null;

-- Which rows of opening balances a remittance pays; read out of its body.
create table remittance_opening (
    remittance_id text    not null references remittance (id) on delete cascade,
    part          integer not null,
    opening       text    not null,
    primary key (remittance_id, part)
) strict, without rowid;
create index remittance_opening_opening on remittance_opening (opening);

-- Until when a statement asks to be paid: a patient who was asked has that long.
alter table statement add column due_on text;
update statement set due_on = body ->> '$.bill.due_on';
drop index statement_account;
create index statement_account on statement (account, sent_on, due_on);
