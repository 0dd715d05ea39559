//! The proof: owners, what is owed, and the ledger are the same to the cent; every open dollar has an
//! owner, a step and a day; and nothing was altered since it was posted.

use std::collections::{BTreeSet, HashMap};

use billing::ledger::act::Act;
use billing::ledger::{Entry, Source, postings};
use billing::remittance::Remittance;
use values::{ClaimId, Money};
use vault::account::Of;
use vault::ledger::{self, Posting, open_of};
use vault::{Connection, VaultError, account, claims, deposits, proof, quiet};

use crate::Workbench;
use crate::account::*;
use crate::aging::owed;
use crate::bench::{Job, Open};
use crate::lists::us_day;
use crate::problem::Problem;
use crate::sheet::OwnedView;
use crate::sheet_view::plain_owner;
use crate::told::{Reader, Seen, Told, by_account};
use crate::view::Nothing;

/// Breaks that are named; the first says most.
const MOST: usize = 20;

struct Proof<'a> {
    db: &'a Connection,
    sums: Vec<ProofSum>,
    breaks: Vec<String>,
    entries: i64,
}

impl Proof<'_> {
    fn sum(&mut self, title: &str, left: Money, right: Money) {
        self.sums.push(ProofSum {
            title: title.to_owned(),
            left_cents: left.cents(),
            right_cents: right.cents(),
            agrees: left == right,
        });
    }

    fn broken(&mut self, says: impl Into<String>) {
        if self.breaks.len() < MOST {
            self.breaks.push(says.into());
        }
    }

    /// What is compared always: the caches with each other.
    fn quick(&mut self) -> Result<(), Problem> {
        let (open, _) = account::all_open(self.db)?;
        self.sum("By owner, and owed in the ledger", open, owed(self.db)?);
        let all: Money = ledger::accounts(self.db)?.into_values().sum();
        self.sum("All accounts together, and nothing", all, Money::ZERO);
        let clearing = self.balance("clearing")?;
        self.sum(
            "Checks not passed on to claims, and claims taken back from checks",
            clearing,
            -proof::left_out(self.db)?,
        );
        let [deposited, in_hand, by_bank, back] = deposits::sums(self.db)?;
        let cash = self.balance("cash")?;
        self.sum(
            "Money in the ledger, and deposits, transfers and money in hand, less what was given back",
            cash,
            deposited + in_hand + by_bank - back,
        );
        Ok(())
    }

    fn balance(&self, name: &str) -> Result<Money, Problem> {
        Ok(ledger::accounts(self.db)?
            .get(name)
            .copied()
            .unwrap_or_default())
    }

    /// Every movement against the caches.
    fn movements(&mut self, job: &Job<'_>, total: i64) -> Result<(), Problem> {
        let tell = |n: i64| {
            job.at(n, total, "Adding up the ledger")
                .map_err(|_| VaultError::Cancelled)
        };
        let found = proof::movements(self.db, tell)?;
        self.entries = found.entries;
        let mut kept = ledger::accounts(self.db)?;
        let mut names: BTreeSet<&String> = found.accounts.keys().collect();
        let of_kept: Vec<String> = kept.keys().cloned().collect();
        names.extend(&of_kept);
        for name in names {
            let moved = found.accounts.get(name).copied().unwrap_or(0);
            let stands = kept.remove(name).unwrap_or_default().cents();
            if moved != stands {
                self.broken(format!(
                    "Account {name}: it stands at {}, its movements come to {}.",
                    Money::from_cents(stands),
                    Money::from_cents(moved)
                ));
            }
        }
        let open = proof::open_places(self.db)?;
        let owed: i64 = found.owed.values().sum();
        let opened: i64 = open.values().sum();
        self.sum(
            "Movements of what is owed, and open amounts",
            Money::from_cents(owed),
            Money::from_cents(opened),
        );
        let of = |sums: &HashMap<proof::Place, i64>, place| sums.get(place).copied().unwrap_or(0);
        let places = found.owed.keys().chain(open.keys());
        let broken: BTreeSet<&proof::Place> = places
            .filter(|place| of(&found.owed, place) != of(&open, place))
            .collect();
        for place in broken.into_iter().take(MOST) {
            let name = self.visit_name(&place.0)?;
            self.broken(format!(
                "{name}: {} is open, its movements come to {}.",
                Money::from_cents(of(&open, place)),
                Money::from_cents(of(&found.owed, place))
            ));
        }
        match proof::sums_astray(self.db)? {
            0 => {}
            n => self.broken(format!(
                "Sums for the aging that are not what is open comes to: {n}."
            )),
        }
        Ok(())
    }

    /// A visit by its claim's number, which names no patient.
    fn visit_name(&self, item: &[u8; 16]) -> Result<String, Problem> {
        let id = ClaimId::from_bytes(*item).to_string();
        match claims::one(self.db, &id) {
            Ok(line) => Ok(format!("Claim {}", line.number)),
            Err(VaultError::NoSuch(_)) => Ok("An opening balance".to_owned()),
            Err(error) => Err(error.into()),
        }
    }

    /// Every claim folded anew, and every document's posting compared with what it should be.
    fn whole(&mut self, open: &Open, job: &Job<'_>) -> Result<(), Problem> {
        let zone = open.zone();
        let groups = claims::groups(self.db)?;
        let seen = Seen::default();
        for (n, (patient, day)) in groups.iter().enumerate() {
            job.at(n, groups.len(), "Following every claim anew")?;
            let reader = Reader::new(self.db, &zone).with(&seen);
            for (visit, of) in reader.visits(patient, day)? {
                let told = reader.told(visit, of)?;
                self.follows(&told)?;
            }
        }
        self.documents(&zone, job)?;
        match proof::patients_astray(self.db)? {
            0 => {}
            n => self.broken(format!(
                "Patients whose sums are not what their movements come to: {n}."
            )),
        }
        if let Some(says) = proof::unanswered_sources(self.db)? {
            self.broken(says);
        }
        Ok(())
    }
}

