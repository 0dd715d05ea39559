//! A claim as it is looked at: its boxes, its timeline and where it came from; holds and notes.

use billing::claim::{Claim, ClaimContent, Diagnosis, ServiceLine};
use forms::Items;
use values::{ClaimId, Day, EventId};
use vault::kinds::{ClaimEvent, ClaimSource, Import};
use vault::{Connection, VaultError, claims, writer};

use crate::bench::{Done, Open};
use crate::chart::{ById, iso};
use crate::chosen::WholeList;
use crate::import::{order, order_word};
use crate::ledger::Names;
use crate::lists::{ReplacingView, replacing_view};
use crate::problem::{Code, Problem};
use crate::take_over::SaidOtherwise;
use crate::told::Reader;
use crate::view::{Changed, FindingView, view};
use crate::{Workbench, answered, paper, print, time};

view! {
    /// The claim view.
    pub struct ClaimView {
        /// The claim's id.
        pub id: String,
        /// CLM01.
        pub number: String,
        /// The patient's id.
        pub patient_id: String,
        /// As lists show it.
        pub patient: String,
        /// ISO, or empty.
        pub born_on: String,
        /// The payer as the claim names it.
        pub payer: String,
        /// Where it stands: `held`, `denied`, `work`, `send`, `imported` (to print), `payer`, `printed`, `patient`,
        /// `credit`, `paid`, `closed` or `replaced`, the most urgent first.
        pub state: String,
        /// The payer that a claim in `send` or `payer` waits for, or empty.
        pub waits_for: String,
        /// The claim that stands in the place of one in `replaced`, or voids it.
        pub replaced_by: Option<ReplacingView>,
        /// The claims in whose place it stands, or that it voids.
        pub replaces: Vec<ReplacingView>,
        /// Why it is held; empty when it is not.
        pub hold: String,
        /// The charge.
        pub charge_cents: i64,
        /// What the patient paid (AMT*F5), if the claim says so.
        pub paid_cents: Option<i64>,
        /// `1` original, `7` replacement, `8` void, in words.
        pub frequency: String,
        /// `primary`, `secondary`, …
        pub order: String,
        /// First day of service, ISO, or empty.
        pub service_on: String,
        /// The boxes of the form but 24, in the order of the paper.
        pub boxes: Vec<BoxView>,
        /// Item 21.
        pub diagnoses: Vec<DiagnosisView>,
        /// Item 24.
        pub lines: Vec<LineView>,
        /// Numbers of the claim, with what they are.
        pub references: Vec<ReferenceView>,
        /// Other payers, items 9 to 9d.
        pub others: Vec<OtherView>,
        /// What keeps it from being printed, and what to check.
        pub findings: Vec<FindingView>,
        /// What happened to it, oldest first.
        pub timeline: Vec<EventView>,
        /// Where it came from, in a sentence; empty when it was typed here.
        pub source: String,
        /// The segments it was read from.
        pub segments: Vec<SegmentView>,
        /// Sheets that it takes.
        pub pages: u32,
        /// What items 28 and 29 say on each of its sheets.
        pub sheets: Vec<SheetTotal>,
        /// What the chart says otherwise now.
        pub differences: Vec<DifferenceView>,
        /// What it says otherwise than a chart that nobody edited.
        pub said_otherwise: Vec<SaidOtherwise>,
        /// The import that brought it, or empty.
        pub import_id: String,
        /// True when it was printed: it stays as it was then.
        pub was_printed: bool,
        /// The bill of this visit is for the patient's eyes alone.
        pub sensitive: bool,
        /// On whose account it stands, as lists show it; empty when that is the patient's own.
        pub bill_to: String,
    }

    /// Something that the chart says otherwise than the claim.
    pub struct DifferenceView {
        /// The field of the claim's form.
        pub field: String,
        /// The item of the paper.
        pub item: String,
        /// What the claim says; may be nothing.
        pub claim: String,
        /// What the chart says now.
        pub now: String,
    }

    /// Items 28 and 29 of a sheet.
    pub struct SheetTotal {
        /// From 1.
        pub sheet: u32,
        /// Item 28 as it prints: `527.25`, or that the claim goes on.
        pub charge: String,
        /// Item 29 as it prints; empty where nothing stands there.
        pub paid: String,
    }

    /// A box of the form.
    pub struct BoxView {
        /// `1a`, `21A`, `33b`.
        pub item: String,
        /// What it is, short.
        pub title: String,
        /// What stands in it, as people read it; empty when nothing does.
        pub text: String,
        /// Its parts, as cms1500-fields.tsv names them.
        pub parts: Vec<PartView>,
    }

    /// A part of a box.
    pub struct PartView {
        /// As cms1500-fields.tsv names it.
        pub name: String,
        /// What is printed there.
        pub value: String,
    }

    /// A diagnosis.
    pub struct DiagnosisView {
        /// `A` to `L`.
        pub letter: String,
        /// With its point: `M17.11`.
        pub code: String,
        /// `ICD-10` or `ICD-9`.
        pub system: String,
    }

    /// A service line.
    pub struct LineView {
        /// From 1.
        pub n: u32,
        /// First day, ISO, or empty.
        pub from: String,
        /// Last day, ISO, or empty.
        pub to: String,
        /// Place of service.
        pub pos: String,
        /// CPT or HCPCS.
        pub code: String,
        /// Up to four.
        pub modifiers: Vec<String>,
        /// Letters: `AB`.
        pub pointers: String,
        /// The charge.
        pub charge_cents: i64,
        /// A decimal as sent.
        pub units: String,
        /// `units` or `minutes`.
        pub unit: String,
        /// Who rendered, when the line says so.
        pub rendering: String,
        /// What the shaded line holds: NDC, narrative.
        pub supplemental: String,
        /// REF*6R.
        pub control_number: String,
    }

    /// A number of the claim.
    pub struct ReferenceView {
        /// REF01.
        pub qualifier: String,
        /// What it is, in words.
        pub title: String,
        /// The number.
        pub value: String,
    }

    /// Another payer.
    pub struct OtherView {
        /// `primary`, `secondary`, …
        pub order: String,
        /// Its name.
        pub payer: String,
        /// The other insured, as lists show it.
        pub insured: String,
        /// The member id.
        pub member_id: String,
        /// AMT*D, if it says so.
        pub paid_cents: Option<i64>,
    }

    /// Something that happened to a claim.
    pub struct EventView {
        /// UTC milliseconds.
        pub at: i64,
        /// In the practice's zone: `11/24/26 10:14`.
        pub when: String,
        /// `imported`, `printed`, `reprinted`, `held`, `released`, `note`, `answered`.
        pub kind: String,
        /// In words: `Printed on red stock, 2 sheets`.
        pub text: String,
        /// Who.
        pub by: String,
        /// The print run that can be printed again.
        pub print_id: String,
    }

    /// A segment that a claim was read from.
    pub struct SegmentView {
        /// Its number in the file.
        pub n: u64,
        /// As sent.
        pub text: String,
        /// What it says, short.
        pub says: String,
    }

    /// Claims to hold back, or to let go.
    pub struct HoldClaims {
        /// Claims' ids, when there is no whole list.
        pub ids: Vec<String>,
        /// In place of the ids.
        #[serde(default)]
        #[ts(optional)]
        pub list: Option<WholeList>,
        /// Names the work for `progress` and `cancel_job`, when it may take long.
        #[serde(default)]
        #[ts(optional)]
        pub job: Option<String>,
        /// Why; empty to let them go.
        pub reason: String,
    }

    /// A note on claims.
    pub struct AddNote {
        /// Claims' ids, when there is no whole list.
        pub ids: Vec<String>,
        /// In place of the ids.
        #[serde(default)]
        #[ts(optional)]
        pub list: Option<WholeList>,
        /// Names the work for `progress` and `cancel_job`, when it may take long.
        #[serde(default)]
        #[ts(optional)]
        pub job: Option<String>,
        /// What was typed.
        pub text: String,
        /// When to look again, as typed; empty or none for no day.
        #[serde(default)]
        #[ts(optional)]
        pub look_on: Option<String>,
    }

    /// How many claims were changed.
    pub struct Count {
        /// Claims.
        pub claims: u32,
    }
}

