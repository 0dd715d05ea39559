//! What the records tell of a visit: what it is made of, everything that happened to it, and what follows
//! from that: the postings that should stand, whose each open dollar is, where its claims stand.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use billing::appeal::Limit;
use billing::chart::Payer;
use billing::claim::{Claim, ClaimCoverage};
use billing::ledger::act::{Act, ActRow};
use billing::ledger::policy::Policy;
use billing::ledger::postings::{self, FileAnswer};
use billing::ledger::standing::{Answer, Happened, Said, Standing, What, answer, standing};
use billing::ledger::state::{self, Paper, State};
use billing::ledger::visit::{self, Visit, VisitPayer};
use billing::ledger::void;
use billing::ledger::{Debtor, Item, Wanted};
use billing::remittance::{RemitClaim, Remittance};
use values::{ActId, ClaimId, Day, LineId, Money, PayerId, RemitId};
use vault::guarantors::{self, OfVisit};
use vault::kinds::{self, read_body};
use vault::ledger::OpenItem;
use vault::quiet::Quiet;
use vault::{Connection, VaultError, brief, claims, patients, remittances};

use crate::answered;
use crate::time;

/// What a visit is made of, with everything that happened to it.
pub(crate) struct Told {
    pub(crate) visit: Visit,
    /// On whose account it stands: a guarantor's id, or the patient's.
    pub(crate) account: String,
    pub(crate) claims: Vec<Rc<Claim>>,
    /// Posted remittances that answer it.
    pub(crate) remittances: Vec<Rc<Answers>>,
    pub(crate) acts: Vec<Act>,
    pub(crate) files: Vec<FileAnswer>,
    pub(crate) opened: Option<Money>,
    pub(crate) happened: Vec<Happened>,
    /// What of that its claims' own events say (sent, to be looked at again), and of which claim.
    noted: Vec<(ClaimId, Happened)>,
}

impl Told {
    /// Whether its bill is for the patient's eyes alone.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.claims.iter().any(|claim| claim.sensitive)
    }

    /// What payers said of a line; nothing is said of none.
    pub(crate) fn said_of(&self, line: Option<LineId>) -> impl Iterator<Item = &Said> {
        let said = self
            .happened
            .iter()
            .filter_map(|happened| match &happened.what {
                What::Answered(answer) => Some(&answer.said),
                _ => None,
            });
        let of_line = said
            .flatten()
            .filter(move |(of, _)| of.is_some() && *of == line);
        of_line.map(|(_, said)| said)
    }
}

/// A visit with its claims.
type WithClaims = (Visit, Vec<Rc<Claim>>);

/// Reads visits and what happened to them.
pub(crate) struct Reader<'a> {
    db: &'a Connection,
    zone: String,
    seen: Seen,
}

/// A remittance, and which of its claims answer a claim of ours, or pay an opening balance: it can be over
/// thousands.
pub(crate) struct Answers {
    pub(crate) remittance: Remittance,
    places: HashMap<Item, Vec<usize>>,
}

impl Answers {
    pub(crate) fn new(remittance: Remittance) -> Answers {
        let mut places: HashMap<Item, Vec<usize>> = HashMap::new();
        for (at, claim) in remittance.claims.iter().enumerate() {
            let of = claim.claim_id.map(ClaimId::bytes);
            if let Some(id) = of.or_else(|| claim.opening.map(ActId::bytes)) {
                places.entry(id).or_default().push(at);
            }
        }
        Answers { remittance, places }
    }

    /// The claims that answer a visit and stand, in the order of the remittance.
    pub(crate) fn parts_of(&self, visit: &Visit) -> impl Iterator<Item = &RemitClaim> {
        let alone = visit.carrier.is_none().then_some(visit.item);
        let names = visit.claims.iter().map(|id| id.bytes()).chain(alone);
        let of = names.filter_map(|id| self.places.get(&id));
        let mut places: Vec<usize> = of.flatten().copied().collect();
        places.sort_unstable();
        places
            .into_iter()
            .filter_map(|at| self.remittance.claims.get(at))
            .filter(|claim| !self.remittance.left_out.contains(&claim.part))
    }
}

