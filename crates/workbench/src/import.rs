//! Moving in: reading claim files, showing what would be made, and making it in one transaction.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use billing::chart::{Coverage, Patient, Payer, Provider, ProviderRole};
use billing::chart_form::person_of;
use billing::claim::{Claim, ClaimContent, ClaimCoverage};
use billing::party::{Name, Party};
use sha2::{Digest, Sha256};
use values::{ClaimId, CoverageId, Day, ImportId, LineId, PatientId, PayerId, ProviderId};
use vault::kinds::{self, ClaimSource, Import, ImportedFile, Record, role_name};
use vault::{Writer, claims, local, patients};

use crate::Workbench;
use crate::bench::{Done, Job, lock};
use crate::guarantors;
use crate::problem::{Code, Problem};
use crate::saving::{PickFiles, PickedFiles, file_name};
use crate::view::{Changed, FindingView, view};

/// Findings of a file that are shown; the rest are counted.
const MOST_FINDINGS: usize = 200;

/// People and organisations that a preview lists.
const MOST_PARTIES: usize = 500;

view! {
    /// Files to read.
    pub struct ReadFiles {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// Tokens of files and folders, from `pick_files` or a drop.
        pub tokens: Vec<String>,
    }

    /// What the files would bring. Nothing is stored yet.
    pub struct ImportPreview {
        /// Names the import to `import_claims`.
        pub id: String,
        /// What was read.
        pub files: Vec<FilePreview>,
        /// What would be made, and what is here already, in the order of the list.
        pub kinds: Vec<KindCount>,
        /// People and organisations, at most 500: the new ones first.
        pub parties: Vec<PartyPreview>,
        /// Claims that are new.
        pub claims_created: u64,
        /// Claims that are here already.
        pub claims_matched: u64,
        /// Lines of the new claims.
        pub lines: u64,
        /// Charges of the new claims.
        pub charge_cents: i64,
        /// First and last day of service of the new claims, ISO, or empty.
        pub first_service_on: String,
        /// Last day of service.
        pub last_service_on: String,
        /// What claim files cannot tell, in sentences.
        pub cannot_tell: Vec<String>,
    }

    /// A file that was read.
    pub struct FilePreview {
        /// Its name without its folder.
        pub name: String,
        /// Its size.
        pub bytes: u64,
        /// What it is: `837P 005010X222A1`; without such a set `an X12 file`, `a PDF`, …, and a
        /// finding says more.
        pub what: String,
        /// Claims in it.
        pub claims: u64,
        /// New ones.
        pub created: u64,
        /// Those that are here already.
        pub matched: u64,
        /// What is wrong with it, the first 200.
        pub findings: Vec<FindingView>,
        /// Findings beyond those.
        pub more_findings: u64,
    }

    /// How many of a kind.
    pub struct KindCount {
        /// `patient`, `coverage`, `payer`, `billing`, `rendering`, `referring`, `facility`, `insured`, `claim`.
        pub kind: String,
        /// New.
        pub created: u64,
        /// Here already.
        pub matched: u64,
    }

    /// A person or an organisation of an import.
    pub struct PartyPreview {
        /// As in [`KindCount`].
        pub kind: String,
        /// As lists show it.
        pub name: String,
        /// Date of birth, NPI, payer id, or `primary, Blue Heron PPO, XHB118206645`.
        pub detail: String,
        /// True when it would be made.
        pub created: bool,
        /// Claims that name it.
        pub claims: u64,
    }

    /// An import to make.
    pub struct ImportClaims {
        /// Names the work for `progress` and `cancel_job`.
        pub job: String,
        /// From the preview.
        pub id: String,
    }

    /// What an import made.
    pub struct ImportDone {
        /// The import's id, by which lists can be narrowed to it.
        pub id: String,
        /// Per file: claims, created, matched, findings.
        pub files: Vec<FilePreview>,
        /// What was made and matched.
        pub kinds: Vec<KindCount>,
        /// Claims that are new.
        pub claims_created: u64,
        /// Claims that were here already.
        pub claims_matched: u64,
    }
}

/// Files that were read and wait for the word to import them.
pub struct Prepared {
    id: ImportId,
    files: Vec<(PathBuf, FilePreview, String)>,
    fingerprints: Vec<Fingerprint>,
}

