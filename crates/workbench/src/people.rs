//! Patients, guarantors, coverages, payers, providers and facilities: saved from their forms, each
//! save one step that undo takes back.

use billing::chart::{Coverage, Demographics, Patient, Payer, Provider, ProviderRole};
use billing::chart_form as charts;
use billing::party::Party;
use values::{CoverageId, PatientId, PayerId, ProviderId};
use vault::{Record, Writer, local, patients, writer};

use crate::Workbench;
use crate::bench::Done;
use crate::entry::{FieldFinding, FormSaved, FormTexts, draft_name, look, refuse};
use crate::guarantors;
use crate::noticed;
use crate::problem::{Code, Problem};
use crate::view::{Changed, view};

view! {
    /// Coverages of a patient in the order in which they pay.
    pub struct OrderCoverages {
        /// The patient.
        pub patient_id: String,
        /// Coverages' ids, the first pays first.
        pub ids: Vec<String>,
    }
}

fn at(bench: &Workbench) -> u64 {
    u64::try_from(bench.now()).unwrap_or(0)
}

pub(crate) fn new_patient(bench: &Workbench) -> Result<Patient, Problem> {
    Ok(Patient {
        id: PatientId::new(at(bench), bench.random()?),
        account: String::new(),
        person: Demographics::default(),
        guarantor: None,
        answers: Vec::new(),
        confidential: None,
        references: Vec::new(),
    })
}

/// A coverage before anything was typed: the patient is the insured.
pub(crate) fn new_coverage(bench: &Workbench, patient: &Patient) -> Result<Coverage, Problem> {
    Ok(Coverage {
        id: CoverageId::new(at(bench), bench.random()?),
        patient_id: patient.id,
        // Stands until a payer is chosen, without which no coverage is stored.
        payer_id: PayerId::new(0, [0; 10]),
        order: 1,
        member_id: String::new(),
        group_number: String::new(),
        plan_name: String::new(),
        filing_indicator: String::new(),
        insurance_type: String::new(),
        relationship: "18".to_owned(),
        insured: Demographics::default(),
        from: None,
        to: None,
    })
}

pub(crate) fn new_payer(bench: &Workbench) -> Result<Payer, Problem> {
    Ok(Payer {
        id: PayerId::new(at(bench), bench.random()?),
        name: String::new(),
        id_qualifier: String::new(),
        payer_id: String::new(),
        address: Default::default(),
        filing_indicator: String::new(),
        appeal_days: None,
    })
}

/// A provider before anything was typed, in a role.
pub(crate) fn new_provider(bench: &Workbench, role: &str) -> Result<Provider, Problem> {
    let (role, person) = match role {
        "billing" => (ProviderRole::Billing, false),
        "referring" => (ProviderRole::Referring, true),
        "facility" => (ProviderRole::Facility, false),
        _ => (ProviderRole::Rendering, true),
    };
    Ok(Provider {
        id: ProviderId::new(at(bench), bench.random()?),
        role,
        party: Party {
            person,
            ..Party::default()
        },
    })
}

/// The record that a form edits, or a new one.
///
/// # Errors
/// [`Code::Changed`] when somebody saved it since it was opened.
pub(crate) fn edited<R: Record>(
    writer: &Writer<'_>,
    ask: &FormTexts,
    new: impl FnOnce() -> Result<R, Problem>,
) -> Result<R, Problem> {
    if ask.id.is_empty() {
        return new();
    }
    let (record, version) = writer::get::<R>(writer.db(), &ask.id)?;
    if version != ask.version {
        return Err(Problem::new(
            Code::Changed,
            "Somebody changed this while you typed. What you typed is kept; save again to put yours in its place.",
        ));
    }
    Ok(record)
}

/// Forgets the form's draft and answers what was saved; a form that says what it said is no change.
pub(crate) fn saved(
    writer: &Writer<'_>,
    ask: &FormTexts,
    id: String,
    findings: Vec<FieldFinding>,
    title: &str,
) -> Result<Done<FormSaved>, Problem> {
    local::drop_draft(
        writer.db(),
        writer.user(),
        &draft_name(&ask.kind, &ask.id, &ask.of),
    )?;
    Ok(Done::new(
        FormSaved {
            id: id.clone(),
            findings,
        },
        title,
    )
    .about([id])
    .if_changed())
}

fn titled(ask: &FormTexts, what: &str) -> String {
    let verb = if ask.id.is_empty() { "Add" } else { "Edit" };
    format!("{verb} {what}")
}

/// What a biller should look at in a patient.
pub(crate) fn patient_checks(
    db: &vault::Connection,
    patient: &Patient,
    new: bool,
) -> Result<Vec<FieldFinding>, Problem> {
    let mut found = Vec::new();
    let mut say = |field: &str, says: &str| {
        found.push(look(billing::typed::Wrong {
            field: field.to_owned(),
            says: says.to_owned(),
        }));
    };
    let person = &patient.person;
    if person.born_on.is_none() {
        say(
            "born_on",
            "The birth date is missing. No claim prints without it.",
        );
    }
    if person.address.line1.is_empty() || person.address.city.is_empty() {
        say(
            "line1",
            "The address is not complete. No claim prints without it.",
        );
    }
    if new {
        let own = patient.id.to_string();
        let alike = noticed::alike(db, (person, &own), &[])?;
        found.extend(alike.into_iter().map(|alike| FieldFinding {
            chart: alike.id,
            ..look(billing::typed::Wrong {
                field: "last".to_owned(),
                says: format!(
                    "May be the same as {} Open that chart instead, unless they are two people.",
                    alike.says
                ),
            })
        }));
    }
    Ok(found)
}

