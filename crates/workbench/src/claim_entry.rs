//! Claims typed and corrected: the form in the order of the paper, what a coverage or a provider
//! fills in, the checks that printing makes, and what the chart says otherwise than a claim.

use billing::chart::{Coverage, Patient, Payer, Provider, ProviderRole};
use billing::chart_form as charts;
use billing::claim::{Claim, ClaimContent};
use billing::claim_form;
use billing::claim_items::{self, Difference};
use billing::party::Party;
use billing::typed::{Texts, Wrong, put_part};
use values::{ClaimId, CoverageId, EventId, LineId, ProviderId};
use vault::kinds::{self, ClaimEvent};
use vault::{Connection, Writer, claims, local, patients, register, writer};

use crate::bench::{Done, Open};
use crate::chart::ById;
use crate::claim_view::{ClaimView, DifferenceView};
use crate::entry::{
    ClaimFill, FieldFinding, FillClaim, FormSaved, FormTexts, look, refuse, unread,
};
use crate::people::{edited, saved};
use crate::problem::{Code, Problem};
use crate::view::Changed;
use crate::{Workbench, paper};

/// The form of a claim as it opens.
pub(crate) struct Opened {
    pub texts: Texts,
    pub version: i64,
    pub patient_id: String,
}

/// Opens a claim's form; a new one begins with the patient's primary coverage of today and with the
/// practice as the billing provider.
pub(crate) fn open(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    id: &str,
    of: &str,
) -> Result<Opened, Problem> {
    if !id.is_empty() {
        let (claim, version) = writer::get::<Claim>(db, id)?;
        let mut texts = claim_form::claim_texts(&claim.content);
        texts.insert("coverage_id".to_owned(), claim.coverage_id.to_string());
        texts.extend(crate::claim_bill::texts(db, &claim)?);
        return Ok(Opened {
            texts,
            version,
            patient_id: claim.patient_id.to_string(),
        });
    }
    let (patient, _) = writer::get::<Patient>(db, of)?;
    let mut texts = claim_form::claim_texts(&claim_form::new_claim());
    put_part(
        &mut texts,
        "patient.",
        charts::person_texts(&patient.person),
    );
    let all = patients::coverages(db, of)?;
    let known: Vec<Coverage> = all.iter().map(|(coverage, _)| coverage.clone()).collect();
    let today = bench.today(open);
    // What is known of an imported coverage's end is only its last use.
    let primary = charts::in_force(&known, 1, today)
        .or_else(|| known.iter().find(|c| c.order == 1))
        .or(known.first());
    if let Some((coverage, payer)) = primary.and_then(|p| all.iter().find(|(c, _)| c.id == p.id)) {
        texts.extend(claim_form::from_coverage(&patient.person, coverage, payer));
        texts.insert("coverage_id".to_owned(), coverage.id.to_string());
    }
    put_part(
        &mut texts,
        "billing.",
        charts::party_texts(&own_party(open, db)?),
    );
    let rendering = last_rendering(db, of)?;
    if let Some(party) = rendering {
        put_part(&mut texts, "rendering.", charts::party_texts(&party));
    }
    Ok(Opened {
        texts,
        version: 0,
        patient_id: of.to_owned(),
    })
}

/// Who rendered the patient's last claim, else the only rendering provider that the practice has.
fn last_rendering(db: &Connection, patient: &str) -> Result<Option<Party>, Problem> {
    let filter = claims::Filter {
        patient: Some(patient.to_owned()),
        ..claims::Filter::default()
    };
    let last = claims::page(db, &filter, (claims::Sort::Service, true), (0, 1), false)?;
    if let Some(line) = last.first() {
        let (claim, _) = writer::get::<Claim>(db, &line.id)?;
        return Ok(claim.content.party("82").cloned());
    }
    let providers = register::providers(db)?;
    let mut rendering = providers
        .into_iter()
        .filter(|p| p.role == ProviderRole::Rendering && p.party.person);
    Ok(match (rendering.next(), rendering.next()) {
        (Some(only), None) => Some(only.party),
        _ => None,
    })
}