impl Proof<'_> {
    /// Whether what is kept of a visit is what follows from its records.
    fn follows(&mut self, told: &Told) -> Result<(), Problem> {
        let books = told.books();
        let item = told.visit.item;
        let (now, twice) = ledger::balances(self.db, &item, None)?;
        let then = by_account(&books.standing);
        let moved = now.iter().filter(|(_, money)| **money != Money::ZERO);
        let same = moved.eq(then.iter().filter(|(_, money)| **money != Money::ZERO));
        if !same || twice != books.standing.twice || open_of(self.db, &item)? != books.open {
            let name = self.visit_name(&item)?;
            self.broken(format!(
                "{name}: what is open of it is not what followed from it."
            ));
        }
        if !quiet::of(self.db, Of::Item(&item))?
            .iter()
            .eq(books.quiet.iter().rev())
        {
            let name = self.visit_name(&item)?;
            self.broken(format!(
                "{name}: the answers that moved nothing are not those of its remittances."
            ));
        }
        for (id, state) in &books.states {
            let by = told.visit.replaced.get(id).map(ToString::to_string);
            let kept = (
                claims::kept_state(self.db, &id.to_string())?,
                claims::kept_replaced(self.db, &id.to_string())?,
            );
            if kept != (*state, by) {
                let name = self.visit_name(&id.bytes())?;
                self.broken(format!(
                    "{name}: where it stands is not what followed from it."
                ));
            }
        }
        for wanted in books.wanted {
            if !self.is_posted(wanted.source, &wanted.entries)? {
                let name = self.visit_name(&item)?;
                self.broken(format!(
                    "{name}: a {} is posted otherwise than it says, or twice.",
                    wanted.source.kind()
                ));
            }
        }
        Ok(())
    }

    /// Whether what stands of a source is what should.
    fn is_posted(&self, source: Source, wanted: &[Entry]) -> Result<bool, VaultError> {
        let standing = ledger::standing_of(self.db, source)?;
        let part = source.key().1;
        let own = |posting: &&Posting| posting.source().is_ok_and(|s| s.key().1 == part);
        let posted: Vec<&Posting> = standing.iter().filter(own).collect();
        Ok(match posted.as_slice() {
            [] => wanted.is_empty(),
            [posting] => posting.entries()? == wanted,
            _ => false,
        })
    }

    /// What is about no visit alone: every check itself, and every act.
    fn documents(&mut self, zone: &str, job: &Job<'_>) -> Result<(), Problem> {
        let checks = proof::ids(self.db, "remittance")?;
        let acts = proof::ids(self.db, "act")?;
        let total = checks.len() + acts.len();
        for (n, id) in checks.iter().enumerate() {
            job.at(n, total, "Following every check and act anew")?;
            let (check, _) = vault::writer::get::<Remittance>(self.db, id)?;
            let wanted = postings::of_check(&check).map(|wanted| wanted.entries);
            let source = Source::Remittance(check.id, 0);
            if !self.is_posted(source, &wanted.unwrap_or_default())? {
                let name = crate::remits::called(&check);
                self.broken(format!("The {name} is posted otherwise than it says."));
            }
        }
        for (n, id) in acts.iter().enumerate() {
            job.at(
                checks.len() + n,
                total,
                "Following every check and act anew",
            )?;
            let (act, _) = vault::writer::get::<Act>(self.db, id)?;
            for row in act.rows.iter().filter(|row| act.makes(row)) {
                let reader = Reader::new(self.db, zone);
                let name = row.opening.map(|id| id.to_string()).unwrap_or_default();
                if let Some(visit) = reader.opening(&name)? {
                    self.follows(&reader.told(visit, Vec::new())?)?;
                }
            }
            let wanted = Reader::new(self.db, zone).act(&act)?;
            let wanted = wanted.map(|wanted| wanted.entries).unwrap_or_default();
            if !self.is_posted(Source::Act(act.id), &wanted)? {
                let on = us_day(&act.on.to_string());
                self.broken(format!(
                    "{} of {on}: it is posted otherwise than it says.",
                    act.title()
                ));
            }
        }
        Ok(())
    }
}

