//! Forms: a record opened as texts, checked while it is typed, and what the pickers of a form offer.
//! Saving is in `people` and `claim_entry`.

use std::collections::BTreeMap;

use billing::chart::{Coverage, Patient, Payer, Provider};
use billing::chart_form as charts;
use billing::claim_items;
use billing::statement::receipt::card_in;
use billing::typed::{Texts, Wrong};
use vault::{local, patients, register, writer};

use crate::bench::Open;
use crate::people::{new_coverage, new_patient, new_payer, new_provider};
use crate::problem::{Code, Problem};
use crate::view::{Nothing, view};
use crate::{Workbench, claim_entry, guarantors};

view! {
    /// A form to open.
    pub struct OpenForm {
        /// `patient`, `coverage`, `payer`, `provider` or `claim`.
        pub kind: String,
        /// The record's id; empty for a new one.
        pub id: String,
        /// Whose: the patient's id of a coverage or a claim; the role of a new provider.
        pub of: String,
        /// The item of the paper at which to begin: `5`, `24.3 D`; may be empty.
        pub item: String,
    }

    /// A form as it opens.
    pub struct FormView {
        /// As asked for.
        pub kind: String,
        /// As asked for.
        pub id: String,
        /// Whose it is; empty when it is nobody's.
        pub of: String,
        /// As lists show whose it is; empty when it is nobody's.
        pub of_name: String,
        /// The version that was read; 0 for a new record.
        pub version: i64,
        /// The name of its draft.
        pub draft: String,
        /// What stands in its fields.
        pub texts: BTreeMap<String, String>,
        /// The field to begin at; empty for the first.
        pub focus: String,
        /// What is to be said about it as it stands.
        pub findings: Vec<FieldFinding>,
    }

    /// Something about a field: what is wrong, then what to do.
    pub struct FieldFinding {
        /// `fix` or `check`.
        pub severity: String,
        /// The field.
        pub field: String,
        /// The item of the paper; empty when it is on none.
        pub item: String,
        /// In words.
        pub says: String,
        /// True when it cannot be stored like this.
        pub unread: bool,
        /// The chart to open instead, or empty.
        pub chart: String,
    }

    /// A form as it is typed.
    pub struct FormTexts {
        /// As opened.
        pub kind: String,
        /// As opened.
        pub id: String,
        /// As opened.
        pub of: String,
        /// The version that was opened.
        pub version: i64,
        /// What stands in its fields.
        pub texts: BTreeMap<String, String>,
    }

    /// What a check found.
    pub struct FormChecked {
        /// In the order of the form.
        pub findings: Vec<FieldFinding>,
        /// The sum of a claim's lines.
        pub charge_cents: i64,
    }

    /// What was saved.
    pub struct FormSaved {
        /// The record's id.
        pub id: String,
        /// What is still to be said about it.
        pub findings: Vec<FieldFinding>,
    }

    /// The half-typed forms of who is signed in.
    pub struct DraftsView {
        /// The latest first.
        pub drafts: Vec<DraftLine>,
    }

    /// A half-typed form.
    pub struct DraftLine {
        /// Its name: kind, id (`new` for a new record), whose.
        pub form: String,
        /// When it was last typed at, in the practice's zone.
        pub when: String,
    }

    /// The payers, providers and facilities of the practice.
    pub struct RegisterView {
        /// By kind, then by name.
        pub rows: Vec<RegisterRow>,
    }

    /// A payer, a provider or a facility.
    pub struct RegisterRow {
        /// Its id.
        pub id: String,
        /// `payer`, `billing`, `rendering`, `referring`, `facility`.
        pub kind: String,
        /// As lists show it.
        pub name: String,
        /// NPI or payer id.
        pub number: String,
        /// City and state.
        pub place: String,
        /// SBR09 that new coverages of the payer have, or "".
        pub filing_indicator: String,
    }

    /// What a picker of the claim form chose.
    pub struct FillClaim {
        /// `coverage`, `other`, `billing`, `rendering`, `referrer` or `facility`.
        pub part: String,
        /// The chosen record's id.
        pub id: String,
    }

    /// What it fills in.
    pub struct ClaimFill {
        /// Texts by field; every field of the part that is not here is empty.
        pub texts: BTreeMap<String, String>,
    }
}

/// The name under which a half-typed form is kept.
pub(crate) fn draft_name(kind: &str, id: &str, of: &str) -> String {
    let id = if id.is_empty() { "new" } else { id };
    format!("form {kind} {id} {of}").trim_end().to_owned()
}

/// A finding that keeps a form from being stored.
pub(crate) fn unread(wrong: Wrong) -> FieldFinding {
    FieldFinding {
        severity: "fix".to_owned(),
        item: String::new(),
        field: wrong.field,
        says: wrong.says,
        unread: true,
        chart: String::new(),
    }
}