/// Adds or edits a patient, and who answers for the bill.
pub(crate) fn save_person(
    bench: &Workbench,
    ask: FormTexts,
) -> Result<Changed<FormSaved>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    bench.transact(&open, "save_patient", |writer| {
        let before = edited(writer, &ask, || new_patient(bench))?;
        let answers = guarantors::answering(writer.db(), &before)?;
        let (mut patient, answering) =
            charts::patient(&ask.texts, (&before, &answers), today).map_err(refuse)?;
        let findings = patient_checks(writer.db(), &patient, ask.id.is_empty())?;
        if patient.account.is_empty() {
            patient.account = local::next_number(writer.db(), "account", 10_001)?.to_string();
        }
        // What is for the patient alone needs an account of the patient's own.
        let named =
            answering != answers || (patient.confidential.is_some() && patient.guarantor.is_some());
        if named {
            guarantors::name(writer, &mut patient, answering)?;
        }
        writer.put(&patient)?;
        let fields = crate::chart::changed_fields(&before.person, &patient.person);
        let id = patient.id.to_string();
        let done = saved(writer, &ask, id, findings, &titled(&ask, "patient"))?;
        Ok(done
            .with("fields", fields.join(" "))
            .with("guarantor", named)
            .with(
                "confidential",
                match (&before.confidential, &patient.confidential) {
                    (before, now) if before == now => "",
                    (_, Some(_)) => "asked",
                    (_, None) => "no longer",
                },
            ))
    })
}

/// Adds or edits a coverage.
pub(crate) fn save_coverage(
    bench: &Workbench,
    ask: FormTexts,
) -> Result<Changed<FormSaved>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    bench.transact(&open, "save_coverage", |writer| {
        let patient: Patient = writer.get(&ask.of)?;
        let before = edited(writer, &ask, || new_coverage(bench, &patient))?;
        if before.patient_id != patient.id {
            return Err(Problem::new(
                Code::Malformed,
                "That coverage is another patient's.",
            ));
        }
        let new = ask.id.is_empty();
        let coverage =
            charts::coverage(&ask.texts, &before, new, &patient.person, today).map_err(refuse)?;
        writer.get::<Payer>(&coverage.payer_id.to_string())?;
        writer.put(&coverage)?;
        let all: Vec<Coverage> = patients::coverages(writer.db(), &ask.of)?
            .into_iter()
            .map(|(coverage, _)| coverage)
            .collect();
        let findings = charts::coverage_checks(&coverage, &all)
            .into_iter()
            .map(look)
            .collect();
        let id = coverage.id.to_string();
        let done = saved(writer, &ask, id, findings, &titled(&ask, "coverage"))?;
        Ok(done.about([ask.of.clone()]))
    })
}

/// Puts the coverages of a patient into the order in which they pay.
pub(crate) fn order_coverages(
    bench: &Workbench,
    ask: OrderCoverages,
) -> Result<Changed<FormSaved>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "order_coverages", |writer| {
        for (order, id) in (1..=9).zip(&ask.ids) {
            let coverage: Coverage = writer.get(id)?;
            if coverage.patient_id.to_string() != ask.patient_id {
                return Err(Problem::new(
                    Code::Malformed,
                    "That coverage is another patient's.",
                ));
            }
            writer.put(&Coverage { order, ..coverage })?;
        }
        let value = FormSaved {
            id: ask.patient_id.clone(),
            findings: Vec::new(),
        };
        Ok(Done::new(value, "Change the order of coverages").about([ask.patient_id.clone()]))
    })
}

/// Adds or edits a payer.
pub(crate) fn save_payer(bench: &Workbench, ask: FormTexts) -> Result<Changed<FormSaved>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    bench.transact(&open, "save_payer", |writer| {
        let before = edited(writer, &ask, || new_payer(bench))?;
        let payer = charts::payer(&ask.texts, &before, today).map_err(refuse)?;
        writer.put(&payer)?;
        saved(
            writer,
            &ask,
            payer.id.to_string(),
            Vec::new(),
            &titled(&ask, "payer"),
        )
    })
}

/// Adds or edits a provider or a facility.
pub(crate) fn save_provider(
    bench: &Workbench,
    ask: FormTexts,
) -> Result<Changed<FormSaved>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    bench.transact(&open, "save_provider", |writer| {
        let before = edited(writer, &ask, || new_provider(bench, &ask.of))?;
        let provider = charts::provider(&ask.texts, &before, today).map_err(refuse)?;
        writer.put(&provider)?;
        let findings = charts::provider_checks(&provider)
            .into_iter()
            .map(look)
            .collect();
        let what = match provider.role {
            ProviderRole::Facility => "facility",
            _ => "provider",
        };
        let id = provider.id.to_string();
        saved(writer, &ask, id, findings, &titled(&ask, what))
    })
}
