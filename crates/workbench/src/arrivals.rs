//! Claims as they arrive from files: what they name is matched with what is here, or made, and what
//! somebody should look at is noticed.

use std::collections::{BTreeMap, HashMap, HashSet};

use billing::chart::{Coverage, Patient, Payer, Provider, ProviderRole};
use billing::chart_form::person_of;
use billing::claim::{Claim, ClaimContent, ClaimCoverage};
use billing::party::Party;
use sha2::{Digest, Sha256};
use values::{ClaimId, CoverageId, Day, ImportId, LineId, PatientId, PayerId, ProviderId};
use vault::kinds::{self, ClaimSource, Import, Record, role_name};
use vault::{Writer, claims, local, patients};

use crate::Workbench;
use crate::import::{
    FilePreview, ImportPreview, KindCount, PartyPreview, cannot_tell, order, order_word,
};
use crate::noticed::{self, Facts, Notices, Says};
use crate::problem::{Code, Problem};

/// People and organisations that a preview lists.
const MOST_PARTIES: usize = 500;

/// What tells a claim from all others: a digest of what it says, and its number among those of the same
/// file that say the very same.
pub(crate) type Fingerprint = ([u8; 16], u32);

/// Where arrivals go: looked up only, or made.
pub(crate) enum Store<'a, 't> {
    Look(&'a vault::Connection),
    Make(&'a mut Writer<'t>),
}

impl Store<'_, '_> {
    fn db(&self) -> &vault::Connection {
        match self {
            Store::Look(db) => db,
            Store::Make(writer) => writer.db(),
        }
    }
}

/// Stands for the kind and the key of something that arrived: half of a SHA-256. A file of 256 MB
/// names some hundred thousand people and coverages, so their keys themselves are not kept.
type Mark = [u8; 16];

fn mark(kind: &str, key: &str) -> Mark {
    let mut hash = Sha256::new();
    hash.update(kind);
    hash.update([0]);
    hash.update(key);
    half(&hash.finalize().into())
}

/// The first half of a digest.
fn half(digest: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
}

/// Something that arrived before in this import, or was here already.
struct Known {
    id: Box<str>,
    created: bool,
    claims: u32,
    /// What the chart says of it; none of what files are not held against.
    says: Option<Box<Facts>>,
}

/// The days of service for which a coverage was used.
struct Used {
    from: Option<Day>,
    to: Option<Day>,
    grew: bool,
}

/// Claims as they arrive: what they name is matched with what is here, or made.
pub(crate) struct Arrivals<'a, 't> {
    bench: &'a Workbench,
    pub(crate) store: Store<'a, 't>,
    import: Option<ImportId>,
    known: HashMap<Mark, Known>,
    /// Of each kind: new ones, and those that were here.
    counts: BTreeMap<&'static str, (u64, u64)>,
    parties: Vec<PartyPreview>,
    /// The marks of the parties, in their order.
    places: Vec<Mark>,
    /// By the marks of coverages.
    used: HashMap<Mark, Used>,
    /// Claims that would be made. Those that are made the database knows.
    new: HashSet<Fingerprint>,
    /// Those that a preview worked out of the same files, in the order of the claims.
    foretold: std::slice::Iter<'a, Fingerprint>,
    /// Those that were worked out here, in that order.
    pub(crate) fingerprints: Vec<Fingerprint>,
    file: usize,
    in_file: HashMap<[u8; 16], u32>,
    claims: (u64, u64),
    lines: u64,
    charge_cents: i64,
    days: Option<(Day, Day)>,
    pub(crate) notices: Notices,
    /// New patients of a preview, by family name and birth date: the database does not know them.
    newcomers: HashMap<Mark, Box<str>>,
}

impl<'a, 't> Arrivals<'a, 't> {
    pub(crate) fn new(
        bench: &'a Workbench,
        store: Store<'a, 't>,
        import: Option<ImportId>,
        foretold: &'a [Fingerprint],
    ) -> Arrivals<'a, 't> {
        Arrivals {
            bench,
            store,
            import,
            known: HashMap::new(),
            counts: BTreeMap::new(),
            parties: Vec::new(),
            places: Vec::new(),
            used: HashMap::new(),
            new: HashSet::new(),
            foretold: foretold.iter(),
            fingerprints: Vec::new(),
            file: 0,
            in_file: HashMap::new(),
            claims: (0, 0),
            lines: 0,
            charge_cents: 0,
            days: None,
            notices: Notices::default(),
            newcomers: HashMap::new(),
        }
    }

