//! The ledger follows the records: after a change, and before it is committed, the postings that
//! should stand for what changed are compared with those that do. What differs is reversed and
//! written anew, and each visit's standing is folded again. Undo needs nothing of its own: it puts the
//! records back, and the ledger follows them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use billing::chart::Patient;
use billing::claim::Claim;
use billing::ledger::act::Act;
use billing::ledger::standing::{Standing, standing};
use billing::ledger::visit::Visit;
use billing::ledger::{Account, Item, Source, Wanted, postings};
use billing::remittance::Remittance;
use values::{ActId, ClaimId, Day, Money, PatientId, PostingId, RemitId};
use vault::account::{self, Of};
use vault::guarantors::{self, OfVisit};
use vault::kinds::Concern;
use vault::ledger::{self, Posting};
use vault::{Connection, Record, VaultError, Writer, quiet, remittances};

use crate::bench::random;
use crate::problem::{Code, Problem};
use crate::tokens;
use crate::told::{Books, Reader, Seen, Told, by_account};

/// Under which name an audit event tells the postings that it wrote: places and digest.
pub(crate) const POSTINGS: &str = "postings";

/// What a change is about: the visits to look at again, and the remittances and acts to post anew.
#[derive(Default)]
struct Scope {
    days: BTreeSet<(String, String)>,
    openings: BTreeSet<String>,
    remittances: BTreeSet<String>,
    acts: BTreeSet<String>,
    /// Patients whose visits may stand on another account.
    patients: BTreeSet<String>,
    /// Claims that were taken away.
    gone: BTreeSet<String>,
}

struct Following<'f, 'w> {
    writer: &'f mut Writer<'w>,
    zone: &'f str,
    today: Day,
    seen: Seen,
    /// Whether a claim or an act may have changed. What payers answered puts no claim into another visit,
    /// and leaves alone what a claim says itself.
    anew: bool,
    /// Postings of remittances.
    parts: HashMap<RemitId, Parts>,
    /// Patients whose money on no claim moves, with what there was of it.
    unapplied: BTreeMap<PatientId, Money>,
    /// The days of what was written about a visit: what moves because of it has those days.
    written: HashMap<Item, BTreeSet<Day>>,
}

/// The postings of a remittance.
#[derive(Default)]
struct Parts {
    /// Those that stand, by part.
    standing: BTreeMap<u32, Posting>,
    /// Whether one was ever taken back.
    unposted: bool,
}

/// Writes what follows from the records that changed; the digest of the postings it wrote, if any. What
/// the change has seen of claims counts while it wrote none.
///
/// # Errors
/// A check that is posted already; else as the database answers.
pub(crate) fn follow(
    writer: &mut Writer<'_>,
    (zone, today): (&str, Day),
    seen: Seen,
    mut tell: impl FnMut(usize, usize) -> Result<(), Problem>,
) -> Result<Option<String>, Problem> {
    let concerns = writer.concerns();
    if concerns.is_empty() {
        return Ok(None);
    }
    let changed = |of: &Concern| matches!(of, Concern::Day(..) | Concern::Patient(_));
    let stale = concerns.iter().any(changed);
    let before = ledger::last(writer.db())?;
    let mut following = Following {
        writer,
        zone,
        today,
        seen: if stale { Seen::default() } else { seen },
        anew: stale,
        parts: HashMap::new(),
        unapplied: BTreeMap::new(),
        written: HashMap::new(),
    };
    let scope = following.scope(concerns)?;
    following.anew |= !scope.acts.is_empty();
    for id in &scope.remittances {
        following.check(id)?;
    }
    following.leftovers(&scope)?;
    for id in &scope.acts {
        following.act(id)?;
    }
    // Before the days: what they fold stands on the right account already.
    for patient in &scope.patients {
        following.account(patient)?;
    }
    let total = scope.days.len() + scope.openings.len();
    for (n, (patient, day)) in scope.days.iter().enumerate() {
        tell(n, total)?;
        following.day(patient, day)?;
    }
    for opening in &scope.openings {
        following.opening(opening)?;
    }
    following.nothing_twice()?;
    let after = ledger::last(writer.db())?;
    Ok(ledger::digest_after(writer.db(), (before, after))?)
}