/// What visits share and was read: a remittance with many claims is read once, not once for each of
/// them, and so are the payers that files name, and the days of claims that were asked for.
#[derive(Clone, Default)]
pub(crate) struct Seen(Rc<RefCell<Read>>);

#[derive(Default)]
struct Read {
    remittances: HashMap<String, Rc<Answers>>,
    payers: HashMap<String, Option<PayerId>>,
    /// Payers by their ids.
    records: HashMap<String, Option<Payer>>,
    days: HashMap<String, Vec<WithClaims>>,
    /// Of which day a claim is.
    claims: HashMap<String, String>,
}

/// Records of a kind that are kept in memory before all are let go.
const MOST_SEEN: usize = 4_096;

fn keep<T>(seen: &mut HashMap<String, T>, id: &str, read: T) {
    if MOST_SEEN <= seen.len() {
        seen.clear();
    }
    seen.insert(id.to_owned(), read);
}

impl Seen {
    fn remittance(&self, db: &Connection, id: &str) -> Result<Rc<Answers>, VaultError> {
        let seen = &mut self.0.borrow_mut().remittances;
        if let Some(there) = seen.get(id) {
            return Ok(there.clone());
        }
        let (read, _) = vault::writer::get::<Remittance>(db, id)?;
        let read = Rc::new(Answers::new(read));
        keep(seen, id, read.clone());
        Ok(read)
    }