/// A finding that asks for a look.
pub(crate) fn look(wrong: Wrong) -> FieldFinding {
    FieldFinding {
        severity: "check".to_owned(),
        item: String::new(),
        field: wrong.field,
        says: wrong.says,
        unread: false,
        chart: String::new(),
    }
}

/// The first thing that cannot be stored, as the command's failure.
pub(crate) fn refuse(wrong: Vec<Wrong>) -> Problem {
    match wrong.into_iter().next() {
        Some(first) => Problem::field(&first.field, first.says),
        None => Problem::new(Code::Field, "Something in the form cannot be stored."),
    }
}

fn no_form() -> Problem {
    Problem::new(Code::Malformed, "There is no such form.")
}

/// A record's form as it opens.
pub(crate) fn open_form(bench: &Workbench, ask: OpenForm) -> Result<FormView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let OpenForm { kind, id, of, item } = ask;
    let new = id.is_empty();
    let mut version = 0;
    let mut whose = of.clone();
    let texts: Texts = match kind.as_str() {
        "patient" if new => {
            charts::patient_texts(&new_patient(bench)?, &charts::Answering::default())
        }
        "patient" => {
            let (patient, at) = writer::get::<Patient>(&db, &id)?;
            version = at;
            whose.clone_from(&id);
            charts::patient_texts(&patient, &guarantors::answering(&db, &patient)?)
        }
        "coverage" if new => {
            let (patient, _) = writer::get::<Patient>(&db, &of)?;
            let order = patients::coverages(&db, &of)?
                .iter()
                .filter(|(c, _)| c.to.is_none())
                .count();
            let mut texts = charts::coverage_texts(&new_coverage(bench, &patient)?);
            texts.remove("payer_id");
            texts.insert("order".to_owned(), (order + 1).min(9).to_string());
            texts
        }
        "coverage" => {
            let (coverage, at) = writer::get::<Coverage>(&db, &id)?;
            version = at;
            whose = coverage.patient_id.to_string();
            let mut texts = charts::coverage_texts(&coverage);
            let (payer, _) = writer::get::<Payer>(&db, &coverage.payer_id.to_string())?;
            texts.insert("payer".to_owned(), payer.name);
            texts
        }
        "payer" if new => charts::payer_texts(&new_payer(bench)?),
        "payer" => {
            let (payer, at) = writer::get::<Payer>(&db, &id)?;
            version = at;
            charts::payer_texts(&payer)
        }
        "provider" if new => charts::provider_texts(&new_provider(bench, &of)?),
        "provider" => {
            let (provider, at) = writer::get::<Provider>(&db, &id)?;
            version = at;
            charts::provider_texts(&provider)
        }
        "claim" => {
            let opened = claim_entry::open(bench, &open, &db, &id, &of)?;
            version = opened.version;
            whose = opened.patient_id;
            opened.texts
        }
        _ => return Err(no_form()),
    };
    let of_name = match kind.as_str() {
        "coverage" | "claim" | "patient" if !whose.is_empty() => {
            writer::get::<Patient>(&db, &whose)?.0.person.name.listed()
        }
        _ => String::new(),
    };
    drop(db);
    match kind.as_str() {
        "claim" if !new => bench.log_view(&open, "view_claim", &id, &whose)?,
        "payer" | "provider" => (),
        _ if !whose.is_empty() => bench.log_view(&open, "view_patient", &whose, &whose)?,
        _ => (),
    }
    let of = if matches!(kind.as_str(), "coverage" | "claim") {
        whose
    } else {
        of
    };
    let asked = FormTexts {
        kind,
        id,
        of,
        version,
        texts,
    };
    let checked = checked(bench, &open, &asked)?;
    Ok(FormView {
        draft: draft_name(&asked.kind, &asked.id, &asked.of),
        kind: asked.kind,
        id: asked.id,
        of: asked.of,
        of_name,
        version,
        texts: asked.texts,
        focus: if item.is_empty() {
            String::new()
        } else {
            billing::claim_items::field_of(&item)
        },
        findings: if new { Vec::new() } else { checked.findings },
    })
}

/// Checks a form as it is typed. Nothing is stored.
pub(crate) fn check_form(bench: &Workbench, ask: FormTexts) -> Result<FormChecked, Problem> {
    let open = bench.opened()?;
    checked(bench, &open, &ask)
}

