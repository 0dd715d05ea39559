-- Remittance advices: on a sheet that is still open (`posted_on` is null), or posted.
create table remittance (
    rowid        integer primary key,
    id           text    not null unique,
    version      integer not null,
    payer_id     text    references payer (id),
    number       text    not null collate nocase,
    paid_on      text,
    amount_cents integer not null,
    posted_on    text,
    left_cents   integer not null,
    body         text    not null
) strict;
create index remittance_left on remittance (left_cents) where left_cents <> 0;
create index remittance_number on remittance (number);
create index remittance_posted on remittance (posted_on, paid_on);

-- Which claims a remittance answers; read out of its body.
create table remittance_claim (
    remittance_id text    not null references remittance (id) on delete cascade,
    part          integer not null,
    claim_id      text    not null references claim (id),
    primary key (remittance_id, part)
) strict, without rowid;
create index remittance_claim_claim on remittance_claim (claim_id);

-- The lines that posted remittances paid, from which what a payer allows is learned; read out of their
-- bodies.
create table paid_line (
    remittance_id text    not null references remittance (id) on delete cascade,
    part          integer not null,
    n             integer not null,
    payer_id      text    not null,
    claim_id      text    not null,
    code          text    not null,
    modifiers     text    not null,
    pos           text    not null,
    service_on    text    not null,
    units         integer not null check (0 < units), -- thousandths
    charge_cents  integer not null,
    allowed_cents integer not null,
    paid_cents    integer not null,
    patient_code  text    not null,
    primary key (remittance_id, part, n)
) strict, without rowid;
create index paid_line_code on paid_line (
    payer_id, code, modifiers, service_on, pos, units, allowed_cents, paid_cents
);

-- What a person did to money: payments, write-offs, refunds, opening balances, decisions.
create table act (
    rowid        integer primary key,
    id           text    not null unique,
    version      integer not null,
    kind         text    not null,
    done_on      text    not null,
    patient_id   text    references patient (id),
    payer_id     text    references payer (id),
    amount_cents integer not null,
    taken_back   integer not null check (taken_back in (0, 1)),
    body         text    not null
) strict;
create index act_done on act (done_on desc);
create index act_patient on act (patient_id);

-- Which visits an act is about; read out of its body. `item` is the id of a claim, or of a row of
-- opening balances.
create table act_item (
    act_id text    not null references act (id) on delete cascade,
    n      integer not null,
    item   text    not null,
    primary key (act_id, n)
) strict, without rowid;
create index act_item_item on act_item (item);

-- What is charged and what is expected, by payer, code, modifiers and time.
create table fee (
    rowid    integer primary key,
    id       text    not null unique,
    version  integer not null,
    payer_id text    references payer (id),
    code     text    not null,
    body     text    not null
) strict;
create index fee_code on fee (code, payer_id);

-- Who answers for bills. What is a patient here has the patient's own number.
create table guarantor (
    rowid      integer primary key,
    id         text    not null unique,
    version    integer not null,
    patient_id text    unique references patient (id),
    account    text    not null unique,
    match_key  text    not null,
    name       text    not null collate nocase,
    body       text    not null
) strict;
create index guarantor_match on guarantor (match_key);
create index guarantor_name on guarantor (name, id);

-- For whom a guarantor answers; read out of the patient's body.
create table patient_guarantor (
    patient_id   text not null references patient (id) on delete cascade,
    guarantor_id text not null references guarantor (id),
    primary key (patient_id, guarantor_id)
) strict, without rowid;
create index patient_guarantor_guarantor on patient_guarantor (guarantor_id);

-- The practice's own rules for money: what adjustments do, who may write off how much.
create table money_rules (
    rowid   integer primary key,
    id      text    not null unique,
    version integer not null,
    body    text    not null
) strict;

-- The ledger. A posting is never edited and never deleted; what takes it back is appended. The body
-- holds all of it; `entry` is read out of it, a row for each movement.
create table posting (
    rowid     integer primary key,
    id        text    not null unique,
    version   integer not null check (version = 1),
    source    text    not null check (source in ('claim', 'remittance', 'act', 'transfer')),
    source_id blob    not null check (length(source_id) = 16),
    part      integer not null,
    posted_on text    not null,
    at        integer not null,
    reverses  text    unique references posting (id),
    body      text    not null
) strict;
create index posting_source on posting (source_id, part);

