//! The paper of a good-faith estimate: what stands on it, a page of it, and its way to the printer. The
//! patient has it once it printed right.

use billing::chart::{Patient, ProviderRole};
use billing::estimate::{Estimate, EstimatePaper, PaperLine, PaperParty};
use billing::party::Party;
use billing::print_job::{ESTIMATE, PrintItem};
use billing::services;
use billing::statement::Language;
use forms::Meta;
use values::{Day, ProviderId};
use vault::{Connection, Writer, guarantors as answering, register, writer};

use crate::Workbench;
use crate::bench::{Open, random};
use crate::envelopes::look;
use crate::guarantors;
use crate::pages::{PaperPage, page_of};
use crate::print_jobs::{NewJob, Printed};
use crate::print_send::{Destination, print_job};
use crate::problem::{Code, Problem};
use crate::statement_bill::{Maker, address_lines, spoken, whole_addressee};
use crate::view::{Changed, view};

view! {
    /// A page of an estimate.
    pub struct EstimatePageAsk {
        /// The estimate.
        pub id: String,
        /// The page, from 0.
        pub page: u32,
        /// Pixels to the inch, 50 to 300.
        pub dpi: u32,
    }

    /// An estimate to print, and where.
    pub struct PrintEstimate {
        /// The estimate.
        pub id: String,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }
}

fn tax_text(party: &Party) -> String {
    match party.tax_id() {
        Some((number, true)) if number.len() == 9 => format!("{}-{}", &number[..2], &number[2..]),
        Some((number, _)) => number.to_owned(),
        None => String::new(),
    }
}

fn paper_party(party: &Party) -> PaperParty {
    PaperParty {
        name: spoken(&party.name),
        npi: party.npi().to_owned(),
        tax_id: tax_text(party),
        address: address_lines(&party.address),
    }
}

/// Who gets an estimate, and the lines of the envelope; no lines where no whole address is known.
///
/// # Errors
/// As the database answers.
pub(crate) fn goes_to(
    db: &Connection,
    (estimate, today): (&Estimate, Day),
) -> Result<(String, Vec<String>), Problem> {
    let (patient, _) = writer::get::<Patient>(db, &estimate.patient_id.to_string())?;
    // Whoever answers gets it, but where the patient asked to be reached alone.
    let reached = match patient.confidential {
        Some(_) => patient.reached(),
        None => {
            let visit = answering::OfVisit {
                day: estimate.scheduled_on.or(Some(today)),
                ..answering::OfVisit::default()
            };
            let account = answering::account_of(db, &patient, visit)?;
            guarantors::account(db, &account)?.reached
        }
    };
    Ok((reached.name.listed(), whole_addressee(&reached)))
}

/// An estimate as its paper says it.
fn paper_of(
    open: &Open,
    db: &Connection,
    (estimate, today): (&Estimate, Day),
) -> Result<EstimatePaper, Problem> {
    let (zone, name) = (open.zone(), open.facts().name.clone());
    let maker = Maker::new(db, &zone, (&name, today))?;
    let (patient, _) = writer::get::<Patient>(db, &estimate.patient_id.to_string())?;
    let providers = register::providers(db)?;
    let of = |id: Option<ProviderId>| {
        let id = id?;
        providers.iter().find(|one| one.id == id)
    };
    let billing = providers
        .iter()
        .find(|one| one.role == ProviderRole::Billing);
    let mut provider = of(estimate.provider_id)
        .or(billing)
        .map(|one| paper_party(&one.party))
        .unwrap_or_default();
    if provider.tax_id.is_empty() {
        let whole = billing.map(|one| tax_text(&one.party)).unwrap_or_default();
        provider.tax_id = match whole.as_str() {
            "" => open.facts().tin,
            _ => whole,
        };
    }
    if provider.npi.is_empty() {
        provider.npi = open.facts().npi;
    }
    if provider.name.is_empty() {
        provider.name.clone_from(&maker.practice().name);
    }
    let place = match of(estimate.facility_id) {
        Some(one) => paper_party(&one.party),
        None => PaperParty {
            name: maker.practice().name.clone(),
            address: maker.practice().address.clone(),
            ..PaperParty::default()
        },
    };
    let replaces = match estimate.replaces {
        Some(id) => writer::get::<Estimate>(db, &id.to_string())?.0.number,
        None => String::new(),
    };
    Ok(EstimatePaper {
        number: estimate.number.clone(),
        practice: maker.practice().clone(),
        patient: spoken(&patient.person.name),
        born_on: patient.person.born_on,
        addressee: goes_to(db, (estimate, today))?.1,
        made_on: Some(estimate.made_on),
        scheduled_on: estimate.scheduled_on,
        valid_until: Some(estimate.valid_until()),
        lines: estimate
            .lines
            .iter()
            .map(|line| PaperLine {
                what: services::plain(&line.code, Language::English).to_owned(),
                code: std::iter::once(line.code.as_str())
                    .chain(line.modifiers.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join(" "),
                units: line.units,
                charge: line.charge,
                discount: line.discount,
            })
            .collect(),
        total: estimate.total(),
        diagnoses: estimate.diagnoses.clone(),
        provider,
        place,
        separate: estimate.separate.clone(),
        dispute_from: maker.rules().dispute_from,
        replaces,
    })
}

fn pdf_of(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    estimate: &Estimate,
) -> Result<Result<Vec<u8>, forms::statement::StatementError>, Problem> {
    let today = bench.today(open);
    let paper = paper_of(open, db, (estimate, today))?;
    let look = look(db, &vault::statements::rules(db)?)?;
    let meta = Meta {
        made_on: today,
        id: random()?,
    };
    Ok(forms::statement::estimate(&paper, &look, meta))
}

/// A page of an estimate.
pub(crate) fn estimate_page(bench: &Workbench, ask: EstimatePageAsk) -> Result<PaperPage, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (estimate, _) = writer::get::<Estimate>(&db, &ask.id)?;
    let made = pdf_of(bench, &open, &db, &estimate)?;
    let page = page_of(made, ask.page, ask.dpi)?;
    let patient = estimate.patient_id.to_string();
    bench.log_view(&open, "view_patient", &patient, &patient)?;
    Ok(page)
}

/// Prints an estimate, or saves it. The patient has it once its paper is right.
pub(crate) fn print_estimate(
    bench: &Workbench,
    ask: PrintEstimate,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let id = bench.print_id()?;
    print_job(bench, &open, "print_estimate", &destination, |writer| {
        let estimate: Estimate = writer.get(&ask.id)?;
        let pdf = pdf_of(bench, &open, writer.db(), &estimate)?.map_err(|error| {
            Problem::new(Code::NeedsYou, format!("{error}. Nothing was printed."))
        })?;
        let pages = crate::print::pages_of(&pdf)?;
        Ok(NewJob {
            id,
            what: ESTIMATE,
            title: format!("Estimate {}", estimate.number),
            items: vec![PrintItem {
                id: ask.id.clone(),
                first_page: 0,
                pages,
                cents: estimate.total(),
            }],
            style: "",
            pages,
            cents: estimate.total(),
            pdf,
        })
    })
}

/// An estimate's paper counts from now on, or counts no more.
///
/// # Errors
/// As the database answers.
pub(crate) fn paper(
    bench: &Workbench,
    open: &Open,
    writer: &mut Writer<'_>,
    item: &PrintItem,
    counts: bool,
) -> Result<(), Problem> {
    let mut one: Estimate = writer.get(&item.id)?;
    one.given_on = counts.then(|| bench.today(open));
    writer.put(&one)?;
    Ok(())
}