/// Puts every claim into the ledger: a practice of before it has none there.
///
/// # Errors
/// As the database answers.
pub(crate) fn begin(
    writer: &mut Writer<'_>,
    (zone, today): (&str, Day),
) -> Result<Option<String>, Problem> {
    let days = vault::claims::groups(writer.db())?;
    let before = ledger::last(writer.db())?;
    let mut following = Following {
        writer,
        zone,
        today,
        seen: Seen::default(),
        anew: true,
        parts: HashMap::new(),
        unapplied: BTreeMap::new(),
        written: HashMap::new(),
    };
    for (patient, day) in &days {
        following.day(patient, day)?;
    }
    let after = ledger::last(writer.db())?;
    Ok(ledger::digest_after(writer.db(), (before, after))?)
}

impl Following<'_, '_> {
    /// What a change is about, as it was and as it is.
    fn scope(&self, concerns: BTreeSet<Concern>) -> Result<Scope, Problem> {
        let mut scope = Scope::default();
        let mut payer = String::new();
        for concern in concerns {
            match concern {
                // Told with two limits it has another one than before.
                Concern::Payer(id, _) if id == payer => {
                    for (item, claim) in ledger::ours_of(self.writer.db(), &id)? {
                        match vault::claims::group(self.writer.db(), &claim)? {
                            Some(day) => scope.days.insert(day),
                            None => scope.openings.insert(ActId::from_bytes(item).to_string()),
                        };
                    }
                }
                Concern::Payer(id, _) => payer = id,
                Concern::Day(patient, day) => {
                    scope.days.insert((patient, day));
                }
                Concern::Patient(id) => {
                    scope.patients.insert(id);
                }
                Concern::Claim(id) => {
                    let group = match self.seen.group(&id) {
                        None => vault::claims::group(self.writer.db(), &id)?,
                        there => there,
                    };
                    match group {
                        Some(day) => {
                            scope.days.insert(day);
                        }
                        None => {
                            scope.gone.insert(id);
                        }
                    }
                }
                Concern::Opening(id) => {
                    scope.openings.insert(id);
                }
                Concern::Remittance(id) => {
                    scope.remittances.insert(id);
                }
                Concern::Act(id) => {
                    scope.acts.insert(id);
                }
            }
        }
        Ok(scope)
    }

    /// Puts the open visits of a patient on the account of who answers for each.
    fn account(&mut self, patient: &str) -> Result<(), Problem> {
        let db = self.writer.db();
        let Some(patient) = now::<Patient>(db, patient)? else {
            return Ok(());
        };
        for (item, claim, day) in ledger::open_visits(db, &patient.id.to_string())? {
            let claim = now::<Claim>(db, &claim)?;
            let first = (claim.as_ref()).and_then(|claim| claim.content.first_service_on());
            let of_visit = OfVisit {
                guarantor: claim.and_then(|claim| claim.guarantor_id),
                day: first.or_else(|| day.parse().ok()),
                sensitive: ledger::is_sensitive(db, &item)?,
            };
            let account = guarantors::account_of(db, &patient, of_visit)?;
            ledger::save_guarantor(db, &item, &account)?;
        }
        Ok(())
    }

    /// The visits of a patient's day: which claim belongs to which, what should stand for each, and
    /// whose it is.
    fn day(&mut self, patient: &str, day: &str) -> Result<(), Problem> {
        let mut found = Vec::new();
        {
            let db = self.writer.db();
            let reader = Reader::new(db, self.zone).with(&self.seen);
            for (visit, claims) in reader.visits(patient, day)? {
                let (mut moved, mut new) = (false, self.anew);
                for id in visit.claims.iter().filter(|_| self.anew) {
                    let id = id.to_string();
                    let was = ledger::visit_of(db, &id)?;
                    new &= was.is_none();
                    if was != Some(visit.item) {
                        moved |= was.is_some();
                        ledger::save_visit(db, &id, Some(&visit.item))?;
                    }
                }
                found.push((reader.told(visit, claims)?, moved, new));
            }
        }
        for (told, moved, new) in found {
            let (mut books, anew) = (told.books(), self.anew);
            for id in told.visit.claims.iter().filter(|_| anew) {
                // A claim that carried the charges before carries them no more.
                if Some(*id) != told.visit.carrier {
                    self.stand(Source::Claim(*id), None)?;
                    self.empty(&id.bytes())?;
                }
            }
            // What a claim tells of other payers counts until they answer; else it stands as it stood.
            let tells = |claim: &Rc<Claim>| !claim.content.other_coverages.is_empty();
            // So do the charges of a voided visit, which stand while money stands against them.
            let claims = anew || told.visit.voided || told.claims.iter().any(tells);
            for wanted in std::mem::take(&mut books.wanted) {
                if claims || !matches!(wanted.source, Source::Claim(_)) {
                    self.stand(wanted.source, Some(wanted))?;
                }
            }
            if moved {
                // What acts moved stands on the visit's new name.
                for act in &told.acts {
                    self.act(&act.id.to_string())?;
                }
            }
            self.settle(&told, &books)?;
            for id in told.visit.claims.iter().filter(|_| anew) {
                let by = told.visit.replaced.get(id).map(ToString::to_string);
                if !new || by.is_some() {
                    let id = id.to_string();
                    vault::claims::save_replaced(self.writer.db(), &id, by.as_deref())?;
                }
            }
            for (id, state) in books.states {
                // Of a claim that is new nothing is kept.
                if !new || state.is_some() {
                    vault::claims::save_state(self.writer.db(), &id.to_string(), state)?;
                }
            }
        }
        Ok(())
    }