/// The practice as a billing provider: the one of the register with its NPI, or what the practice says
/// of itself.
fn own_party(open: &Open, db: &Connection) -> Result<Party, Problem> {
    let facts = open.facts();
    let all = register::providers(db)?;
    let billing = || all.iter().filter(|p| p.role == ProviderRole::Billing);
    if let Some(own) = billing()
        .find(|p| p.party.npi() == facts.npi)
        .or(billing().next())
    {
        return Ok(own.party.clone());
    }
    let mut party = Party {
        role: "85".to_owned(),
        id_qualifier: "XX".to_owned(),
        id: facts.npi,
        ..Party::default()
    };
    party.name.last = facts.name;
    if !facts.tin.is_empty() {
        party.references.push(billing::party::Reference {
            qualifier: "EI".to_owned(),
            value: facts.tin,
            ..Default::default()
        });
    }
    Ok(party)
}

/// What a chosen coverage or provider fills into the form.
pub(crate) fn fill_claim(bench: &Workbench, ask: FillClaim) -> Result<ClaimFill, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let mut texts = Texts::new();
    match ask.part.as_str() {
        "coverage" | "other" => {
            let (coverage, _) = writer::get::<Coverage>(&db, &ask.id)?;
            let (patient, _) = writer::get::<Patient>(&db, &coverage.patient_id.to_string())?;
            let (payer, _) = writer::get::<Payer>(&db, &coverage.payer_id.to_string())?;
            if ask.part == "other" {
                texts = claim_form::from_other(&patient.person, &coverage, &payer);
            } else {
                texts = claim_form::from_coverage(&patient.person, &coverage, &payer);
                texts.insert("coverage_id".to_owned(), ask.id.clone());
            }
        }
        part @ ("billing" | "rendering" | "referrer" | "facility") => {
            let (provider, _) = writer::get::<Provider>(&db, &ask.id)?;
            put_part(
                &mut texts,
                &format!("{part}."),
                charts::party_texts(&provider.party),
            );
            if part == "referrer" {
                texts.insert("referrer.role".to_owned(), "DN".to_owned());
            }
        }
        _ => return Err(Problem::new(Code::Malformed, "The form has no such part.")),
    }
    Ok(ClaimFill { texts })
}

fn before(db: &Connection, ask: &FormTexts) -> Result<ClaimContent, Problem> {
    Ok(if ask.id.is_empty() {
        claim_form::new_claim()
    } else {
        writer::get::<Claim>(db, &ask.id)?.0.content
    })
}

/// What is to be said about a claim as it is typed, and its charge in cents. These are the checks of
/// printing, and what only the chart can tell.
pub(crate) fn check(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    ask: &FormTexts,
) -> Result<(Vec<FieldFinding>, i64), Problem> {
    let today = bench.today(open);
    let before = before(db, ask)?;
    let (mut content, wrong) = claim_form::claim(&ask.texts, &before, today);
    if content.number.is_empty() {
        // It gets its number when it is saved.
        "1".clone_into(&mut content.number);
    }
    let mut findings: Vec<FieldFinding> = wrong.into_iter().map(unread).collect();
    findings.extend(crate::claim_bill::unpicked(&ask.texts).map(unread));
    for finding in &mut findings {
        claim_items::item_of(&finding.field).clone_into(&mut finding.item);
    }
    let coverage = match ask.texts.get("coverage_id").filter(|id| !id.is_empty()) {
        Some(id) => Some(writer::get::<Coverage>(db, id)?.0),
        None => None,
    };
    match &coverage {
        None => findings.push(FieldFinding {
            severity: "fix".to_owned(),
            field: "coverage_id".to_owned(),
            item: "1".to_owned(),
            says: "A claim needs a coverage of the patient. Choose one, or add it to the chart."
                .to_owned(),
            unread: true,
            chart: String::new(),
        }),
        Some(coverage) => findings.extend(out_of_force(coverage, &content)),
    }
    if !ask.id.is_empty() {
        let events = claims::events(db, &ask.id)?;
        let items = claim_items::differing(&before, &content);
        let printed = paper::says_otherwise(&events, &items, &open.zone());
        findings.extend(printed.map(|said| FieldFinding {
            field: claim_items::field_of(&said.item),
            item: said.item,
            ..look(Wrong {
                field: String::new(),
                says: said.text,
            })
        }));
    }
    for finding in forms::cms1500::unsigned(&content, today).findings {
        let shown = crate::print::finding_view(&finding);
        let field = claim_items::field_of(&shown.item);
        if !findings
            .iter()
            .any(|known| known.unread && known.field == field)
        {
            findings.push(FieldFinding {
                severity: shown.severity,
                field,
                item: shown.item,
                says: shown.text,
                unread: false,
                chart: String::new(),
            });
        }
    }
    Ok((
        findings,
        content.lines.iter().map(|line| line.charge.cents()).sum(),
    ))
}