/// What tells a claim from all others: a digest of what it says, and its number among those of the same
/// file that say the very same.
type Fingerprint = ([u8; 16], u32);

/// Lets the person pick claim files or a folder.
pub(crate) fn pick_files(bench: &Workbench, ask: PickFiles) -> Result<PickedFiles, Problem> {
    let picked = bench.host.pick_files(ask.folder);
    let files = picked
        .into_iter()
        .map(|path| bench.grant(path))
        .collect::<Result<_, _>>()?;
    Ok(PickedFiles { files })
}

/// Reads claim files and shows what they would bring.
pub(crate) fn read_files(bench: &Workbench, ask: ReadFiles) -> Result<ImportPreview, Problem> {
    let open = bench.opened()?;
    let job = bench.job(&ask.job);
    let mut paths = Vec::new();
    for token in &ask.tokens {
        let path = bench.granted(token)?;
        let found = platform::files::files_under(&path);
        if let Some((path, _)) = found.unreadable.first() {
            return Err(unreadable(path));
        }
        paths.extend(found.files);
    }
    if paths.is_empty() {
        return Err(Problem::new(
            Code::NotFound,
            "There is no file in that folder. Pick another.",
        ));
    }
    let reader = open.vault.reader()?;
    let mut arrivals = Arrivals::new(bench, Store::Look(&reader), None, &[]);
    let files = walk(&paths, &job, &mut arrivals)?;
    let preview = arrivals.preview(bench, &files);
    let id = ImportId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    let prepared = Prepared {
        id,
        files: paths
            .into_iter()
            .zip(files)
            .map(|(path, (file, sha256))| (path, file, sha256))
            .collect(),
        fingerprints: arrivals.fingerprints,
    };
    bench.keep(&open, &bench.import, prepared)?;
    Ok(ImportPreview {
        id: id.to_string(),
        ..preview
    })
}

/// Makes all of a previewed import, in one transaction.
pub(crate) fn import_claims(
    bench: &Workbench,
    ask: ImportClaims,
) -> Result<Changed<ImportDone>, Problem> {
    let open = bench.opened()?;
    let job = bench.job(&ask.job);
    let prepared = lock(&bench.import)
        .take()
        .filter(|prepared| prepared.id.to_string() == ask.id);
    let Some(prepared) = prepared else {
        return Err(Problem::new(
            Code::NotFound,
            "That preview is gone. Read the files again.",
        ));
    };
    let paths: Vec<PathBuf> = prepared
        .files
        .iter()
        .map(|(path, _, _)| path.clone())
        .collect();
    let made = bench.transact(&open, "import_claims", |writer| {
        let at = writer.at();
        let store = Store::Make(writer);
        // Files that changed since they were previewed are refused below.
        let mut arrivals = Arrivals::new(bench, store, Some(prepared.id), &prepared.fingerprints);
        let files = walk(&paths, &job, &mut arrivals)?;
        for ((path, _, before), (_, now)) in prepared.files.iter().zip(&files) {
            if before != now {
                return Err(Problem::new(
                    Code::File,
                    format!(
                        "{} changed while you looked at it. Nothing was imported. Read it again.",
                        file_name(path)
                    ),
                ));
            }
        }
        arrivals.widen_coverages()?;
        let summary = arrivals.preview(bench, &files);
        let Store::Make(writer) = arrivals.store else {
            unreachable!("made above")
        };
        if !writer.touched().is_empty() {
            writer.put(&Import {
                id: prepared.id,
                at,
                by: open.who.name.clone(),
                files: files
                    .iter()
                    .map(|(file, sha256)| ImportedFile {
                        name: file.name.clone(),
                        sha256: sha256.clone(),
                        bytes: file.bytes,
                        claims: file.claims,
                        created: file.created,
                    })
                    .collect(),
            })?;
        }
        job.at(1, 1, "Saving")?;
        let created = summary.claims_created;
        let title = format!(
            "Import {created} {}",
            if created == 1 { "claim" } else { "claims" }
        );
        let hashes: Vec<&str> = files
            .iter()
            .take(20)
            .map(|(_, sha256)| sha256.as_str())
            .collect();
        let done = ImportDone {
            id: prepared.id.to_string(),
            kinds: summary.kinds,
            claims_created: created,
            claims_matched: summary.claims_matched,
            files: files.iter().map(|(file, _)| file.clone()).collect(),
        };
        Ok(Done::new(done, title)
            .about([prepared.id.to_string()])
            .with("files", files.len())
            .with("sha256", hashes.join(" "))
            .with("created", created)
            .with("matched", summary.claims_matched))
    });
    match made {
        Ok(_) => bench.forget_files(),
        // The preview stays: the person may try once more.
        Err(_) => {
            // Unless it was a lock that stopped the work.
            let _ = bench.keep(&open, &bench.import, prepared);
        }
    }
    made
}

