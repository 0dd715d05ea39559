//! Whose bill a visit is on: that it is for the patient's eyes alone, and an account other than the one
//! that answers for the patient's day. Both are said of a visit, so every claim of it says the same.

use billing::chart::Patient;
use billing::claim::Claim;
use billing::typed::{Texts, Wrong};
use values::{ClaimId, EventId, GuarantorId, PatientId};
use vault::guarantors::{OfVisit, account_of};
use vault::kinds::ClaimEvent;
use vault::{Connection, VaultError, Writer, ledger, writer};

use crate::Workbench;
use crate::bench::Done;
use crate::chart::ById;
use crate::claim_view::ClaimView;
use crate::guarantors;
use crate::problem::Problem;
use crate::view::{Changed, view};

view! {
    /// Whether the bill of a visit is for the patient's eyes alone.
    pub struct MarkSensitive {
        /// A claim of the visit.
        pub id: String,
        /// True when it is.
        pub sensitive: bool,
    }
}

/// The claims of a visit as they are kept.
fn of_visit(db: &Connection, claim: &ClaimId) -> Result<Vec<Claim>, VaultError> {
    let ids = ledger::claims_of_visit(db, &claim.to_string())?;
    ids.iter()
        .filter_map(|id| match writer::get::<Claim>(db, id) {
            Ok((claim, _)) => Some(Ok(claim)),
            Err(VaultError::NoSuch(_)) => None,
            Err(error) => Some(Err(error)),
        })
        .collect()
}

fn is_sensitive(db: &Connection, claim: &Claim) -> Result<bool, VaultError> {
    Ok(claim.sensitive || of_visit(db, &claim.id)?.iter().any(|one| one.sensitive))
}

/// Whether a visit is for the patient's eyes alone, and on whose account it stands; empty on the
/// patient's own.
///
/// # Errors
/// As the database answers.
pub(crate) fn billed(db: &Connection, claim: &Claim) -> Result<(bool, String), Problem> {
    let sensitive = is_sensitive(db, claim)?;
    let (patient, _) = writer::get::<Patient>(db, &claim.patient_id.to_string())?;
    let visit = OfVisit {
        guarantor: claim.guarantor_id,
        day: claim.content.first_service_on(),
        sensitive,
    };
    let who = guarantors::account(db, &account_of(db, &patient, visit)?)?;
    let other = who.patient != Some(patient.id);
    Ok((
        sensitive,
        match other {
            true => who.person.name.listed(),
            false => String::new(),
        },
    ))
}

/// What the claim's form says of the bill: `sensitive`, and `bill_to` with its key.
///
/// # Errors
/// As the database answers.
pub(crate) fn texts(db: &Connection, claim: &Claim) -> Result<Texts, Problem> {
    let mut texts = Texts::new();
    let sensitive = if is_sensitive(db, claim)? { "Y" } else { "N" };
    texts.insert("sensitive".to_owned(), sensitive.to_owned());
    if let Some(id) = claim.guarantor_id {
        let key = id.to_string();
        let who = guarantors::account(db, &key)?;
        texts.insert("bill_to".to_owned(), who.person.name.listed());
        texts.insert("bill_to_id".to_owned(), key);
    }
    Ok(texts)
}

fn said<'a>(texts: &'a Texts, field: &str) -> Option<&'a str> {
    texts.get(field).map(|text| text.trim())
}

/// An account that was typed and is none of the list.
pub(crate) fn unpicked(texts: &Texts) -> Option<Wrong> {
    let typed = said(texts, "bill_to").is_some_and(|name| !name.is_empty());
    let picked = said(texts, "bill_to_id").is_some_and(|id| !id.is_empty());
    (typed && !picked).then(|| Wrong {
        field: "bill_to".to_owned(),
        says:
            "Pick the account from the list. Empty, the bill goes to who answers for the patient."
                .to_owned(),
    })
}