/// A coverage that a person gave an end, or that begins later, against the days of service.
fn out_of_force(coverage: &Coverage, content: &ClaimContent) -> Option<FieldFinding> {
    let (first, last) = (content.first_service_on()?, content.last_service_on()?);
    let says = match (coverage.from, coverage.to) {
        (Some(from), _) if first < from => {
            "The service lies before the coverage begins. Choose the coverage of that day."
        }
        (_, Some(to)) if to < last => {
            "The service lies after the last known day of the coverage. Check that it still holds."
        }
        _ => return None,
    };
    Some(FieldFinding {
        item: "1".to_owned(),
        ..look(Wrong {
            field: "coverage_id".to_owned(),
            says: says.to_owned(),
        })
    })
}

/// Adds or edits a claim. What keeps it from being printed does not keep it from being saved.
pub(crate) fn save_claim(bench: &Workbench, ask: FormTexts) -> Result<Changed<FormSaved>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    bench.transact(&open, "save_claim", |writer| {
        let new = ask.id.is_empty();
        let known = match new {
            true => None,
            false => Some(edited::<Claim>(writer, &ask, || {
                Err(Problem::new(Code::Malformed, "There is no claim."))
            })?),
        };
        let before = known
            .as_ref()
            .map_or_else(claim_form::new_claim, |claim| claim.content.clone());
        let (content, wrong) = claim_form::claim(&ask.texts, &before, today);
        if !wrong.is_empty() {
            return Err(refuse(wrong));
        }
        let coverage_id: CoverageId = ask
            .texts
            .get("coverage_id")
            .and_then(|id| id.parse().ok())
            .ok_or_else(|| {
                Problem::field(
                    "coverage_id",
                    "A claim needs a coverage of the patient. Choose one, or add it to the chart.",
                )
            })?;
        let coverage: Coverage = writer.get(&coverage_id.to_string())?;
        let patient: Patient = writer.get(&coverage.patient_id.to_string())?;
        let patient_id = known.as_ref().map_or(patient.id, |claim| claim.patient_id);
        if patient_id != patient.id {
            return Err(Problem::field(
                "coverage_id",
                "That coverage is another patient's. Choose one of this patient.",
            ));
        }
        let fields = claim_items::differing(&before, &content);
        let number = content.number.clone();
        let mut claim = match known {
            Some(claim) if claim.content == content && claim.coverage_id == coverage.id => claim,
            known => linked(bench, writer, known, content, (&patient, &coverage))?,
        };
        crate::claim_bill::typed(writer, &mut claim, &ask.texts)?;
        writer.put(&claim)?;
        let (kind, text, items) = match new {
            true => ("entered", "Entered", ""),
            false => ("edited", "Corrected", fields.as_str()),
        };
        if !writer.touched().is_empty() {
            note(bench, &open, writer, &claim.id, kind, text, items)?;
        }
        let db = writer.db();
        let (findings, _) = check(
            bench,
            &open,
            db,
            &FormTexts {
                id: claim.id.to_string(),
                ..ask.clone()
            },
        )?;
        let title = if new {
            format!("Add claim {}", claim.content.number)
        } else {
            format!("Edit claim {number}")
        };
        let done = saved(writer, &ask, claim.id.to_string(), findings, &title)?;
        Ok(done.about([patient.id.to_string()]).with("items", fields))
    })
}