fn view(db: &Connection, proof: Proof<'_>, whole: bool) -> Result<ProofView, Problem> {
    let (_, adrift) = account::all_open(db)?;
    let agrees = proof.breaks.is_empty() && adrift == 0 && proof.sums.iter().all(|sum| sum.agrees);
    let ar = owed(db)?;
    let owners = account::owners(db)?
        .into_iter()
        .map(|(owner, money)| OwnedView {
            title: plain_owner(&owner),
            owner,
            cents: money.cents(),
        })
        .collect();
    Ok(ProofView {
        agrees,
        says: if agrees {
            format!("The books agree: {ar} is owed.")
        } else {
            "The books do not agree. Nothing was changed. Look at what is named below; the last good backup holds the books as they were.".to_owned()
        },
        sums: proof.sums,
        breaks: proof.breaks,
        owners,
        ar_cents: ar.cents(),
        adrift,
        postings: ledger::last(db)?,
        entries: proof.entries,
        whole,
    })
}

/// What the status bar says: the caches compared with each other.
pub(crate) fn proof_state(bench: &Workbench, _: Nothing) -> Result<ProofView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let mut proof = Proof {
        db: &db,
        sums: Vec::new(),
        breaks: Vec::new(),
        entries: 0,
    };
    proof.quick()?;
    view(&db, proof, false)
}

/// Proves the books: every movement, and with `whole` every claim folded anew and every posting beside
/// the audit log.
pub(crate) fn proof(bench: &Workbench, ask: ProofAsk) -> Result<ProofView, Problem> {
    let open = bench.opened()?;
    let job = bench.job(&ask.job);
    let db = open.vault.reader()?;
    let postings = ledger::last(&db)?;
    let mut proof = Proof {
        db: &db,
        sums: Vec::new(),
        breaks: Vec::new(),
        entries: 0,
    };
    proof.quick()?;
    proof.movements(&job, postings.saturating_mul(2))?;
    if ask.whole {
        proof.whole(&open, &job)?;
        let tell = |n: i64| {
            job.at(n, postings, "Comparing with the audit log")
                .map_err(|_| VaultError::Cancelled)
        };
        if let Some(says) = proof::first_altered(&db, tell)? {
            proof.broken(says);
        }
    }
    view(&db, proof, ask.whole)
}
