//! What a claim's file says otherwise than the chart, and the key that takes the file's over.

use billing::chart::{Coverage, Demographics, Patient, Payer};
use billing::claim::Claim;
use billing::party::Party;
use vault::{Connection, Record, Writer, writer};

use crate::Workbench;
use crate::bench::Done;
use crate::chart::ById;
use crate::claim_view::ClaimView;
use crate::noticed::{Facts, Says, differing, of_party};
use crate::problem::{Code, Problem};
use crate::role::Right;
use crate::view::{Changed, view};

view! {
    /// Something that a claim says otherwise than the chart, which nobody edited since it came in.
    pub struct SaidOtherwise {
        /// `patient`, `insured` or `payer`.
        pub of: String,
        /// `name`, `address` or `phone`.
        pub what: String,
        /// What the claim says.
        pub claim: String,
        /// What the chart says; may be nothing.
        pub chart: String,
    }
}

const WHAT: [&str; 3] = ["name", "address", "phone"];

/// A record of the chart that a claim was matched with: its version, and what the claim says of it.
struct Held<R> {
    record: R,
    version: i64,
    file: Facts,
}

impl<R: Record + Says> Held<R> {
    fn of(db: &Connection, id: &str, party: &Party) -> Result<Held<R>, Problem> {
        let (record, version) = writer::get::<R>(db, id)?;
        let file = of_party(party);
        Ok(Held {
            record,
            version,
            file,
        })
    }

    /// The facts that the claim says otherwise, by their place; none where the claim says nothing of it.
    fn differing(&self) -> Vec<(usize, String, String)> {
        let chart = self.record.facts().unwrap_or_else(|| self.file.clone());
        let found = differing(&chart, &self.file);
        let owned = found.map(|(n, chart, file)| (n, chart.to_owned(), file.to_owned()));
        owned.collect()
    }
}

type All = (Held<Patient>, Held<Coverage>, Held<Payer>);

fn held(db: &Connection, claim: &Claim) -> Result<All, Problem> {
    let content = &claim.content;
    let coverage = &content.coverage;
    Ok((
        Held::of(db, &claim.patient_id.to_string(), &content.patient)?,
        Held::of(db, &claim.coverage_id.to_string(), &coverage.insured)?,
        Held::of(db, &claim.payer_id.to_string(), &coverage.payer)?,
    ))
}

/// What the file of an imported claim says otherwise than the chart, where nobody edited the chart: what
/// somebody edited is a difference of the other kind (`claim_entry::difference_views`).
pub(crate) fn said_otherwise(
    db: &Connection,
    claim: &Claim,
) -> Result<Vec<SaidOtherwise>, Problem> {
    if claim.import_id.is_none() {
        return Ok(Vec::new());
    }
    let (patient, coverage, payer) = held(db, claim)?;
    let mut found = Vec::new();
    let mut say = |of: &str, version: i64, facts: Vec<(usize, String, String)>| {
        let facts = facts.into_iter().filter(|_| version == 1);
        found.extend(facts.map(|(n, chart, claim)| SaidOtherwise {
            of: of.to_owned(),
            what: WHAT[n].to_owned(),
            claim,
            chart,
        }));
    };
    say("patient", patient.version, patient.differing());
    say("insured", coverage.version, coverage.differing());
    say("payer", payer.version, payer.differing());
    Ok(found)
}

fn take_person(person: &mut Demographics, party: &Party, facts: &[(usize, String, String)]) {
    for (n, ..) in facts {
        match n {
            // What the file leaves out of a name the chart keeps.
            0 => {
                let before = std::mem::replace(&mut person.name, party.name.clone());
                for (now, kept) in [
                    (&mut person.name.middle, before.middle),
                    (&mut person.name.suffix, before.suffix),
                ] {
                    if now.is_empty() {
                        *now = kept;
                    }
                }
            }
            1 => person.address = party.address.clone(),
            _ => party.contact("TE").clone_into(&mut person.phone),
        }
    }
}

/// Takes name, address and telephone of patient, insured and payer from a claim into the chart.
pub(crate) fn take_to_chart(bench: &Workbench, ask: ById) -> Result<Changed<ClaimView>, Problem> {
    let open = bench.opened()?;
    let registers = open.who.role.may(Right::EditRegister);
    let changed = bench.transact(&open, "take_to_chart", |writer| {
        let claim: Claim = writer.get(&ask.id)?;
        let fields = take(writer, &claim, registers)?;
        if fields.is_empty() {
            return Err(Problem::new(
                Code::Refused,
                "The chart says what the claim says, or only who may change payers can take it over.",
            ));
        }
        let title = format!("Take claim {} into the chart", claim.content.number);
        Ok(Done::new((), title)
            .about([ask.id.clone(), claim.patient_id.to_string()])
            .with("fields", fields.join(" ")))
    })?;
    Ok(Changed {
        value: crate::claim_view::claim(bench, ask)?,
        touched: changed.touched,
        undo: changed.undo,
    })
}

/// Writes what differs; the fields that were written, without what they say.
fn take(writer: &mut Writer<'_>, claim: &Claim, registers: bool) -> Result<Vec<String>, Problem> {
    let (patient, coverage, payer) = held(writer.db(), claim)?;
    let (content, mut fields) = (&claim.content, Vec::new());
    let mut wrote = |of: &str, facts: &[(usize, String, String)]| {
        fields.extend(facts.iter().map(|(n, ..)| format!("{of}.{}", WHAT[*n])));
    };
    let facts = patient.differing();
    if !facts.is_empty() {
        let mut record = patient.record;
        take_person(&mut record.person, &content.patient, &facts);
        writer.put(&record)?;
        wrote("patient", &facts);
    }
    let facts = coverage.differing();
    if !facts.is_empty() {
        let mut record = coverage.record;
        take_person(&mut record.insured, &content.coverage.insured, &facts);
        writer.put(&record)?;
        wrote("insured", &facts);
    }
    let facts = payer.differing();
    if registers && !facts.is_empty() {
        let (mut record, party) = (payer.record, &content.coverage.payer);
        for (n, ..) in &facts {
            match n {
                0 => record.name.clone_from(&party.name.last),
                _ => record.address = party.address.clone(),
            }
        }
        writer.put(&record)?;
        wrote("payer", &facts);
    }
    Ok(fields)
}