/// The claim as boxes, lines, timeline and the segments it came from.
pub(crate) fn claim(bench: &Workbench, ask: ById) -> Result<ClaimView, Problem> {
    let open = bench.opened()?;
    crate::lists::end_search(bench, &open)?;
    let db = open.vault.reader()?;
    let (claim, _) = writer::get::<Claim>(&db, &ask.id)?;
    let stands = claims::one(&db, &ask.id)?;
    let source = match writer::get::<ClaimSource>(&db, &ask.id) {
        Ok((source, _)) => Some(source),
        Err(VaultError::NoSuch(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let import = match claim.import_id {
        Some(id) => Some(writer::get::<Import>(&db, &id.to_string())?.0),
        None => None,
    };
    let zone = open.zone();
    let mut timeline = Vec::new();
    if let Some(import) = &import {
        timeline.push(EventView {
            at: import.at,
            when: time::moment(import.at, &zone),
            kind: "imported".to_owned(),
            text: "Imported".to_owned(),
            by: import.by.clone(),
            print_id: String::new(),
        });
    }
    let events = claims::events(&db, &ask.id)?;
    timeline.extend(events.iter().map(|event| event_view(event, &zone)));
    timeline.extend(answer_events(&db, &zone, &ask.id)?);
    timeline.sort_by_key(|event| event.at);
    let differences = crate::claim_entry::difference_views(&db, &claim)?;
    let billed = crate::claim_bill::billed(&db, &claim)?;
    let today = bench.today(&open);
    let mut view = claim_view(
        &claim,
        today,
        stands,
        timeline,
        source.as_ref(),
        import.as_ref(),
    );
    view.findings
        .extend(paper::says_otherwise(&events, "", &zone));
    view.differences = differences;
    view.said_otherwise = crate::take_over::said_otherwise(&db, &claim)?;
    let voids = claim.content.frequency == "8";
    let replaced = claims::replaced_by(&db, &view.id)?.into_iter();
    view.replaces = replaced
        .map(|(id, number)| ReplacingView { id, number, voids })
        .collect();
    view.was_printed = claims::is_printed(&db, &view.id)?;
    (view.sensitive, view.bill_to) = billed;
    bench.log_view(&open, "view_claim", &ask.id, &claim.patient_id.to_string())?;
    Ok(view)
}

/// What payers answered to the visit of a claim, as its timeline tells it.
fn answer_events(db: &Connection, zone: &str, claim: &str) -> Result<Vec<EventView>, Problem> {
    let mut reader = Reader::new(db, zone);
    let (visit, claims) = reader.visit_of(claim)?;
    let told = reader.told(visit, claims)?;
    let mut names = Names::new(db, zone.to_owned());
    let mut found = Vec::new();
    for answers in &told.remittances {
        let remittance = &answers.remittance;
        let title = names.remittance(remittance.id)?;
        found.extend(answers.parts_of(&told.visit).map(|part| EventView {
            at: remittance.posted_at,
            when: time::moment(remittance.posted_at, zone),
            kind: "answered".to_owned(),
            text: format!("{title}: {}", answered::words(part)),
            by: remittance.posted_by.clone(),
            print_id: String::new(),
        }));
    }
    Ok(found)
}

fn event_view(event: &ClaimEvent, zone: &str) -> EventView {
    let text = match event.kind.as_str() {
        "printed" | "drafted" => format!("Printed {}", event.text),
        "reprinted" if event.text.is_empty() => "Printed again, as it was".to_owned(),
        "reprinted" => format!("Printed again: {}", event.text),
        "unsent" => format!("Unsent: {}", event.text),
        "held" => format!("On hold: {}", event.text),
        "released" => "Released".to_owned(),
        _ => match event.look_on {
            Some(day) => format!(
                "{} (look again {})",
                event.text,
                crate::lists::us_day(&day.to_string())
            ),
            None => event.text.clone(),
        },
    };
    EventView {
        at: event.at,
        when: time::moment(event.at, zone),
        kind: event.kind.clone(),
        text,
        by: event.by.clone(),
        print_id: event.print_id.map(|id| id.to_string()).unwrap_or_default(),
    }
}

fn claim_view(
    claim: &Claim,
    today: Day,
    stands: claims::ClaimLine,
    timeline: Vec<EventView>,
    source: Option<&ClaimSource>,
    import: Option<&Import>,
) -> ClaimView {
    let content = &claim.content;
    let filled = forms::cms1500::unsigned(content, today);
    let items = forms::items(&filled.pages);
    let mut findings: Vec<FindingView> = filled.findings.iter().map(print::finding_view).collect();
    if let Some(reason) = &claim.hold {
        findings.insert(0, print::held(reason));
    }
    ClaimView {
        id: claim.id.to_string(),
        number: content.number.clone(),
        patient_id: claim.patient_id.to_string(),
        patient: content.patient.name.listed(),
        born_on: iso(content.patient.born_on),
        payer: content.coverage.payer.name.last.clone(),
        state: stands.state.name().to_owned(),
        waits_for: stands.waits_for,
        replaced_by: stands.replaced_by.map(replacing_view),
        replaces: Vec::new(),
        hold: claim.hold.clone().unwrap_or_default(),
        charge_cents: content.charge.cents(),
        paid_cents: content.amount("F5").map(values::Money::cents),
        frequency: match content.frequency.as_str() {
            "1" | "" => "original",
            "6" => "corrected",
            "7" => "replacement",
            "8" => "void",
            other => other,
        }
        .to_owned(),
        order: order_word(order(&content.coverage.order)).to_owned(),
        service_on: iso(content.first_service_on()),
        boxes: boxes(&items),
        diagnoses: content
            .diagnoses
            .iter()
            .zip('A'..='Z')
            .map(diagnosis_view)
            .collect(),
        lines: content
            .lines
            .iter()
            .zip(1..)
            .map(|(line, n)| line_view(content, line, n, &items))
            .collect(),
        references: content
            .references
            .iter()
            .map(|r| ReferenceView {
                qualifier: r.qualifier.clone(),
                title: edi::meaning(&format!("REF*{}", r.qualifier)),
                value: r.value.clone(),
            })
            .collect(),
        others: content
            .other_coverages
            .iter()
            .map(|other| OtherView {
                order: order_word(order(&other.coverage.order)).to_owned(),
                payer: other.coverage.payer.name.last.clone(),
                insured: other.coverage.insured.name.listed(),
                member_id: other.coverage.insured.id.clone(),
                paid_cents: other
                    .amounts
                    .iter()
                    .find(|a| a.qualifier == "D")
                    .map(|a| a.amount.cents()),
            })
            .collect(),
        findings,
        timeline,
        source: source
            .map(|source| source_words(source, import))
            .unwrap_or_default(),
        segments: source
            .map(|source| {
                source
                    .segments
                    .iter()
                    .map(|(n, text)| SegmentView {
                        n: *n,
                        text: text.clone(),
                        says: edi::meaning(text),
                    })
                    .collect()
            })
            .unwrap_or_default(),
        pages: u32::try_from(filled.pages.len()).unwrap_or(u32::MAX),
        sheets: (1..)
            .zip(&filled.pages)
            .map(|(sheet, page)| SheetTotal {
                sheet,
                charge: printed_total(page, "28", "total"),
                paid: printed_total(page, "29", "paid"),
            })
            .collect(),
        differences: Vec::new(),
        said_otherwise: Vec::new(),
        import_id: import
            .map(|import| import.id.to_string())
            .unwrap_or_default(),
        was_printed: false,
        sensitive: claim.sensitive,
        bill_to: String::new(),
    }
}

fn source_words(source: &ClaimSource, import: Option<&Import>) -> String {
    let file = import
        .and_then(|import| {
            import
                .files
                .get(usize::try_from(source.file).unwrap_or(usize::MAX))
        })
        .map(|file| file.name.as_str())
        .unwrap_or_default();
    let span = match (
        source.segments.iter().map(|(n, _)| n).min(),
        source.segments.iter().map(|(n, _)| n).max(),
    ) {
        (Some(first), Some(last)) => format!("segments {first} to {last}"),
        _ => String::new(),
    };
    [
        file,
        &source.version,
        &format!("control {}", source.control),
        &span,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ")
}

/// An amount of a sheet as it prints, or the words in its place.
fn printed_total(page: &forms::FormPage, item: &str, name: &str) -> String {
    let part = |part: &str| page.get(item, &format!("{name}_{part}"));
    match (part("dollars"), part("cents")) {
        (dollars, "") => dollars.to_owned(),
        (dollars, cents) => format!("{dollars}.{cents}"),
    }
}

/// The boxes but 24, which the lines show, and 21, which the diagnoses show.
fn boxes(items: &Items) -> Vec<BoxView> {
    items
        .0
        .iter()
        .filter(|item| !item.key.starts_with("24.") && !item.key.contains('#'))
        .map(|item| BoxView {
            item: item.key.clone(),
            title: forms::item_title(&item.key).to_owned(),
            text: forms::read_aloud(item),
            parts: item
                .values
                .iter()
                .map(|(name, value)| PartView {
                    name: (*name).to_owned(),
                    value: value.clone(),
                })
                .collect(),
        })
        .collect()
}

fn diagnosis_view((diagnosis, letter): (&Diagnosis, char)) -> DiagnosisView {
    let icd10 = diagnosis.qualifier.starts_with('A');
    let code = diagnosis.code.replace('.', "");
    DiagnosisView {
        letter: letter.to_string(),
        code: match code.split_at_checked(3) {
            Some((head, tail)) if !tail.is_empty() => format!("{head}.{tail}"),
            _ => code,
        },
        system: if icd10 { "ICD-10" } else { "ICD-9" }.to_owned(),
    }
}

fn line_view(content: &ClaimContent, line: &ServiceLine, n: u32, items: &Items) -> LineView {
    let shaded = |name: &str| items.get(&format!("24.{n}.shaded"), name).to_owned();
    LineView {
        n,
        from: iso(line.from),
        to: iso(line.to.or(line.from)),
        pos: if line.place_of_service.is_empty() {
            &content.place_of_service
        } else {
            &line.place_of_service
        }
        .clone(),
        code: line.code.clone(),
        modifiers: line.modifiers.clone(),
        pointers: line
            .pointers
            .iter()
            .filter_map(|p| ('A'..='Z').nth(usize::from(*p).checked_sub(1)?))
            .collect(),
        charge_cents: line.charge.cents(),
        units: line.units.clone(),
        unit: if line.unit == "MJ" {
            "minutes"
        } else {
            "units"
        }
        .to_owned(),
        rendering: line
            .party("82")
            .map(|p| p.name.listed())
            .unwrap_or_default(),
        supplemental: shaded("supplemental_A-G"),
        control_number: billing::party::find(&line.references, "6R").to_owned(),
    }
}

/// Adds an event to each claim, after `change` has been at it.
fn on_each(
    bench: &Workbench,
    open: &Open,
    (did, verb): (&str, &str),
    (ids, list, job): (Vec<String>, Option<WholeList>, Option<String>),
    event: (&str, &str, Option<Day>),
    mut change: impl FnMut(&mut Claim) -> bool,
) -> Result<Changed<Count>, Problem> {
    let job = job.map(|name| bench.job(&name));
    bench.transact(open, did, |writer| {
        let ids = crate::chosen::ids(writer.db(), ids, list)?;
        let title = format!("{verb} {} {}", ids.len(), claims_word(ids.len()));
        let (at, mut changed) = (writer.at(), 0);
        for (n, id) in ids.iter().enumerate() {
            if let Some(job) = &job {
                job.at(n, ids.len(), "Changing claims")?;
            }
            let mut claim: Claim = writer.get(id)?;
            if !change(&mut claim) {
                continue;
            }
            writer.put(&claim)?;
            writer.insert(&ClaimEvent {
                id: EventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
                claim_id: id
                    .parse::<ClaimId>()
                    .map_err(|_| VaultError::NoSuch("claim"))?,
                at,
                by: open.who.name.clone(),
                kind: event.0.to_owned(),
                text: event.1.to_owned(),
                items: String::new(),
                print_id: None,
                look_on: event.2,
                line: String::new(),
            })?;
            changed += 1;
        }
        Ok(Done::new(Count { claims: changed }, title)
            .about(ids)
            .with("claims", changed))
    })
}

fn claims_word(n: usize) -> &'static str {
    if n == 1 { "claim" } else { "claims" }
}

/// Holds claims back, or lets them go.
pub(crate) fn hold_claims(bench: &Workbench, ask: HoldClaims) -> Result<Changed<Count>, Problem> {
    let open = bench.opened()?;
    let reason = ask.reason.trim().to_owned();
    let hold = (!reason.is_empty()).then(|| reason.clone());
    let (verb, kind) = match hold {
        Some(_) => ("Hold", "held"),
        None => ("Release", "released"),
    };
    on_each(
        bench,
        &open,
        ("hold_claims", verb),
        (ask.ids, ask.list, ask.job),
        (kind, &reason, None),
        |claim| {
            let differs = claim.hold != hold;
            claim.hold.clone_from(&hold);
            differs
        },
    )
}

/// Puts a note on claims.
pub(crate) fn add_note(bench: &Workbench, ask: AddNote) -> Result<Changed<Count>, Problem> {
    let open = bench.opened()?;
    let text = ask.text.trim();
    if text.is_empty() {
        return Err(Problem::field("text", "A note needs some words."));
    }
    if 2_000 < text.chars().count() {
        return Err(Problem::field(
            "text",
            "A note takes 2,000 characters. Make two of it.",
        ));
    }
    let today = bench.today(&open);
    let look_on = match ask.look_on.as_deref().map_or("", str::trim) {
        "" => None,
        text => Some(
            billing::typed::day(text, today)
                .filter(|day| today <= *day)
                .ok_or_else(|| {
                    Problem::field("look_on", "This is no day to come: 12/05/26, 1205 or t+7.")
                })?,
        ),
    };
    on_each(
        bench,
        &open,
        ("add_note", "Note on"),
        (ask.ids, ask.list, ask.job),
        ("note", text, look_on),
        |_| true,
    )
}

fn to_json<T: serde::Serialize>(value: &T) -> serde_json::Value {
    // Records are plain data with text keys: they always have a JSON form.
    serde_json::to_value(value).unwrap_or_default()
}

/// The id of a claim that is named by its id or its number.
///
/// # Errors
/// [`Code::NotFound`] when there is none, [`Code::Field`] when several have the number.
pub fn claim_id(bench: &Workbench, named: &str) -> Result<String, Problem> {
    bench.allow("claim", crate::role::Right::SeeClaims)?;
    if named.parse::<ClaimId>().is_ok() {
        return Ok(named.to_owned());
    }
    let open = bench.opened()?;
    let found = claims::by_number(&*open.vault.reader()?, named)?;
    match found.as_slice() {
        [id] => Ok(id.clone()),
        [] => Err(Problem::new(
            Code::NotFound,
            "There is no claim with that number.",
        )),
        _ => Err(Problem::field(
            "id",
            "Several claims have that number. Name one by its id.",
        )),
    }
}

/// A claim with everything it says, as `claimbench-cli claim ID --json` writes it: every field under
/// its CMS-1500 item, the lists that the form cannot hold, the record and the segments it came from.
///
/// # Errors
/// As [`claim_id`].
pub fn claim_record(bench: &Workbench, named: &str) -> Result<serde_json::Value, Problem> {
    let id = claim_id(bench, named)?;
    let view = claim(bench, ById { id: id.clone() })?;
    let open = bench.opened()?;
    let (claim, version) = writer::get::<Claim>(&*open.vault.reader()?, &id)?;
    let content = &claim.content;
    let filled = forms::cms1500::unsigned(content, bench.today(&open));
    let lines: Vec<serde_json::Value> = content
        .lines
        .iter()
        .zip(&view.lines)
        .map(|(line, shown)| {
            serde_json::json!({
                "n": shown.n, "id": line.id, "code": line.code, "modifiers": line.modifiers,
                "pointers": shown.pointers, "charge_cents": line.charge, "units": line.units,
                "unit": shown.unit, "pos": shown.pos, "from": shown.from, "to": shown.to,
                "description": line.description, "drugs": to_json(&line.drugs), "notes": to_json(&line.notes),
                "references": to_json(&line.references), "rendering": shown.rendering,
            })
        })
        .collect();
    Ok(serde_json::json!({
        "id": id,
        "version": version,
        "claim_number": content.number,
        "patient": view.patient,
        "payer": view.payer,
        "charge_cents": view.charge_cents,
        "first_service_on": view.service_on,
        "state": view.state,
        "replaced_by": to_json(&view.replaced_by),
        "replaces": to_json(&view.replaces),
        "sheets": to_json(&view.sheets),
        "items": to_json(&forms::items(&filled.pages)),
        "diagnoses": to_json(&view.diagnoses),
        "lines": lines,
        "references": to_json(&content.references),
        "findings": to_json(&view.findings),
        "timeline": to_json(&view.timeline),
        "record": to_json(content),
        "segments": to_json(&view.segments),
    }))
}
