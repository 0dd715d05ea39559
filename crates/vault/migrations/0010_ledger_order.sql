-- In which place a movement is read: by day, and of one day the charges first. Two a day since 1970, and
-- one more for what is no charge.
drop trigger entry_is_never_edited;
alter table entry add column turn integer not null default 0;
update entry set turn = (
    select 2 * cast(julianday(posted_on) - 2440587.5 as integer) + (source <> 'claim')
      from posting where posting.rowid = entry.posting);
create trigger entry_is_never_edited before update on entry
begin select raise(abort, 'entries are never edited'); end;
drop index entry_patient;
create index entry_patient on entry (patient, turn, posting) where patient is not null;