    pub(crate) fn next_file(&mut self, n: usize) {
        self.file = n;
        self.in_file.clear();
    }

    fn now(&self) -> u64 {
        u64::try_from(self.bench.now()).unwrap_or(0)
    }

    /// Finds or makes what a claim names. `kind` is the word of the preview, `R` the kind of record;
    /// `file` is what the claim says of it, where the chart may say otherwise.
    fn resolve<R: Record + Says>(
        &mut self,
        kind: &'static str,
        key: String,
        file: Option<Facts>,
        shown: impl FnOnce() -> (String, String),
        make: impl FnOnce(&mut Self) -> Result<R, Problem>,
    ) -> Result<String, Problem> {
        let place = mark(kind, &key);
        if !self.known.contains_key(&place) {
            let role = (R::KIND == "provider").then_some(kind);
            let (record, created) = match patients::matching(self.store.db(), R::KIND, &key, role)?
            {
                Some(body) => (kinds::read_body::<R>(&body)?, false),
                None => {
                    let record = make(self)?;
                    if let Store::Make(writer) = &mut self.store {
                        writer.insert(&record)?;
                    }
                    (record, true)
                }
            };
            self.note(kind, place, shown, &record.key(), created);
            if let Some(known) = self.known.get_mut(&place) {
                known.claims = 0;
                known.says = record.facts().map(Box::new);
            }
        }
        let Some(known) = self.known.get_mut(&place) else {
            unreachable!("noted above")
        };
        known.claims += 1;
        if let (Some(chart), Some(file)) = (&known.says, file) {
            self.notices.differs(place, kind, chart, &file);
        }
        Ok(known.id.to_string())
    }

    /// Remembers something that arrived for the first time.
    fn note(
        &mut self,
        kind: &'static str,
        place: Mark,
        shown: impl FnOnce() -> (String, String),
        id: &str,
        created: bool,
    ) {
        let count = self.counts.entry(kind).or_default();
        if created {
            count.0 += 1;
        } else {
            count.1 += 1;
        }
        if self.parties.len() < MOST_PARTIES {
            let (name, detail) = shown();
            self.places.push(place);
            self.parties.push(PartyPreview {
                kind: kind.to_owned(),
                name,
                detail,
                created,
                claims: 0,
            });
        }
        self.known.insert(
            place,
            Known {
                id: id.into(),
                created,
                claims: 1,
                says: None,
            },
        );
    }

    fn payer(&mut self, party: &Party) -> Result<String, Problem> {
        let key = kinds::payer_key(&party.id, &party.name.last);
        let shown = || (party.name.listed(), party.id.clone());
        self.resolve(
            "payer",
            key,
            Some(noticed::of_party(party)),
            shown,
            |this| {
                Ok(Payer {
                    id: PayerId::new(this.now(), this.bench.random()?),
                    name: party.name.last.clone(),
                    id_qualifier: party.id_qualifier.clone(),
                    payer_id: party.id.clone(),
                    address: party.address.clone(),
                    filing_indicator: String::new(),
                    appeal_days: None,
                })
            },
        )
    }

    fn provider(&mut self, role: ProviderRole, party: &Party) -> Result<String, Problem> {
        let shown = || (party.name.listed(), party.npi().to_owned());
        let key = kinds::provider_key(party);
        self.resolve(role_name(role), key, None, shown, |this| {
            Ok(Provider {
                id: ProviderId::new(this.now(), this.bench.random()?),
                role,
                party: party.clone(),
            })
        })
    }

