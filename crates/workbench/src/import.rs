//! Moving in: reading claim files, showing what would be made, and making it in one transaction.

use std::cell::RefCell;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use billing::chart::Patient;
use billing::claim::ClaimContent;
use billing::party::Name;
use sha2::{Digest, Sha256};
use values::{Day, ImportId};
use vault::kinds::{self, Import, ImportedFile, KeptFinding};
use vault::patients;

use crate::Workbench;
use crate::arrivals::{Arrivals, Fingerprint, Store};
use crate::bench::{Done, Job, lock};
use crate::guarantors;
use crate::problem::{Code, Problem};
use crate::saving::{PickFiles, PickedFiles, file_name};
use crate::view::{Changed, FindingView, view};

/// Findings of a file that are shown; the rest are counted.
const MOST_FINDINGS: usize = 200;

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
                files: kept(&files),
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
        let (noticed, more) = arrivals.notices.take();
        file.findings.extend(noticed.iter().map(kept_view));
        file.more_findings += more;
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
        claim_id: String::new(),
    }
}

/// A finding of an import as the interface shows it.
pub(crate) fn kept_view(finding: &KeptFinding) -> FindingView {
    let finding = finding.clone();
    FindingView {
        severity: finding.severity,
        code: finding.code,
        text: finding.text,
        segment: finding.segment,
        byte: finding.byte,
        loop_id: finding.loop_id,
        element: finding.element,
        item: String::new(),
        claim_id: finding.claim_id,
    }
}

/// Findings that an import keeps; the rest are counted. Its record is read with each of its claims.
const MOST_KEPT: usize = 500;

/// The files of an import with what was found in them.
fn kept(files: &[(FilePreview, String)]) -> Vec<ImportedFile> {
    let mut room = MOST_KEPT;
    let keep = |(file, sha256): &(FilePreview, String)| {
        let keeps = file.findings.len().min(room);
        room -= keeps;
        let left = u64::try_from(file.findings.len() - keeps).unwrap_or(0);
        let findings = file.findings.iter().take(keeps).cloned();
        ImportedFile {
            name: file.name.clone(),
            sha256: sha256.clone(),
            bytes: file.bytes,
            claims: file.claims,
            created: file.created,
            what: file.what.clone(),
            findings: findings
                .map(|finding| KeptFinding {
                    severity: finding.severity,
                    code: finding.code,
                    text: finding.text,
                    segment: finding.segment,
                    byte: finding.byte,
                    loop_id: finding.loop_id,
                    element: finding.element,
                    claim_id: finding.claim_id,
                })
                .collect(),
            more_findings: file.more_findings + left,
        }
    };
    files.iter().map(keep).collect()
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
                what: String::new(),
                findings: Vec::new(),
                more_findings: 0,
            }],
        })?;
        Ok(Done::new((), "Fill the demo practice").with("claims", total))
    })?;
    crate::demo_accounts::fill(bench, open, job)
}

/// What an 837P does not carry.
pub(crate) fn cannot_tell() -> Vec<String> {
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
