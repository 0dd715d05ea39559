-- The claim that stands in a claim's place or voids it (frequency 7 and 8), by its id; null where none
-- does. A cache, as those of 0004: the proof compares it.
alter table claim add column replaced_by text;

-- As 0010 has it, and 11 for a claim in whose place another one stands: it is not sent, whatever is open
-- of its visit. One that a person put on hold is found there all the same.
drop index claim_state;
alter table claim drop column state;
alter table claim add column state integer not null generated always as (
    case when held = 1 then 0 when replaced_by is not null then 11 when stands is not null then stands
         when printed_at > 0 then 6 else 4 end
) virtual;
create index claim_state on claim (state, service_on desc, charge_cents);

-- Claims that were here before are folded when somebody opens the practice next.
insert or ignore into counter (name, next) select 'ledger_due', 1 where exists (select 1 from claim);

-- Who else was born on a day may be the same person under another spelling.
create index patient_born on patient (born_on);