/// Reads the files one after the other; each comes back with its findings and its digest.
fn walk(
    paths: &[PathBuf],
    job: &Job<'_>,
    arrivals: &mut Arrivals<'_, '_>,
) -> Result<Vec<(FilePreview, String)>, Problem> {
    let sizes: Vec<u64> = paths
        .iter()
        .map(|p| std::fs::metadata(p).map_or(0, |m| m.len()))
        .collect();
    let (total, mut before, mut files) = (sizes.iter().sum::<u64>().max(1), 0, Vec::new());
    for (n, (path, bytes)) in paths.iter().zip(&sizes).enumerate() {
        let input = std::fs::File::open(path).map_err(|_| unreadable(path))?;
        let rest = input.try_clone().map_err(|_| unreadable(path))?;
        let start = sniffed(path)?;
        let digest = Rc::new(RefCell::new(Digested {
            hash: Sha256::new(),
            lost: false,
        }));
        let mut claims = edi::read_claims(Hashing {
            inner: input,
            digest: digest.clone(),
        });
        let mut file = FilePreview {
            name: file_name(path),
            bytes: *bytes,
            what: String::new(),
            claims: 0,
            created: 0,
            matched: 0,
            findings: Vec::new(),
            more_findings: 0,
        };
        arrivals.next_file(n);
        while let Some(read) = claims.next() {
            match read {
                edi::Read::Finding(finding) if file.findings.len() < MOST_FINDINGS => {
                    file.findings.push(finding_view(&finding));
                }
                edi::Read::Finding(_) => file.more_findings += 1,
                edi::Read::Set(set) if file.what.is_empty() => {
                    file.what = format!("837P {}", set.version)
                }
                edi::Read::Set(_) => (),
                edi::Read::Claim(claim) => {
                    file.claims += 1;
                    match arrivals.claim(*claim)? {
                        true => file.created += 1,
                        false => file.matched += 1,
                    }
                    job.at(before + claims.bytes_read(), total, &file.name)?;
                }
            }
        }
        job.at((before + bytes).min(total - 1), total, &file.name)?;
        if file.what.is_empty() {
            file.what = start.name().to_owned();
        }
        drop(claims);
        // What the reader left unread belongs to the digest too; the handle goes on where it stopped.
        let mut left = Hashing {
            inner: rest,
            digest: digest.clone(),
        };
        std::io::copy(&mut left, &mut std::io::sink()).map_err(|_| unreadable(path))?;
        let digest = digest.borrow();
        if digest.lost {
            return Err(unreadable(path));
        }
        before += bytes;
        files.push((file, vault::database::hex(&digest.hash.clone().finalize())));
    }
    Ok(files)
}

/// What has been read of a file so far.
struct Digested {
    hash: Sha256,
    lost: bool,
}

/// A file that is digested while it is read.
struct Hashing {
    inner: std::fs::File,
    digest: Rc<RefCell<Digested>>,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut digest = self.digest.borrow_mut();
        let n = self
            .inner
            .read(buffer)
            .inspect_err(|_| digest.lost = true)?;
        digest.hash.update(&buffer[..n]);
        Ok(n)
    }
}

/// What a file is, told from its first bytes.
fn sniffed(path: &Path) -> Result<x12::Kind, Problem> {
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(|_| unreadable(path))?;
    file.take(4_096)
        .read_to_end(&mut start)
        .map_err(|_| unreadable(path))?;
    Ok(x12::sniff(&start))
}