    fn opening(&mut self, name: &str) -> Result<(), Problem> {
        let told = {
            let reader = Reader::new(self.writer.db(), self.zone).with(&self.seen);
            match reader.opening(name)? {
                Some(visit) => Some(reader.told(visit, Vec::new())?),
                None => None,
            }
        };
        match told {
            Some(told) => {
                for act in &told.acts {
                    self.act(&act.id.to_string())?;
                }
                let mut books = told.books();
                for wanted in std::mem::take(&mut books.wanted) {
                    self.stand(wanted.source, Some(wanted))?;
                }
                self.settle(&told, &books)
            }
            None => {
                self.unpaid(name)?;
                for act in remittances::acts_about(self.writer.db(), name)? {
                    self.act(&act.id.to_string())?;
                }
                match name.parse::<values::ActId>() {
                    Ok(id) => self.empty(&id.bytes()),
                    Err(_) => Ok(()),
                }
            }
        }
    }

    /// Refuses to take an opening balance from under a check that pays it, or a credit that was used for it.
    fn unpaid(&mut self, name: &str) -> Result<(), Problem> {
        let acts = remittances::acts_about(self.writer.db(), name)?;
        if acts
            .iter()
            .any(|act| act.kind == "use_credit" && act.stands())
        {
            return Err(Problem::new(
                Code::Refused,
                "A credit was used for this balance, or is its own. Take that back first: it stands on the patient's account.",
            ));
        }
        for id in remittances::paying(self.writer.db(), name)? {
            let there = self.seen.remittance_now(self.writer.db(), &id)?;
            let posted = there.map(|there| there.remittance.clone());
            let pays = |r: &Remittance| {
                let mut parts = r.standing();
                r.posted_on.is_some()
                    && parts.any(|part| part.opening.is_some_and(|id| id.to_string() == name))
            };
            if let Some(check) = posted.filter(pays) {
                return Err(Problem::new(
                    Code::Refused,
                    format!(
                        "The {} pays this opening balance. Take that back first.",
                        crate::remits::called(&check)
                    ),
                ));
            }
        }
        Ok(())
    }

    /// Posts an act anew, where that differs.
    fn act(&mut self, id: &str) -> Result<(), Problem> {
        let there = now::<Act>(self.writer.db(), id)?;
        if !there.as_ref().is_some_and(Act::stands) && remittances::returned(self.writer.db(), id)?
        {
            return Err(Problem::new(
                Code::Refused,
                "The bank sent this payment back. Take that back first: it stands on the patient's account.",
            ));
        }
        let Some(act) = there else {
            if let Ok(id) = id.parse() {
                self.stand(Source::Act(id), None)?;
            }
            ledger::save_tokens(self.writer.db(), ("act", id), &[])?;
            return Ok(());
        };
        let wanted = Reader::new(self.writer.db(), self.zone).act(&act)?;
        tokens::hold_act(self.writer, &act)?;
        self.stand(Source::Act(act.id), wanted)
    }

    /// The check of a remittance: that no other one is the same, and its own posting.
    fn check(&mut self, id: &str) -> Result<(), Problem> {
        let there = self.seen.remittance_now(self.writer.db(), id)?;
        let remittance = there.as_ref().map(|there| &there.remittance);
        tokens::hold_check(self.writer, id, remittance)?;
        let Ok(remit) = id.parse::<RemitId>() else {
            return Ok(());
        };
        let wanted = remittance.and_then(postings::of_check);
        self.stand(Source::Remittance(remit, 0), wanted)
    }