    fn patient(&mut self, party: &Party) -> Result<String, Problem> {
        let key = kinds::patient_key(&party.name, party.born_on);
        let shown = || {
            let born = party
                .born_on
                .map(|day| crate::lists::us_day(&day.to_string()))
                .unwrap_or_default();
            (party.name.listed(), born)
        };
        self.resolve(
            "patient",
            key,
            Some(noticed::of_party(party)),
            shown,
            |this| {
                let account = match &mut this.store {
                    Store::Make(writer) => {
                        local::next_number(writer.db(), "account", 10_001)?.to_string()
                    }
                    Store::Look(_) => String::new(),
                };
                Ok(Patient {
                    id: PatientId::new(this.now(), this.bench.random()?),
                    account,
                    person: person_of(party),
                    guarantor: None,
                    answers: Vec::new(),
                    confidential: None,
                    references: party
                        .references
                        .iter()
                        .filter(|r| r.qualifier == "SY")
                        .cloned()
                        .collect(),
                })
            },
        )
    }

    fn coverage(
        &mut self,
        patient: &str,
        payer: &str,
        coverage: &ClaimCoverage,
        relationship: &str,
        days: (Option<Day>, Option<Day>),
    ) -> Result<String, Problem> {
        let insured = &coverage.insured;
        let key = kinds::coverage_key(patient, payer, &insured.id, &coverage.group_number);
        let shown = || {
            let detail = [
                order_word(order(&coverage.order)),
                &coverage.payer.name.last,
                &insured.id,
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
            (insured.name.listed(), detail)
        };
        if relationship != "18" && !insured.is_nobody() {
            let key = kinds::patient_key(&insured.name, insured.born_on) + &insured.id;
            let place = mark("insured", &key);
            match self.known.get_mut(&place) {
                Some(known) => known.claims += 1,
                None => {
                    let shown = || (insured.name.listed(), insured.id.clone());
                    self.note("insured", place, shown, "", true);
                }
            }
        }
        let place = mark("coverage", &key);
        let file =
            (relationship != "18" && !insured.is_nobody()).then(|| noticed::of_party(insured));
        let id = self.resolve("coverage", key, file, shown, |this| {
            Ok(Coverage {
                id: CoverageId::new(this.now(), this.bench.random()?),
                patient_id: parsed(patient)?,
                payer_id: parsed(payer)?,
                order: order(&coverage.order),
                member_id: insured.id.clone(),
                group_number: coverage.group_number.clone(),
                plan_name: coverage.group_name.clone(),
                filing_indicator: coverage.filing_indicator.clone(),
                insurance_type: coverage.insurance_type.clone(),
                relationship: relationship.to_owned(),
                insured: person_of(insured),
                from: days.0,
                to: days.1,
            })
        })?;
        let used = match self.used.get_mut(&place) {
            Some(used) => used,
            None => {
                let created = self.known.get(&place).is_some_and(|known| known.created);
                let (from, to) = if created { days } else { self.covered(&id)? };
                self.used.entry(place).or_insert(Used {
                    from,
                    to,
                    grew: false,
                })
            }
        };
        let from = [used.from, days.0].into_iter().flatten().min();
        let to = [used.to, days.1].into_iter().flatten().max();
        used.grew |= (from, to) != (used.from, used.to);
        (used.from, used.to) = (from, to);
        Ok(id)
    }

    /// The days for which a stored coverage is known to have been used.
    fn covered(&self, id: &str) -> Result<(Option<Day>, Option<Day>), Problem> {
        match vault::writer::get::<Coverage>(self.store.db(), id) {
            Ok((coverage, _)) => Ok((coverage.from, coverage.to)),
            Err(vault::VaultError::NoSuch(_)) => Ok((None, None)),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes the wider spans of the coverages that later claims used.
    pub(crate) fn widen_coverages(&mut self) -> Result<(), Problem> {
        let grown: Vec<(String, Option<Day>, Option<Day>)> = self
            .used
            .iter()
            .filter(|(_, used)| used.grew)
            .filter_map(|(place, used)| {
                let known = self.known.get(place)?;
                Some((known.id.to_string(), used.from, used.to))
            })
            .collect();
        if let Store::Make(writer) = &mut self.store {
            for (id, from, to) in grown {
                let coverage: Coverage = writer.get(&id)?;
                writer.put(&Coverage {
                    from,
                    to,
                    ..coverage
                })?;
            }
        }
        Ok(())
    }

    /// Takes a claim in; false when it is here already.
    pub(crate) fn claim(&mut self, read: edi::ReadClaim) -> Result<bool, Problem> {
        let content = read.content;
        let days = (content.first_service_on(), content.last_service_on());
        let patient = self.patient(&content.patient)?;
        self.alike(&content, &patient)?;
        let payer = self.payer(&content.coverage.payer)?;
        let coverage = self.coverage(
            &patient,
            &payer,
            &content.coverage,
            &content.relationship,
            days,
        )?;
        for other in &content.other_coverages {
            let payer = self.payer(&other.coverage.payer)?;
            self.coverage(&patient, &payer, &other.coverage, &other.relationship, days)?;
        }
        let billing = self.provider(ProviderRole::Billing, &content.billing)?;
        let rendering = self.provider(ProviderRole::Rendering, content.rendering())?;
        let facility = match content.party("77") {
            Some(party) => Some(self.provider(ProviderRole::Facility, party)?),
            None => None,
        };
        let line_parties = content.lines.iter().flat_map(|line| &line.parties);
        for party in content.parties.iter().chain(line_parties) {
            match party.role.as_str() {
                "DN" | "P3" | "DK" | "DQ" => {
                    self.provider(ProviderRole::Referring, party)?;
                }
                "82" => {
                    self.provider(ProviderRole::Rendering, party)?;
                }
                _ => (),
            }
        }
        let fingerprint = self.fingerprint(&content)?;
        let fingerprint_text = fingerprint_text(&fingerprint);
        let there = self.new.contains(&fingerprint)
            || claims::by_fingerprint(self.store.db(), &fingerprint_text)?.is_some();
        if there {
            self.claims.1 += 1;
            self.notices.forget();
            return Ok(false);
        }
        self.claims.0 += 1;
        self.lines += u64::try_from(content.lines.len()).unwrap_or(0);
        self.charge_cents += content.charge.cents();
        if let (Some(from), Some(to)) = days {
            let (first, last) = self.days.unwrap_or((from, to));
            self.days = Some((first.min(from), last.max(to)));
        }
        let (now, file) = (self.now(), u32::try_from(self.file).unwrap_or(u32::MAX));
        let Store::Make(writer) = &mut self.store else {
            self.new.insert(fingerprint);
            self.notices.claim("", days.1);
            return Ok(true);
        };
        // The import stands before its claims, and is written again with all its files at the end: as
        // long as a reference is not whole, each new row has the database look who waits for it.
        if self.claims.0 == 1
            && let Some(id) = self.import
        {
            writer.put(&Import {
                id,
                at: writer.at(),
                by: String::new(),
                files: Vec::new(),
            })?;
        }
        let id = ClaimId::new(now, self.bench.random()?);
        self.notices.claim(&id.to_string(), days.1);
        let mut claim = Claim {
            id,
            patient_id: parsed(&patient)?,
            coverage_id: parsed(&coverage)?,
            payer_id: parsed(&payer)?,
            billing_id: parsed(&billing)?,
            rendering_id: parsed(&rendering)?,
            facility_id: facility.as_deref().map(parsed).transpose()?,
            import_id: self.import,
            sent_on: Day::from_x12(&read.set.made_on).ok(),
            fingerprint: fingerprint_text,
            hold: None,
            guarantor_id: None,
            sensitive: false,
            content,
        };
        for line in &mut claim.content.lines {
            line.id = Some(LineId::new(now, self.bench.random()?));
        }
        writer.insert(&claim)?;
        writer.insert(&ClaimSource {
            id,
            file,
            version: read.set.version.clone(),
            control: [&read.set.interchange, &read.set.group, &read.set.control]
                .map(String::as_str)
                .join("/"),
            segments: read
                .source
                .into_iter()
                .map(|segment| (segment.n, segment.text))
                .collect(),
        })?;
        Ok(true)
    }

    /// Notices who else a new patient may be.
    fn alike(&mut self, content: &ClaimContent, patient: &str) -> Result<(), Problem> {
        let party = &content.patient;
        let place = mark("patient", &kinds::patient_key(&party.name, party.born_on));
        let arrives = |known: &Known| known.created && known.claims == 1;
        if !self.known.get(&place).is_some_and(arrives) {
            return Ok(());
        }
        let person = person_of(party);
        let members = [content.coverage.insured.id.clone()];
        let found = noticed::alike(self.store.db(), (&person, patient), &members)?;
        let who = person.name.listed();
        for alike in &found {
            self.notices.alike(&who, &alike.says);
        }
        if let (Store::Look(_), Some(born)) = (&self.store, person.born_on) {
            let key = format!("{} {born}", person.name.last.to_uppercase());
            match self.newcomers.entry(mark("newcomer", &key)) {
                std::collections::hash_map::Entry::Occupied(other) => {
                    let says = format!("{}: same family name and birth date.", other.get());
                    self.notices.alike(&who, &says);
                }
                std::collections::hash_map::Entry::Vacant(new) => {
                    new.insert(who.into_boxed_str());
                }
            }
        }
        Ok(())
    }

    fn fingerprint(&mut self, content: &ClaimContent) -> Result<Fingerprint, Problem> {
        if let Some(known) = self.foretold.next() {
            return Ok(*known);
        }
        let mut text = Vec::with_capacity(4_096);
        serde_json::to_writer(&mut text, content)
            .map_err(|_| Problem::new(Code::Unexpected, "A claim could not be written down."))?;
        let short = half(&Sha256::digest(&text).into());
        let n = self
            .in_file
            .entry(short)
            .and_modify(|n| *n += 1)
            .or_insert(1);
        let fingerprint = (short, *n);
        self.fingerprints.push(fingerprint);
        Ok(fingerprint)
    }

    /// What came, in the shape of the preview.
    pub(crate) fn preview(
        &mut self,
        _bench: &Workbench,
        files: &[(FilePreview, String)],
    ) -> ImportPreview {
        let mut counts = self.counts.clone();
        counts.insert("claim", self.claims);
        for (party, place) in self.parties.iter_mut().zip(&self.places) {
            party.claims = self.known.get(place).map_or(0, |known| known.claims.into());
        }
        let mut parties = std::mem::take(&mut self.parties);
        parties.sort_by(|a, b| (!a.created, &a.kind, &a.name).cmp(&(!b.created, &b.kind, &b.name)));
        let order = [
            "claim",
            "patient",
            "insured",
            "coverage",
            "payer",
            "billing",
            "rendering",
            "referring",
            "facility",
        ];
        ImportPreview {
            id: String::new(),
            files: files.iter().map(|(file, _)| file.clone()).collect(),
            kinds: order
                .iter()
                .filter_map(|kind| {
                    let (created, matched) = *counts.get(kind)?;
                    Some(KindCount {
                        kind: (*kind).to_owned(),
                        created,
                        matched,
                    })
                })
                .collect(),
            parties,
            claims_created: self.claims.0,
            claims_matched: self.claims.1,
            lines: self.lines,
            charge_cents: self.charge_cents,
            first_service_on: self
                .days
                .map(|(first, _)| first.to_string())
                .unwrap_or_default(),
            last_service_on: self
                .days
                .map(|(_, last)| last.to_string())
                .unwrap_or_default(),
            cannot_tell: if self.claims.0 == 0 {
                Vec::new()
            } else {
                cannot_tell()
            },
        }
    }
}

/// A claim's digest and number as its record keeps them: the number from the second on.
fn fingerprint_text((digest, n): &Fingerprint) -> String {
    let hex = vault::database::hex(digest);
    if *n == 1 { hex } else { format!("{hex}#{n}") }
}

fn parsed<T: std::str::FromStr>(id: &str) -> Result<T, Problem> {
    id.parse().map_err(|_| {
        Problem::new(
            Code::Unexpected,
            "A stored id cannot be read. Run the check in Settings.",
        )
    })
}