    /// As [`Seen::remittance`]; none when it is gone.
    pub(crate) fn remittance_now(
        &self,
        db: &Connection,
        id: &str,
    ) -> Result<Option<Rc<Answers>>, VaultError> {
        match self.remittance(db, id) {
            Ok(there) => Ok(Some(there)),
            Err(VaultError::NoSuch(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn day(&self, patient: &str, service_on: &str) -> Option<Vec<WithClaims>> {
        let seen = self.0.borrow();
        seen.days.get(&day_key(patient, service_on)).cloned()
    }

    fn keep_day(&self, patient: &str, service_on: &str, visits: &[WithClaims]) {
        let (seen, key) = (&mut *self.0.borrow_mut(), day_key(patient, service_on));
        for id in visits.iter().flat_map(|(visit, _)| &visit.claims) {
            keep(&mut seen.claims, &id.to_string(), key.clone());
        }
        keep(&mut seen.days, &key, visits.to_vec());
    }

    /// The patient and the day of a claim whose visits were read.
    pub(crate) fn group(&self, claim: &str) -> Option<(String, String)> {
        let seen = self.0.borrow();
        let (patient, day) = seen.claims.get(claim)?.split_once(' ')?;
        Some((patient.to_owned(), day.to_owned()))
    }

    fn visit(&self, claim: &str) -> Option<WithClaims> {
        let seen = self.0.borrow();
        let day = seen.days.get(seen.claims.get(claim)?)?;
        day.iter().find(|(visit, _)| is_of(visit, claim)).cloned()
    }

    /// How long a payer of a visit takes an appeal, by its record where there is one.
    fn appeal(&self, db: &Connection, payer: &VisitPayer) -> Result<Limit, VaultError> {
        let Some(id) = payer.payer_id.map(|id| id.to_string()) else {
            return Ok(payer.appeal);
        };
        let seen = &mut self.0.borrow_mut().records;
        if !seen.contains_key(&id) {
            let found = match vault::writer::get::<Payer>(db, &id) {
                Ok((payer, _)) => Some(payer),
                Err(VaultError::NoSuch(_)) => None,
                Err(error) => return Err(error),
            };
            keep(seen, &id, found);
        }
        let record = seen.get(&id).and_then(Option::as_ref);
        Ok(record.map_or(payer.appeal, |record| record.appeal_limit(payer.appeal)))
    }

    /// What a payer is called whose record was read; its name as it is where there is none.
    fn name(&self, payer: &VisitPayer) -> String {
        let seen = self.0.borrow();
        let record = payer
            .payer_id
            .and_then(|id| seen.records.get(&id.to_string()));
        match record {
            Some(Some(record)) => record.name.clone(),
            _ => payer.name.clone(),
        }
    }

    /// Who another payer of a claim is here.
    fn payer(
        &self,
        db: &Connection,
        coverage: &ClaimCoverage,
    ) -> Result<Option<PayerId>, VaultError> {
        let seen = &mut self.0.borrow_mut().payers;
        let key = payer_key(coverage);
        if let Some(found) = seen.get(&key) {
            return Ok(*found);
        }
        let found = match patients::matching(db, "payer", &key, None)? {
            Some(body) => Some(read_body::<Payer>(&body)?.id),
            None => None,
        };
        keep(seen, &key, found);
        Ok(found)
    }
}

fn day_key(patient: &str, service_on: &str) -> String {
    format!("{patient} {service_on}")
}

fn is_of(visit: &Visit, claim: &str) -> bool {
    visit.claims.iter().any(|id| id.to_string() == claim)
}

fn payer_key(coverage: &ClaimCoverage) -> String {
    kinds::payer_key(&coverage.payer.id, &coverage.payer.name.last)
}

/// What should stand in the books for a visit, and what is open of it.
pub(crate) struct Books {
    pub(crate) wanted: Vec<Wanted>,
    pub(crate) standing: Standing,
    pub(crate) open: Vec<OpenItem>,
    /// What payers answered that moved nothing, the oldest first.
    pub(crate) quiet: Vec<Quiet>,
    /// Where each of its claims stands; none where that is what its paper says.
    pub(crate) states: Vec<(ClaimId, Option<State>)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(db: &'a Connection, zone: &str) -> Reader<'a> {
        Reader {
            db,
            zone: zone.to_owned(),
            seen: Seen::default(),
        }
    }

    /// As another reader of the same records did, with what that one read.
    pub(crate) fn with(self, seen: &Seen) -> Reader<'a> {
        Reader {
            seen: seen.clone(),
            ..self
        }
    }

    /// What was read, for a change that writes a remittance and nothing else to be followed with.
    pub(crate) fn seen(&self) -> Seen {
        self.seen.0.borrow_mut().remittances.clear();
        self.seen.clone()
    }

    fn day(&self, ms: i64) -> Day {
        let fallback = || Day::from(jiff::civil::Date::constant(2026, 1, 1));
        time::day(ms, &self.zone).unwrap_or_else(fallback)
    }

    /// On whose account a visit stands, as [`guarantors::account_by_id`] says; empty without a patient.
    fn account(&self, visit: &Visit, claims: &[Rc<Claim>], day: Day) -> Result<String, VaultError> {
        let Some(patient) = visit.patient else {
            return Ok(String::new());
        };
        let carrier = visit
            .carrier
            .and_then(|id| claims.iter().find(|claim| claim.id == id));
        let of_visit = OfVisit {
            guarantor: carrier.and_then(|claim| claim.guarantor_id),
            day: Some(day),
            sensitive: claims.iter().any(|claim| claim.sensitive),
        };
        guarantors::account_by_id(self.db, patient, of_visit)
    }

    /// The visits of a patient's day.
    pub(crate) fn visits(
        &self,
        patient: &str,
        service_on: &str,
    ) -> Result<Vec<WithClaims>, VaultError> {
        match self.seen.day(patient, service_on) {
            Some(there) => Ok(there),
            None => self.among(claims::of_day(self.db, patient, service_on)?),
        }
    }

    /// The visits of claims.
    fn among(&self, mut claims: Vec<Claim>) -> Result<Vec<WithClaims>, VaultError> {
        let mut payers: HashMap<String, Option<PayerId>> = HashMap::new();
        for claim in &claims {
            for other in &claim.content.other_coverages {
                let found = self.seen.payer(self.db, &other.coverage)?;
                payers.insert(payer_key(&other.coverage), found);
            }
        }
        let payer_of =
            |coverage: &ClaimCoverage| payers.get(&payer_key(coverage)).copied().flatten();
        let mut visits = visit::visits(&claims, payer_of, |id| self.day(id.made_ms()));
        for payer in visits.iter_mut().flat_map(|visit| &mut visit.payers) {
            payer.appeal = self.seen.appeal(self.db, payer)?;
        }
        Ok(visits
            .into_iter()
            .map(|visit| {
                let own = |claim: &mut Claim| visit.claims.contains(&claim.id);
                let mut of: Vec<Rc<Claim>> = claims.extract_if(.., own).map(Rc::new).collect();
                of.sort_by_key(|claim| claim.id);
                (visit, of)
            })
            .collect())
    }

    /// The visit of a claim; it is read once.
    ///
    /// # Errors
    /// [`VaultError::NoSuch`] when the claim is gone.
    pub(crate) fn visit_of(&mut self, claim: &str) -> Result<WithClaims, VaultError> {
        if let Some(there) = self.seen.visit(claim) {
            return Ok(there);
        }
        let gone = || VaultError::NoSuch("claim");
        let (patient, day) = claims::group(self.db, claim)?.ok_or_else(gone)?;
        let visits = self.visits(&patient, &day)?;
        self.seen.keep_day(&patient, &day, &visits);
        let mut visits = visits.into_iter();
        visits
            .find(|(visit, _)| is_of(visit, claim))
            .ok_or_else(gone)
    }

    /// What an act should put into the books.
    ///
    /// # Errors
    /// [`VaultError::NoSuch`] when a claim of it is gone.
    pub(crate) fn act(&mut self, act: &Act) -> Result<Option<Wanted>, VaultError> {
        let mut visits: Vec<Visit> = Vec::new();
        for row in &act.rows {
            if visits.iter().any(|visit| row_is_of(row, visit)) {
                continue;
            }
            match (row.claim_id, row.opening) {
                (Some(claim), _) => visits.push(self.visit_of(&claim.to_string())?.0),
                (None, Some(opening)) => visits.extend(self.opening(&opening.to_string())?),
                (None, None) => {}
            }
        }
        let of = |row: &ActRow| visits.iter().find(|visit| row_is_of(row, visit));
        Ok(postings::of_act(act, of))
    }

    /// The visit of an item with its claims in brief, as the books group it: what only shows it need not
    /// look at the other visits of its day. None where no claim belongs to it.
    ///
    /// # Errors
    /// As the database answers.
    pub(crate) fn kept_visit(&self, item: &Item) -> Result<Option<WithClaims>, VaultError> {
        let found = self.among(brief::of_visit(self.db, item)?)?;
        Ok(found.into_iter().find(|(visit, _)| visit.item == *item))
    }

    /// The row of opening balances of a name, as a visit.
    pub(crate) fn opening(&self, item: &str) -> Result<Option<Visit>, VaultError> {
        let acts = remittances::acts_about(self.db, item)?;
        let mut visit = acts.iter().filter(|act| act.stands()).find_map(|act| {
            let row = act.rows.iter().find(|row| {
                act.makes(row) && row.opening.is_some_and(|id| id.to_string() == item)
            })?;
            Visit::opening(act, row)
        });
        for payer in visit.iter_mut().flat_map(|visit| &mut visit.payers) {
            payer.appeal = self.seen.appeal(self.db, payer)?;
            payer.name = self.seen.name(payer);
        }
        Ok(visit)
    }

    /// Everything that happened to a visit.
    pub(crate) fn told(&self, visit: Visit, claims: Vec<Rc<Claim>>) -> Result<Told, VaultError> {
        self.told_without(visit, claims, None)
    }

    /// As [`Reader::told`], without one remittance.
    pub(crate) fn told_without(
        &self,
        visit: Visit,
        claims: Vec<Rc<Claim>>,
        without: Option<RemitId>,
    ) -> Result<Told, VaultError> {
        let (mut remits, mut acts) = (Vec::<Rc<Answers>>::new(), Vec::<Act>::new());
        let mut names: Vec<String> = visit.claims.iter().map(ToString::to_string).collect();
        if visit.carrier.is_none() {
            names.push(ActId::from_bytes(visit.item).to_string());
        }
        for name in &names {
            let answering = match visit.carrier {
                Some(_) => remittances::answering(self.db, name)?,
                None => remittances::paying(self.db, name)?,
            };
            for id in answering {
                let found = self.seen.remittance(self.db, &id)?;
                let id = found.remittance.id;
                let new = remits.iter().all(|there| there.remittance.id != id);
                if found.remittance.posted_on.is_some() && new && Some(id) != without {
                    remits.push(found);
                }
            }
            for act in remittances::acts_about(self.db, name)? {
                let new = acts.iter().all(|there| there.id != act.id);
                if act.stands() && new {
                    acts.push(act);
                }
            }
        }
        acts.sort_by_key(|act| (act.on, act.id));
        let mut noted = Vec::new();
        for claim in &claims {
            let order = visit::asks(claim);
            let events = claims::events(self.db, &claim.id.to_string())?;
            for event in &events {
                if event.kind == "printed" && !event.is_unsent_in(&events) {
                    let (on, what) = (self.day(event.at), What::Sent(order));
                    let at = event.at;
                    noted.push((claim.id, Happened { on, at, what }));
                }
                noted.extend(event.look_on.map(|day| {
                    let (on, what) = (self.day(event.at), What::LookAgain(day));
                    (
                        claim.id,
                        Happened {
                            on,
                            at: event.at,
                            what,
                        },
                    )
                }));
            }
        }
        let begun = visit.lines.iter().filter_map(|line| line.service_on).min();
        let account = self.account(&visit, &claims, begun.unwrap_or(visit.made_on))?;
        Ok(Told::new((visit, claims, account), remits, acts, noted))
    }
}

fn row_is_of(row: &ActRow, visit: &Visit) -> bool {
    match row.claim_id {
        Some(id) => visit.claims.contains(&id),
        None => row.opening.is_some_and(|id| id.bytes() == visit.item),
    }
}

/// Whether what a file says of a payer's answer still tells something: the check that is posted says the
/// same, but a takeback without its check takes back what the file told.
fn stands(file: &Answer, answers: &[(u8, [Money; 5])]) -> bool {
    let (mut of, said) = (
        answers.iter().filter(|(order, _)| *order == file.order),
        file.total(),
    );
    let like = |wanted: [Money; 5]| of.clone().filter(|(_, said)| *said == wanted).count();
    like(said) < like(said.map(|money| -money)) || of.next().is_none()
}

/// A voided visit charges nothing once nothing stands against its charges; what payers said of it, which
/// comes to nothing, leaves nothing open then.
fn charge(visit: &mut Visit, claims: &[Rc<Claim>], happened: &mut Vec<Happened>) {
    if !visit.voided {
        return;
    }
    let nothing = void::owes_nothing(visit, happened);
    let carrier = claims.iter().find(|claim| Some(claim.id) == visit.carrier);
    let charges = carrier.into_iter().flat_map(|claim| &claim.content.lines);
    for (line, charged) in visit.lines.iter_mut().zip(charges) {
        line.charge = if nothing { Money::ZERO } else { charged.charge };
    }
    if nothing {
        happened.retain(|happened| !matches!(happened.what, What::Answered(_)));
    }
}

impl Told {
    /// From what there is: the visit with its claims and whose account it stands on, remittances, acts, and
    /// when it was sent.
    fn new(
        (mut visit, claims, account): (Visit, Vec<Rc<Claim>>, String),
        mut remittances: Vec<Rc<Answers>>,
        acts: Vec<Act>,
        noted: Vec<(ClaimId, Happened)>,
    ) -> Told {
        remittances.sort_by_key(|found| {
            let r = &found.remittance;
            (r.posted_on, r.posted_at, r.id)
        });
        let mut happened: Vec<Happened> = noted.iter().map(|(_, noted)| noted.clone()).collect();
        let mut answers = Vec::new();
        for found in &remittances {
            let remittance = &found.remittance;
            let policy = remittance.policy();
            for claim in found.parts_of(&visit) {
                if let Some(answer) = answer(remittance, claim, &visit, &policy) {
                    answers.push((answer.order, answer.total()));
                    happened.push(Happened {
                        on: remittance.posted_on.unwrap_or(visit.made_on),
                        at: remittance.posted_at,
                        what: What::Answered(answer),
                    });
                }
            }
        }
        let mut opened = None;
        for act in &acts {
            for row in act.rows.iter().filter(|row| row_is_of(row, &visit)) {
                if let Some(what) = postings::happened(act, row, &visit) {
                    if let What::Opened(_, amount) = what {
                        opened = Some(amount);
                    }
                    let at = act.id.made_ms();
                    happened.push(Happened {
                        on: act.on,
                        at,
                        what,
                    });
                }
            }
        }
        let refs: Vec<&Claim> = claims.iter().map(Rc::as_ref).collect();
        let mut files = postings::file_answers(&visit, &refs);
        let policy = Policy::default();
        files.retain(|told| opened.is_none() && stands(&told.answer(&policy), &answers));
        let paid = postings::paid_by_patient(&refs);
        let begun = visit.lines.iter().filter_map(|line| line.service_on).min();
        let on = begun.unwrap_or(visit.made_on);
        for told in &files {
            let what = What::Answered(told.answer(&policy));
            happened.push(Happened { on, at: 0, what });
        }
        if opened.is_none() && paid != Money::ZERO {
            happened.push(Happened {
                on,
                at: 0,
                what: What::PatientPaid(paid),
            });
        }
        charge(&mut visit, &claims, &mut happened);
        Told {
            visit,
            account,
            claims,
            remittances,
            acts,
            files,
            opened,
            happened,
            noted,
        }
    }

    /// As it is with one more remittance, posted or not.
    pub(crate) fn with(&self, answers: &Rc<Answers>) -> Told {
        let mut remittances = self.remittances.clone();
        remittances.push(answers.clone());
        Told::new(
            (
                self.visit.clone(),
                self.claims.clone(),
                self.account.clone(),
            ),
            remittances,
            self.acts.clone(),
            self.noted.clone(),
        )
    }

    /// What should stand for it, acts apart, which can be about several visits.
    pub(crate) fn books(&self) -> Books {
        let refs: Vec<&Claim> = self.claims.iter().map(Rc::as_ref).collect();
        let policy = Policy::default();
        let mut wanted: Vec<Wanted> =
            postings::of_claims(&self.visit, &refs, &self.files, self.opened, &policy)
                .into_iter()
                .collect();
        let mut quiet = Vec::new();
        for found in &self.remittances {
            let remittance = &found.remittance;
            let policy = remittance.policy();
            for claim in found.parts_of(&self.visit) {
                let posted = postings::of_remit_claim(remittance, claim, &self.visit, &policy);
                let silent = posted.as_ref().filter(|posted| posted.entries.is_empty());
                quiet.extend(silent.map(|posted| Quiet {
                    on: posted.on,
                    remittance: remittance.id,
                    part: claim.part,
                    says: answered::words(claim),
                    item: self.visit.item,
                    patient: self.visit.patient,
                }));
                wanted.extend(posted);
            }
        }
        quiet.sort();
        let standing = standing(&self.visit, &self.happened);
        let open = self.open_items(&standing);
        let states = self.states(&standing);
        Books {
            wanted,
            standing,
            open,
            quiet,
            states,
        }
    }

    /// Where each of the claims stands. A hold is of the claim that has it: the others stand as without it.
    fn states(&self, standing: &Standing) -> Vec<(ClaimId, Option<State>)> {
        let free = self.visit.hold.as_ref().map(|_| {
            let visit = Visit {
                hold: None,
                ..self.visit.clone()
            };
            self::standing(&visit, &self.happened)
        });
        let standing = free.as_ref().unwrap_or(standing);
        let named = |id: ClaimId| {
            let mut parts = (self.remittances.iter()).flat_map(|found| found.parts_of(&self.visit));
            parts.any(|claim| claim.claim_id == Some(id))
        };
        let of = |claim: &Rc<Claim>| {
            let printed = (self.noted.iter())
                .filter(|(id, happened)| *id == claim.id && matches!(happened.what, What::Sent(_)))
                .map(|(_, happened)| happened.on)
                .min();
            let paper = Paper {
                order: visit::asks(claim),
                printed: printed.is_some(),
                fresh: claim.import_id.is_none() && !named(claim.id),
                awaited: self.visit.replaced.values().any(|by| *by == claim.id)
                    && !self.visit.replaced.contains_key(&claim.id)
                    && !named(claim.id)
                    && !self.answered_since(printed.or(claim.sent_on)),
            };
            (claim.id, state::state(standing, &self.happened, paper))
        };
        self.claims.iter().map(of).collect()
    }

    /// Whether a payer answered since a claim went out; not while it did not.
    fn answered_since(&self, went_out: Option<Day>) -> bool {
        went_out.is_some_and(|out| {
            self.remittances.iter().any(|found| {
                let remittance = &found.remittance;
                let on = remittance.paid_on.or(remittance.posted_on);
                on.is_some_and(|on| out < on)
            })
        })
    }

    /// When it was first billed: printed here, or sent by another system, as its file says. Where nothing
    /// tells it, the last day of service of what came in files, never the day on which they were read; else
    /// the day on which it was entered.
    fn billed_on(&self) -> Day {
        let visit = &self.visit;
        let served = visit.lines.iter().filter_map(|line| line.service_on).max();
        // A file that says that it was made before the service, or later than it was read, tells nothing.
        let (first, last) = (served.unwrap_or(visit.made_on), visit.made_on);
        let files = self.claims.iter().filter_map(|claim| claim.sent_on);
        let sent = files.filter(|on| first <= *on && *on <= last);
        let printed = self
            .happened
            .iter()
            .filter(|h| matches!(h.what, What::Sent(_)));
        let other = served.filter(|_| visit.imported).unwrap_or(visit.made_on);
        printed.map(|h| h.on).chain(sent).min().unwrap_or(other)
    }

    fn open_items(&self, standing: &Standing) -> Vec<OpenItem> {
        let visit = &self.visit;
        let carrier = visit
            .carrier
            .and_then(|id| self.claims.iter().find(|claim| claim.id == id));
        let billed = self.billed_on();
        let active = self
            .happened
            .iter()
            .filter(|h| !matches!(h.what, What::LookAgain(_)))
            .map(|h| h.on)
            .max()
            .unwrap_or(visit.made_on);
        let text = |id: Option<String>| id.unwrap_or_default();
        standing
            .open
            .iter()
            .map(|open| {
                let asked = match open.debtor {
                    Debtor::Payer(order) => visit.payer(order),
                    Debtor::Patient => visit.payers.first(),
                };
                OpenItem {
                    item: visit.item,
                    line: open.line,
                    debtor: open.debtor.to_string(),
                    owner: open.owner.to_string(),
                    amount: open.amount,
                    patient_id: text(visit.patient.map(|id| id.to_string())),
                    payer_id: text(asked.and_then(|p| p.payer_id).map(|id| id.to_string())),
                    rendering_id: text(carrier.map(|claim| claim.rendering_id.to_string())),
                    claim_id: text(visit.carrier.map(|id| id.to_string())),
                    guarantor: self.account.clone(),
                    service_on: open.service_on.unwrap_or(visit.made_on).to_string(),
                    billed_on: billed.to_string(),
                    activity_on: active.to_string(),
                    since_on: open.since.to_string(),
                    step: open.step.to_owned(),
                    due_on: open.due.to_string(),
                    reason: open
                        .reason
                        .as_ref()
                        .map(|(group, reason)| format!("{group}-{reason}"))
                        .unwrap_or_default(),
                }
            })
            .collect()
    }
}

/// By line and debtor, what should stand.
pub(crate) fn by_account(standing: &Standing) -> BTreeMap<(Option<values::LineId>, Debtor), Money> {
    let mut then = BTreeMap::new();
    for open in &standing.open {
        *then.entry((open.line, open.debtor)).or_insert(Money::ZERO) += open.amount;
    }
    then
}