    /// Takes back the parts of remittances that are no more, and visits that nobody belongs to.
    fn leftovers(&mut self, scope: &Scope) -> Result<(), Problem> {
        for id in &scope.remittances {
            let Ok(remit) = id.parse::<RemitId>() else {
                continue;
            };
            let there = self.seen.remittance_now(self.writer.db(), id)?;
            let standing: Vec<u32> = self.parts_of(remit)?.standing.keys().copied().collect();
            for part in standing.into_iter().filter(|part| 0 < *part) {
                let stands = there.as_ref().is_some_and(|there| {
                    let r = &there.remittance;
                    r.posted_on.is_some() && r.standing().any(|c| c.part == part && c.is_known())
                });
                if !stands {
                    self.stand(Source::Remittance(remit, part), None)?;
                }
            }
        }
        for claim in &scope.gone {
            if let Ok(id) = claim.parse::<ClaimId>() {
                self.stand(Source::Claim(id), None)?;
                self.empty(&id.bytes())?;
            }
            ledger::save_visit(self.writer.db(), claim, None)?;
        }
        Ok(())
    }

    /// Nothing is open any more on a visit that is none.
    fn empty(&mut self, item: &Item) -> Result<(), Problem> {
        ledger::forget_open(self.writer.db(), item)?;
        quiet::save(self.writer.db(), item, &[])?;
        let standing = ledger::standing_of(self.writer.db(), Source::Standing(*item))?;
        for posting in standing {
            self.reverse(&posting)?;
        }
        Ok(())
    }

    fn parts_of(&mut self, id: RemitId) -> Result<&mut Parts, Problem> {
        if !self.parts.contains_key(&id) {
            let found = ledger::standing_of(self.writer.db(), Source::Remittance(id, 0))?;
            let mut parts = Parts {
                standing: BTreeMap::new(),
                unposted: remittances::was_unposted(self.writer.db(), id)?,
            };
            for posting in found {
                parts.standing.insert(posting.source()?.key().1, posting);
            }
            self.parts.insert(id, parts);
        }
        Ok(self.parts.entry(id).or_default())
    }

    /// Whether a posting of a source was ever taken back.
    fn was_taken_back(&mut self, source: Source) -> Result<bool, Problem> {
        if let Source::Remittance(id, _) = source
            && !self.parts_of(id)?.unposted
        {
            return Ok(false);
        }
        Ok(ledger::was_taken_back(self.writer.db(), source)?)
    }

    /// Makes a source's posting say what it should: what says otherwise is taken back. What was taken back
    /// once is written again in today's books: those of its own day were closed with what they said.
    fn stand(&mut self, source: Source, wanted: Option<Wanted>) -> Result<(), Problem> {
        let wanted = wanted.filter(|wanted| !wanted.entries.is_empty());
        let there = match source {
            Source::Remittance(id, part) => self.parts_of(id)?.standing.get(&part).cloned(),
            other => ledger::standing_of(self.writer.db(), other)?.pop(),
        };
        if matches!(source, Source::Act(_)) {
            self.watch(there.as_ref(), wanted.as_ref())?;
        }
        if let Some(posting) = &there {
            let same = match &wanted {
                Some(wanted) => {
                    posting.entries()? == wanted.entries
                        && (matches!(source, Source::Claim(_))
                            || posting.on == wanted.on
                            || self.was_taken_back(source)?)
                }
                None => false,
            };
            if same {
                return Ok(());
            }
            self.reverse(posting)?;
        }
        let fresh = match wanted {
            Some(wanted) => {
                let again = self.was_taken_back(source)?;
                let on = if again { self.today } else { wanted.on };
                Some(self.append(source, on, &wanted.entries)?)
            }
            None => None,
        };
        if let Source::Remittance(id, part) = source {
            let standing = &mut self.parts_of(id)?.standing;
            match fresh {
                Some(posting) => standing.insert(part, posting),
                None => standing.remove(&part),
            };
        }
        Ok(())
    }