/// Puts what the claim's form says of the bill into the claim, and into the other claims of its visit.
///
/// # Errors
/// A field, when what was typed is no account.
pub(crate) fn typed(
    writer: &mut Writer<'_>,
    claim: &mut Claim,
    texts: &Texts,
) -> Result<(), Problem> {
    if let Some(wrong) = unpicked(texts) {
        return Err(crate::entry::refuse(vec![wrong]));
    }
    let was = is_sensitive(writer.db(), claim)?;
    let now = said(texts, "sensitive").map_or(was, |text| text == "Y");
    let key = match (said(texts, "bill_to"), said(texts, "bill_to_id")) {
        (Some(name), Some(key)) if !name.is_empty() => Some(named(writer, key)?),
        (Some(_), _) => None,
        // Who asks without this part of the form changes nothing of it.
        (None, _) => claim.guarantor_id,
    };
    if was == now && key == claim.guarantor_id {
        return Ok(());
    }
    (claim.sensitive, claim.guarantor_id) = (now, key);
    spread(writer, claim)
}

/// The account of a key that a list answered.
fn named(writer: &mut Writer<'_>, key: &str) -> Result<GuarantorId, Problem> {
    if key.starts_with(PatientId::PREFIX) {
        let patient: Patient = writer.get(key)?;
        return guarantors::as_guarantor(writer, &patient);
    }
    guarantors::account(writer.db(), key)?;
    key.parse()
        .map_err(|_| Problem::field("bill_to", "Pick the account from the list."))
}

/// Has the other claims of a visit say what this one does.
fn spread(writer: &mut Writer<'_>, claim: &Claim) -> Result<(), Problem> {
    for other in of_visit(writer.db(), &claim.id)? {
        if other.id != claim.id {
            writer.put(&Claim {
                sensitive: claim.sensitive,
                guarantor_id: claim.guarantor_id,
                ..other
            })?;
        }
    }
    if claim.sensitive {
        own_account(writer, claim)?;
    }
    Ok(())
}

/// Gives a patient an account of their own where one was kept only in the name of somebody else.
fn own_account(writer: &mut Writer<'_>, claim: &Claim) -> Result<(), Problem> {
    let mut patient: Patient = writer.get(&claim.patient_id.to_string())?;
    if let Some(other) = patient.guarantor.clone() {
        guarantors::name_known(writer, &mut patient, other)?;
        writer.put(&patient)?;
    }
    Ok(())
}

/// Says that the bill of a visit is for the patient's eyes alone, or that it is not.
pub(crate) fn mark_sensitive(
    bench: &Workbench,
    ask: MarkSensitive,
) -> Result<Changed<ClaimView>, Problem> {
    let open = bench.opened()?;
    let done = bench.transact(&open, "mark_sensitive", |writer| {
        let mut claim: Claim = writer.get(&ask.id)?;
        claim.sensitive = ask.sensitive;
        writer.put(&claim)?;
        spread(writer, &claim)?;
        let (text, title) = match ask.sensitive {
            true => ("Marked sensitive", "Mark"),
            false => ("No longer sensitive", "Unmark"),
        };
        let at = writer.at();
        writer.insert(&ClaimEvent {
            id: EventId::new(u64::try_from(at).unwrap_or(0), bench.random()?),
            claim_id: claim.id,
            at,
            by: open.who.name.clone(),
            kind: "note".to_owned(),
            text: text.to_owned(),
            items: String::new(),
            print_id: None,
            look_on: None,
            line: String::new(),
        })?;
        let title = format!("{title} claim {} as sensitive", claim.content.number);
        Ok(Done::new((), title)
            .about([ask.id.clone(), claim.patient_id.to_string()])
            .with("sensitive", ask.sensitive))
    })?;
    Ok(Changed {
        value: crate::claim_view::claim(bench, ById { id: ask.id })?,
        touched: done.touched,
        undo: done.undo,
    })
}