fn unreadable(path: &Path) -> Problem {
    Problem::new(
        Code::File,
        format!(
            "{} cannot be read. Check that it is still there and that you may open it.",
            file_name(path)
        ),
    )
}

/// A finding of a file as the interface shows it.
fn finding_view(finding: &x12::Finding) -> FindingView {
    FindingView {
        severity: finding.severity.word().to_owned(),
        code: finding.code.to_owned(),
        text: finding.text.clone(),
        segment: finding.place.segment,
        byte: finding.place.byte,
        loop_id: finding.loop_id.as_deref().unwrap_or_default().to_owned(),
        element: finding
            .element_ref()
            .or_else(|| finding.segment_id.clone())
            .unwrap_or_default(),
        item: String::new(),
    }
}

/// Where arrivals go: looked up only, or made.
enum Store<'a, 't> {
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
}

/// The days of service for which a coverage was used.
struct Used {
    from: Option<Day>,
    to: Option<Day>,
    grew: bool,
}

/// Claims as they arrive: what they name is matched with what is here, or made.
struct Arrivals<'a, 't> {
    bench: &'a Workbench,
    store: Store<'a, 't>,
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
    fingerprints: Vec<Fingerprint>,
    file: usize,
    in_file: HashMap<[u8; 16], u32>,
    claims: (u64, u64),
    lines: u64,
    charge_cents: i64,
    days: Option<(Day, Day)>,
}