    /// Remembers what patients have on no claim before an act's posting moves it.
    fn watch(&mut self, there: Option<&Posting>, wanted: Option<&Wanted>) -> Result<(), Problem> {
        let mut entries = there.map(Posting::entries).transpose()?.unwrap_or_default();
        entries.extend(wanted.into_iter().flat_map(|wanted| wanted.entries.clone()));
        let loose = |account: &Account| *account == Account::Unapplied;
        for entry in entries
            .iter()
            .filter(|e| loose(&e.debit) || loose(&e.credit))
        {
            if let Some(patient) = entry.patient
                && !self.unapplied.contains_key(&patient)
            {
                let there = unapplied(self.writer.db(), patient)?;
                self.unapplied.insert(patient, there);
            }
        }
        Ok(())
    }

    /// Refuses to take money from under what was done with it: less than nothing on no claim.
    fn nothing_twice(&self) -> Result<(), Problem> {
        for (patient, before) in &self.unapplied {
            let now = *before - self.writer.adds(*patient, "unapplied");
            if now < Money::ZERO && now < *before {
                return Err(Problem::new(
                    Code::Refused,
                    format!(
                        "{} of this money was applied or given back since. Take that back first: it \
                         stands on the patient's account.",
                        Money::ZERO - now
                    ),
                ));
            }
        }
        Ok(())
    }

    fn id(&self) -> Result<PostingId, Problem> {
        let at = u64::try_from(self.writer.at()).unwrap_or(0);
        Ok(PostingId::new(at, random()?))
    }

    fn append(
        &mut self,
        source: Source,
        on: Day,
        entries: &[billing::ledger::Entry],
    ) -> Result<Posting, Problem> {
        let id = self.id()?;
        let by = self.writer.user().to_owned();
        let posting = Posting::new(id, source, on, (self.writer.at(), &by), entries);
        self.writer.insert(&posting)?;
        self.wrote(&posting, entries);
        Ok(posting)
    }

    fn reverse(&mut self, posting: &Posting) -> Result<(), Problem> {
        let id = self.id()?;
        let by = self.writer.user().to_owned();
        let back = posting.reversal(id, self.today, (self.writer.at(), &by))?;
        self.writer.insert(&back)?;
        if let Source::Remittance(id, _) = back.source()? {
            self.parts_of(id)?.unposted = true;
        }
        self.wrote(&back, &back.entries()?);
        Ok(())
    }

    fn wrote(&mut self, posting: &Posting, entries: &[billing::ledger::Entry]) {
        for item in entries.iter().filter_map(|entry| entry.item) {
            self.written.entry(item).or_default().insert(posting.on);
        }
    }

    /// Moves what is open of a visit to whose it is, and keeps it. What came in one change and is of several
    /// days moves on each of them, as it would have in a change for each.
    fn settle(&mut self, told: &Told, books: &Books) -> Result<(), Problem> {
        let visit = &told.visit;
        let mut days = self.written.remove(&visit.item).unwrap_or_default();
        let last = days.pop_last().unwrap_or(self.today);
        for day in days {
            let happened = told.happened.iter().filter(|h| h.on <= day);
            let then = standing(visit, &happened.cloned().collect::<Vec<_>>());
            self.transfer(visit, &then, (day, Some(day)))?;
        }
        self.transfer(visit, &books.standing, (last, None))?;
        ledger::save_open(self.writer.db(), &visit.item, &books.open)?;
        quiet::save(self.writer.db(), &visit.item, &books.quiet)?;
        Ok(())
    }

    fn transfer(
        &mut self,
        visit: &Visit,
        standing: &Standing,
        (on, until): (Day, Option<Day>),
    ) -> Result<(), Problem> {
        let (now, twice) = ledger::balances(self.writer.db(), &visit.item, until)?;
        let then = by_account(standing);
        let entries = postings::transfers(visit, &now, &then, standing.twice - twice);
        if !entries.is_empty() {
            self.append(Source::Standing(visit.item), on, &entries)?;
        }
        Ok(())
    }
}

/// A patient's money that is on no claim.
pub(crate) fn unapplied(db: &Connection, patient: PatientId) -> Result<Money, VaultError> {
    Ok(account::sums(db, Of::Patient(&patient.bytes()))?
        .into_iter()
        .filter(|(account, _)| account == "unapplied")
        .map(|(_, money)| -money)
        .sum())
}

fn now<R: Record>(db: &Connection, id: &str) -> Result<Option<R>, VaultError> {
    match vault::writer::get::<R>(db, id) {
        Ok((record, _)) => Ok(Some(record)),
        Err(VaultError::NoSuch(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
