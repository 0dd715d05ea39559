-- Where a claim stands once somebody answered it, folded from its events with the open amounts of its
-- visit; null while nobody did. A cache, as those of 0004: the proof compares it.
alter table claim add column stands integer check (stands between 0 and 10);

-- Where a claim stands, the most urgent first: 0 on hold, 1 denied, 2 to work, 3 to send, 4 to print,
-- 5 with a payer, 6 printed, 7 the patient owes, 8 owed back, 9 paid, 10 closed without payment
-- (`billing::ledger::state`).
alter table claim add column state integer not null generated always as (
    case when held = 1 then 0 when stands is not null then stands when printed_at > 0 then 6 else 4 end
) virtual;
create index claim_state on claim (state, service_on desc, charge_cents);

-- Claims that were answered before are folded when somebody opens the practice next.
insert or ignore into counter (name, next) select 'ledger_due', 1 where exists (select 1 from claim);