impl<'a, 't> Arrivals<'a, 't> {
    fn new(
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
        }
    }

    fn next_file(&mut self, n: usize) {
        self.file = n;
        self.in_file.clear();
    }

    fn now(&self) -> u64 {
        u64::try_from(self.bench.now()).unwrap_or(0)
    }

    /// Finds or makes what a claim names. `kind` is the word of the preview, `R` the kind of record.
    fn resolve<R: Record>(
        &mut self,
        kind: &'static str,
        key: String,
        shown: impl FnOnce() -> (String, String),
        make: impl FnOnce(&mut Self) -> Result<R, Problem>,
    ) -> Result<String, Problem> {
        let place = mark(kind, &key);
        if let Some(known) = self.known.get_mut(&place) {
            known.claims += 1;
            return Ok(known.id.to_string());
        }
        let role = (R::KIND == "provider").then_some(kind);
        let (id, created) = match patients::matching(self.store.db(), R::KIND, &key, role)? {
            Some(body) => (kinds::read_body::<R>(&body)?.key(), false),
            None => {
                let record = make(self)?;
                if let Store::Make(writer) = &mut self.store {
                    writer.insert(&record)?;
                }
                (record.key(), true)
            }
        };
        self.note(kind, place, shown, &id, created);
        Ok(id)
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
            },
        );
    }

    fn payer(&mut self, party: &Party) -> Result<String, Problem> {
        let key = kinds::payer_key(&party.id, &party.name.last);
        let shown = || (party.name.listed(), party.id.clone());
        self.resolve("payer", key, shown, |this| {
            Ok(Payer {
                id: PayerId::new(this.now(), this.bench.random()?),
                name: party.name.last.clone(),
                id_qualifier: party.id_qualifier.clone(),
                payer_id: party.id.clone(),
                address: party.address.clone(),
                filing_indicator: String::new(),
                appeal_days: None,
            })
        })
    }

    fn provider(&mut self, role: ProviderRole, party: &Party) -> Result<String, Problem> {
        let shown = || (party.name.listed(), party.npi().to_owned());
        self.resolve(role_name(role), kinds::provider_key(party), shown, |this| {
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
        self.resolve("patient", key, shown, |this| {
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
        })
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
        let id = self.resolve("coverage", key, shown, |this| {
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
    fn widen_coverages(&mut self) -> Result<(), Problem> {
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
    fn claim(&mut self, read: edi::ReadClaim) -> Result<bool, Problem> {
        let content = read.content;
        let days = (content.first_service_on(), content.last_service_on());
        let patient = self.patient(&content.patient)?;
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
    fn preview(&mut self, _bench: &Workbench, files: &[(FilePreview, String)]) -> ImportPreview {
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

/// The demo practice's claims as the file that its clearinghouse would have.
fn demo_file(made: &seeds::Practice, today: Day) -> String {
    let claims: Vec<ClaimContent> = made.claims().collect();
    let options = seeds::x12_file::Options {
        letters: seeds::x12_file::Letters::AsTheyStand,
        ..seeds::x12_file::Options::new(today)
    };
    seeds::x12_file::write_837p(&claims, &options)
}

/// A claim's digest and number as its record keeps them: the number from the second on.
fn fingerprint_text((digest, n): &Fingerprint) -> String {
    let hex = vault::database::hex(digest);
    if *n == 1 { hex } else { format!("{hex}#{n}") }
}

/// Fills the demo practice with what its generator makes, by the road of an import.
pub(crate) fn fill_demo(
    bench: &Workbench,
    open: &crate::bench::Open,
    job: &Job<'_>,
) -> Result<(), Problem> {
    let made = seeds::practice(&seeds::Plan::demo(), bench.today(open));
    let id = ImportId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    bench.transact(open, "fill_demo", |writer| {
        writer.beyond_undo();
        let at = writer.at();
        let mut arrivals = Arrivals::new(bench, Store::Make(writer), Some(id), &[]);
        let total = made.len();
        let file = demo_file(&made, bench.today(open));
        let claims = edi::read_claims(file.as_bytes()).filter_map(|read| match read {
            edi::Read::Claim(claim) => Some(claim),
            edi::Read::Set(_) | edi::Read::Finding(_) => None,
        });
        for (n, claim) in (0..).zip(claims) {
            job.at(n, total, "Making up claims")?;
            arrivals.claim(*claim)?;
        }
        arrivals.widen_coverages()?;
        let Store::Make(writer) = arrivals.store else {
            unreachable!("made above")
        };
        for extra in made.patients() {
            let name = Name {
                last: extra.last,
                first: extra.first,
                ..Name::default()
            };
            let key = kinds::patient_key(&name, Some(extra.born_on));
            if let Some(body) = patients::matching(writer.db(), "patient", &key, None)? {
                let mut patient: Patient = kinds::read_body(&body)?;
                patient.person.phone = extra.phone;
                if let Some(person) = extra.guarantor {
                    guarantors::name_known(writer, &mut patient, person)?;
                }
                writer.put(&patient)?;
            }
        }
        crate::demo_books::fill(bench, open, writer, (&made, job))?;
        writer.put(&Import {
            id,
            at,
            by: open.who.name.clone(),
            files: vec![ImportedFile {
                name: "demo.837".to_owned(),
                sha256: String::new(),
                bytes: 0,
                claims: total,
                created: total,
            }],
        })?;
        Ok(Done::new((), "Fill the demo practice").with("claims", total))
    })?;
    crate::demo_accounts::fill(bench, open, job)
}

/// What an 837P does not carry.
fn cannot_tell() -> Vec<String> {
    [
        "What payers paid since. What a file says was paid before it was sent counts as paid; post remittances for the rest.",
        "When a coverage began and ended. The days of service it was used for stand in for that.",
        "Who answers for a patient's bill. The patient is taken until you name a guarantor.",
        "Patients' telephone numbers and e-mail addresses.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// SBR01 as a number: 1 primary, 2 secondary, 3 tertiary, 4 and up for payers after those; 9 when
/// the sender did not know.
pub(crate) fn order(sbr01: &str) -> u8 {
    match sbr01.as_bytes() {
        [b'P'] => 1,
        [b'S'] => 2,
        [b'T'] => 3,
        [letter @ b'A'..=b'E'] => 4 + (letter - b'A'),
        _ => 9,
    }
}

/// The order of a coverage, in words.
pub(crate) fn order_word(order: u8) -> &'static str {
    match order {
        1 => "primary",
        2 => "secondary",
        3 => "tertiary",
        4..=8 => "further",
        _ => "order unknown",
    }
}

fn parsed<T: std::str::FromStr>(id: &str) -> Result<T, Problem> {
    id.parse().map_err(|_| {
        Problem::new(
            Code::Unexpected,
            "A stored id cannot be read. Run the check in Settings.",
        )
    })
}