/// A claim with its content and the records that it belongs to; what the register lacks is added.
fn linked(
    bench: &Workbench,
    writer: &mut Writer<'_>,
    known: Option<Claim>,
    mut content: ClaimContent,
    (patient, coverage): (&Patient, &Coverage),
) -> Result<Claim, Problem> {
    let now = u64::try_from(bench.now()).unwrap_or(0);
    if content.billing.is_nobody() {
        return Err(Problem::field(
            "billing.last",
            "A claim needs a billing provider. Choose one.",
        ));
    }
    name_renderers(writer, &mut content)?;
    for line in &mut content.lines {
        if line.id.is_none() {
            line.id = Some(LineId::new(now, bench.random()?));
        }
    }
    let same = |then: &Party, is: &Party| kinds::provider_key(then) == kinds::provider_key(is);
    let old = known.as_ref().map(|claim| (claim, &claim.content));
    let billing_id = match old {
        Some((claim, was)) if same(&was.billing, &content.billing) => claim.billing_id,
        _ => provider(bench, writer, ProviderRole::Billing, &content.billing)?,
    };
    let rendering_id = match old {
        Some((claim, was)) if same(was.rendering(), content.rendering()) => claim.rendering_id,
        _ => provider(bench, writer, ProviderRole::Rendering, content.rendering())?,
    };
    let facility_id = match (old, content.party("77")) {
        (_, None) => None,
        (Some((claim, was)), Some(party))
            if was.party("77").is_some_and(|then| same(then, party)) =>
        {
            claim.facility_id
        }
        (_, Some(party)) => Some(provider(bench, writer, ProviderRole::Facility, party)?),
    };
    if let Some(party) = ["DN", "DK", "DQ"]
        .iter()
        .find_map(|role| content.party(role))
    {
        provider(bench, writer, ProviderRole::Referring, party)?;
    }
    if content.number.is_empty() {
        content.number = next_number(writer, &patient.account)?;
    }
    Ok(match known {
        Some(claim) => Claim {
            coverage_id: coverage.id,
            payer_id: coverage.payer_id,
            billing_id,
            rendering_id,
            facility_id,
            content,
            ..claim
        },
        None => {
            let id = ClaimId::new(now, bench.random()?);
            Claim {
                id,
                patient_id: patient.id,
                coverage_id: coverage.id,
                payer_id: coverage.payer_id,
                billing_id,
                rendering_id,
                facility_id,
                import_id: None,
                sent_on: None,
                fingerprint: id.to_string(),
                hold: None,
                guarantor_id: None,
                sensitive: false,
                content,
            }
        }
    })
}

/// A number that no claim has: the patient's account and a running number.
fn next_number(writer: &Writer<'_>, account: &str) -> Result<String, Problem> {
    loop {
        let next = local::next_number(writer.db(), "claim", 1)?;
        let number = format!("{account}C{next}");
        if claims::by_number(writer.db(), &number)?.is_empty() {
            return Ok(number);
        }
    }
}

/// The register's entry for a party of a claim; made when there is none.
fn provider(
    bench: &Workbench,
    writer: &mut Writer<'_>,
    role: ProviderRole,
    party: &Party,
) -> Result<ProviderId, Problem> {
    let key = kinds::provider_key(party);
    if let Some(body) =
        patients::matching(writer.db(), "provider", &key, Some(charts::role_name(role)))?
    {
        return Ok(kinds::read_body::<Provider>(&body)?.id);
    }
    let id = ProviderId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    writer.insert(&Provider {
        id,
        role,
        party: party.clone(),
    })?;
    Ok(id)
}

/// Gives a line's rendering provider, typed as an NPI, the name that the register knows.
fn name_renderers(writer: &Writer<'_>, content: &mut ClaimContent) -> Result<(), Problem> {
    let nameless = |party: &Party| party.role == "82" && party.name.last.is_empty();
    if !content
        .lines
        .iter()
        .flat_map(|line| &line.parties)
        .any(nameless)
    {
        return Ok(());
    }
    let known = register::providers(writer.db())?;
    for party in content.lines.iter_mut().flat_map(|line| &mut line.parties) {
        if nameless(party)
            && let Some(found) = known
                .iter()
                .find(|p| p.party.npi() == party.npi() && p.role == ProviderRole::Rendering)
        {
            *party = Party {
                role: "82".to_owned(),
                ..found.party.clone()
            };
        }
    }
    Ok(())
}