fn checked(bench: &Workbench, open: &Open, ask: &FormTexts) -> Result<FormChecked, Problem> {
    let db = open.vault.reader()?;
    let today = bench.today(open);
    let new = ask.id.is_empty();
    let mut charge_cents = 0;
    let findings = match ask.kind.as_str() {
        "patient" => {
            let before = if new {
                new_patient(bench)?
            } else {
                writer::get::<Patient>(&db, &ask.id)?.0
            };
            let answers = guarantors::answering(&db, &before)?;
            match charts::patient(&ask.texts, (&before, &answers), today) {
                Ok((patient, answering)) => {
                    let mut found = crate::people::patient_checks(&db, &patient, new)?;
                    let more = guarantors::checks(&db, &answering)?;
                    found.extend(more.into_iter().map(look));
                    found
                }
                Err(wrong) => wrong.into_iter().map(unread).collect(),
            }
        }
        "coverage" => {
            let patient = writer::get::<Patient>(&db, &ask.of)?.0;
            let before = if new {
                new_coverage(bench, &patient)?
            } else {
                writer::get::<Coverage>(&db, &ask.id)?.0
            };
            match charts::coverage(&ask.texts, &before, new, &patient.person, today) {
                Ok(coverage) => {
                    let all: Vec<Coverage> = patients::coverages(&db, &ask.of)?
                        .into_iter()
                        .map(|(c, _)| c)
                        .collect();
                    charts::coverage_checks(&coverage, &all)
                        .into_iter()
                        .map(look)
                        .collect()
                }
                Err(wrong) => wrong.into_iter().map(unread).collect(),
            }
        }
        "payer" => {
            let before = if new {
                new_payer(bench)?
            } else {
                writer::get::<Payer>(&db, &ask.id)?.0
            };
            match charts::payer(&ask.texts, &before, today) {
                Ok(_) => Vec::new(),
                Err(wrong) => wrong.into_iter().map(unread).collect(),
            }
        }
        "provider" => {
            let before = if new {
                new_provider(bench, &ask.of)?
            } else {
                writer::get::<Provider>(&db, &ask.id)?.0
            };
            match charts::provider(&ask.texts, &before, today) {
                Ok(provider) => charts::provider_checks(&provider)
                    .into_iter()
                    .map(look)
                    .collect(),
                Err(wrong) => wrong.into_iter().map(unread).collect(),
            }
        }
        "claim" => {
            let (findings, charge) = claim_entry::check(bench, open, &db, ask)?;
            charge_cents = charge;
            findings
        }
        _ => return Err(no_form()),
    };
    let mut findings = findings;
    findings.extend(cards(&ask.texts));
    findings.extend(odd(ask, &findings));
    Ok(FormChecked {
        findings,
        charge_cents,
    })
}

/// What is nearly always typed wrong, where nothing worse is said of the field.
fn odd(ask: &FormTexts, known: &[FieldFinding]) -> Vec<FieldFinding> {
    let found = billing::odd::odd(&ask.texts).into_iter();
    found
        .filter(|wrong| {
            !known
                .iter()
                .any(|one| one.unread && one.field == wrong.field)
        })
        .map(|wrong| {
            let item = match ask.kind.as_str() {
                "claim" => claim_items::item_of(&wrong.field).to_owned(),
                _ => String::new(),
            };
            FieldFinding {
                item,
                ..look(wrong)
            }
        })
        .collect()
}

/// What looks like the number of a card, by its last four digits. It is refused on saving, but for a
/// member's or a payer's long number, which may be one by chance: there somebody looks.
fn cards(texts: &Texts) -> Vec<FieldFinding> {
    let found = |(field, text): (&String, &String)| {
        let last = card_in(text)?;
        let wrong = Wrong {
            field: field.clone(),
            says: format!(
                "This looks like the number of a card that ends in {last}. Never keep one; correct it if it is."
            ),
        };
        Some(match crate::cards::others(field) {
            true => look(wrong),
            false => unread(wrong),
        })
    };
    texts.iter().filter_map(found).collect()
}

/// The half-typed forms of who is signed in.
pub(crate) fn drafts(bench: &Workbench, _: Nothing) -> Result<DraftsView, Problem> {
    let open = bench.opened()?;
    let zone = open.zone();
    let drafts = local::drafts(&*open.vault.reader()?, &open.who.id.to_string())?
        .into_iter()
        .map(|(form, at)| DraftLine {
            form,
            when: crate::time::moment(at, &zone),
        })
        .collect();
    Ok(DraftsView { drafts })
}

/// The payers, providers and facilities of the practice.
pub(crate) fn register(bench: &Workbench, _: Nothing) -> Result<RegisterView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let place = |address: &billing::party::Address| {
        [address.city.as_str(), address.state.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let payers = register::payers(&db)?.into_iter().map(|payer| RegisterRow {
        id: payer.id.to_string(),
        kind: "payer".to_owned(),
        place: place(&payer.address),
        name: payer.name,
        number: payer.payer_id,
        filing_indicator: payer.filing_indicator,
    });
    let providers = register::providers(&db)?
        .into_iter()
        .map(|provider| RegisterRow {
            id: provider.id.to_string(),
            kind: charts::role_name(provider.role).to_owned(),
            name: provider.party.name.listed(),
            number: provider.party.npi().to_owned(),
            place: place(&provider.party.address),
            filing_indicator: String::new(),
        });
    Ok(RegisterView {
        rows: payers.chain(providers).collect(),
    })
}
