-- In which place a movement is read: by day, and of one day by cause, four a day since 1970.
drop trigger entry_is_never_edited;
alter table entry add column turn integer not null default 0;
update entry set turn = (
    select 4 * cast(julianday(posted_on) - 2440587.5 as integer)
           + case source when 'claim' then 0 when 'remittance' then 1 when 'transfer' then 2 else 3 end
      from posting where posting.rowid = entry.posting);
create trigger entry_is_never_edited before update on entry
begin select raise(abort, 'entries are never edited'); end;
drop index entry_patient;
create index entry_patient on entry (patient, turn, posting) where patient is not null;