/// Puts what happened on the claim's timeline.
fn note(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    claim: &ClaimId,
    kind: &str,
    text: &str,
    items: &str,
) -> Result<(), Problem> {
    let at = writer.at();
    writer.insert(&ClaimEvent {
        id: EventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
        claim_id: *claim,
        at,
        by: open.who.name.clone(),
        kind: kind.to_owned(),
        text: text.to_owned(),
        items: items.to_owned(),
        print_id: None,
        look_on: None,
        line: String::new(),
    })?;
    Ok(())
}

/// What the chart says otherwise than a claim. A record that nobody edited since it came in says
/// nothing: claim files differ among themselves.
fn differing(db: &Connection, claim: &Claim) -> Result<Vec<Difference>, Problem> {
    let (coverage, of_coverage) = writer::get::<Coverage>(db, &claim.coverage_id.to_string())?;
    let (patient, of_patient) = writer::get::<Patient>(db, &claim.patient_id.to_string())?;
    let (payer, of_payer) = writer::get::<Payer>(db, &claim.payer_id.to_string())?;
    let mut chart = claim_form::from_coverage(&patient.person, &coverage, &payer);
    chart.retain(|field, _| match field.split_once('.') {
        Some(("patient", _)) => 1 < of_patient,
        Some(("payer", _)) => 1 < of_payer,
        // The place of a coverage is the claim's own: the same plan pays first here and second there.
        _ => 1 < of_coverage && field != "order",
    });
    let parties = [
        ("billing.", Some(claim.billing_id)),
        (
            "rendering.",
            claim.content.party("82").map(|_| claim.rendering_id),
        ),
        ("facility.", claim.facility_id),
    ];
    for (prefix, id) in parties {
        let Some(id) = id else { continue };
        let (provider, version) = writer::get::<Provider>(db, &id.to_string())?;
        if 1 < version {
            put_part(&mut chart, prefix, charts::party_texts(&provider.party));
        }
    }
    Ok(claim_items::differences(&claim.content, &chart))
}

/// What the chart says otherwise than a claim.
pub(crate) fn difference_views(
    db: &Connection,
    claim: &Claim,
) -> Result<Vec<DifferenceView>, Problem> {
    Ok(differing(db, claim)?
        .into_iter()
        .map(|difference| DifferenceView {
            item: claim_items::item_of(&difference.field).to_owned(),
            field: difference.field,
            claim: difference.claim,
            now: difference.now,
        })
        .collect())
}

/// Brings a claim that was not printed up to what the chart says now.
pub(crate) fn update_claim(bench: &Workbench, ask: ById) -> Result<Changed<ClaimView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let changed = bench.transact(&open, "update_claim", |writer| {
        let claim: Claim = writer.get(&ask.id)?;
        if claims::is_printed(writer.db(), &ask.id)? {
            return Err(Problem::new(
                Code::Changed,
                "This claim was printed. It stays as it was; make a corrected claim of it.",
            ));
        }
        let differences = differing(writer.db(), &claim)?;
        if differences.is_empty() {
            return Ok(Done::new((), "").if_changed());
        }
        let mut texts = claim_form::claim_texts(&claim.content);
        texts.extend(differences.iter().map(|d| (d.field.clone(), d.now.clone())));
        let (content, wrong) = claim_form::claim(&texts, &claim.content, today);
        if !wrong.is_empty() {
            return Err(refuse(wrong));
        }
        let title = format!("Update claim {}", content.number);
        let patient = claim.patient_id.to_string();
        writer.put(&Claim {
            content,
            ..claim.clone()
        })?;
        note(
            bench,
            &open,
            writer,
            &claim.id,
            "updated",
            "Brought up to the chart",
            "",
        )?;
        Ok(Done::new((), title)
            .about([ask.id.clone(), patient])
            .with("fields", differences.len()))
    })?;
    Ok(Changed {
        value: crate::claim_view::claim(bench, ask)?,
        touched: changed.touched,
        undo: changed.undo,
    })
}