create table entry (
    posting      integer not null references posting (rowid),
    n            integer not null,
    debit        text    not null,
    credit       text    not null,
    amount_cents integer not null check (0 < amount_cents),
    item         blob,
    debit_line   blob,
    credit_line  blob,
    patient      blob,
    payer        blob,
    primary key (posting, n),
    check (debit <> credit or debit_line is not credit_line)
) strict, without rowid;
create index entry_item on entry (item) where item is not null;
create index entry_patient on entry (patient, posting) where patient is not null;

create trigger posting_is_never_edited before update on posting
begin select raise(abort, 'postings are never edited'); end;
create trigger posting_is_never_deleted before delete on posting
begin select raise(abort, 'postings are never deleted'); end;
-- `insert or replace` deletes what stands in its way without asking the triggers of deletion.
create trigger posting_is_never_replaced before insert on posting
when exists (select 1 from posting where id = new.id or rowid = new.rowid)
  or (new.reverses is not null and exists (select 1 from posting where reverses = new.reverses))
begin select raise(abort, 'postings are never replaced'); end;
create trigger entry_is_never_edited before update on entry
begin select raise(abort, 'entries are never edited'); end;
create trigger entry_is_never_deleted before delete on entry
begin select raise(abort, 'entries are never deleted'); end;
create trigger entry_is_never_replaced before insert on entry
when exists (select 1 from entry where posting = new.posting and n = new.n)
begin select raise(abort, 'entries are never replaced'); end;

-- Claims are found by the patient's name while a remittance is typed.
create index claim_patient_name on claim (patient_name);

-- From here on: caches. Each can be made again from the records and the postings, and the proof
-- compares them.

-- Which visit a claim belongs to.
create table visit_claim (
    claim_id text not null primary key,
    item     blob not null
) strict, without rowid;
create index visit_claim_item on visit_claim (item);

-- Every open dollar: on whose account, who has to do something, what and when.
create table open_item (
    item         blob    not null,
    n            integer not null,
    line         blob,
    debtor       text    not null,
    owner        text    not null,
    amount_cents integer not null check (amount_cents <> 0),
    patient_id   text,
    payer_id     text,
    rendering_id text,
    claim_id     text,
    guarantor    text, -- whose account it is: of a guarantor, or of the patient who answers
    service_on   text    not null,
    billed_on    text    not null,
    activity_on  text    not null,
    since_on     text    not null,
    step         text    not null,
    due_on       text    not null,
    reason       text    not null default '',
    primary key (item, n)
) strict, without rowid;
create index open_item_owner on open_item (owner, due_on);
create index open_item_patient on open_item (patient_id);
-- What a run of statements walks.
create index open_item_guarantor on open_item (
    guarantor, owner, amount_cents, since_on, reason, service_on, item
) where debtor = 'patient';
-- What is open of a visit with one debtor, one owner and one age, as one row: what the aging walks, in
-- the order in which it is summed. `payer` is the payer that owes, `patient`, or empty.
create table open_sum (
    payer        text    not null,
    item         blob    not null,
    n            integer not null,
    amount_cents integer not null,
    credit_cents integer not null check (credit_cents <= 0),
    service_on   text    not null,
    billed_on    text    not null,
    activity_on  text    not null,
    since_on     text    not null,
    due_on       text    not null,
    owner        text    not null,
    patient_id   text    not null,
    rendering_id text    not null,
    primary key (payer, item, n)
) strict, without rowid;
create index open_sum_patient on open_sum (patient_id, owner, payer, due_on, amount_cents);

-- What stands on each account.
create table account_balance (
    account      text    not null primary key,
    amount_cents integer not null
) strict, without rowid;

-- What stands on each account of a patient, and how many postings are about him.
create table patient_balance (
    patient      blob    not null,
    account      text    not null,
    amount_cents integer not null,
    primary key (patient, account)
) strict, without rowid;

create table patient_postings (
    patient  blob    not null primary key,
    postings integer not null
) strict, without rowid;

-- What may happen once only (sync.md 1.5), and the record that has it.
create table uniq_token (
    token blob not null primary key check (length(token) = 20),
    kind  text not null,
    id    text not null
) strict, without rowid;
create index uniq_token_id on uniq_token (id);

-- Claims of before the ledger are put into it when somebody opens the practice next.
insert into counter (name, next) select 'ledger_due', 1 where exists (select 1 from claim);
