//! Receipts of patients' payments: plain, or itemised for a health savings account.

use billing::chart::Patient;
use billing::claim::Claim;
use billing::ledger::act::{Act, ActRow};
use billing::print_job::{PrintItem, RECEIPT};
use billing::services::{plain, plain_visit};
use billing::statement::{Language, PaidBy, PaidFor, Receipt, ReceiptItem, StillOwed, Toward};
use forms::Meta;
use forms::statement::receipt_with;
use values::{ActId, Day, Money, PatientId};
use vault::account::{self, OpenFilter};
use vault::guarantors::OfVisit;
use vault::{Connection, register, statements, writer};

use crate::Workbench;
use crate::bench::{Open, random};
use crate::envelopes::logo_picture;
use crate::guarantors;
use crate::pages::{PaperPage, page_of};
use crate::print::pages_of;
use crate::print_jobs::{NewJob, Printed};
use crate::print_send::{Destination, print_job};
use crate::problem::{Code, Problem};
use crate::statement_bill::{cased, sender, spoken};
use crate::time;
use crate::told::{Reader, Told};
use crate::view::{Changed, view};

view! {
    /// A receipt before it is printed.
    pub struct ReceiptAsk {
        /// The payment.
        pub id: String,
        /// True for the services behind it, as a health savings account asks for them.
        pub itemized: bool,
        /// The page, from 0.
        pub page: u32,
        /// Pixels to the inch, 50 to 300.
        pub dpi: u32,
    }

    /// A receipt to print, and where.
    pub struct PrintReceipt {
        /// The payment.
        pub id: String,
        /// True for the services behind it.
        pub itemized: bool,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }
}

/// Makes receipts.
struct Desk<'a> {
    db: &'a Connection,
    zone: String,
}

impl Desk<'_> {
    /// The receipt of a payment that stands.
    fn receipt(&self, open: &Open, act: &Act, itemized: bool) -> Result<Receipt, Problem> {
        if act.kind != "payment" || !act.stands() {
            return Err(Problem::new(
                Code::Changed,
                "This payment was taken back. A receipt is given for one that stands.",
            ));
        }
        let Some(patient_id) = act.patient_id else {
            return Err(Problem::new(Code::Changed, "This payment has no patient."));
        };
        let (patient, _) = writer::get::<Patient>(self.db, &patient_id.to_string())?;
        // A payment for a visit that only the patient may see is the patient's own affair.
        let mut of = OfVisit {
            guarantor: None,
            day: Some(act.on),
            sensitive: false,
        };
        for id in act.rows.iter().filter_map(|row| row.claim_id) {
            of.sensitive |= writer::get::<Claim>(self.db, &id.to_string())?.0.sensitive;
        }
        let key = vault::guarantors::account_of(self.db, &patient, of)?;
        let who = guarantors::account(self.db, &key)?;
        let language = match who.guarantor.as_ref().map(|one| one.language.as_str()) {
            Some("es") => Language::Spanish,
            _ => Language::English,
        };
        let providers = register::providers(self.db)?;
        let practice = sender(&statements::rules(self.db)?, &providers, &open.facts().name);
        let (mut rows, mut items, mut waiting) = (Vec::new(), Vec::new(), Vec::new());
        for row in &act.rows {
            let Some(told) = self.told(row)? else {
                continue;
            };
            let carrier = carrier(&told);
            let on = begun(&told);
            let waits = told
                .books()
                .open
                .iter()
                .any(|open| Money::ZERO < open.amount && open.owner.parse::<u8>().is_ok());
            if waits {
                waiting.extend(on);
            }
            let codes = carrier.into_iter().flat_map(|claim| &claim.content.lines);
            let codes: Vec<&str> = codes.map(|line| line.code.as_str()).collect();
            rows.push(PaidFor {
                on,
                called: match who.patient == told.visit.patient {
                    true => String::new(),
                    false => cased(&patient.person.name.first),
                },
                what: match carrier {
                    Some(_) => plain_visit(codes.into_iter(), language),
                    None => other_words(&told, language),
                },
                toward: match (act.reason.as_str(), waits) {
                    ("copay", _) => Toward::Copay,
                    (_, true) => Toward::Share,
                    (_, false) => Toward::Owed,
                },
                amount: row.amount,
            });
            if itemized {
                let rendered = carrier.map(|claim| claim.rendering_id.to_string());
                let provider = providers
                    .iter()
                    .find(|one| Some(one.id.to_string()) == rendered)
                    .map(|one| spoken(&one.party.name));
                items.extend(itemize(
                    &told,
                    row.amount,
                    (&patient, &provider.unwrap_or_default(), language),
                ));
            }
        }
        let applied: Money = rows.iter().map(|row| row.amount).sum();
        let (still_owed, owed) = self.owed(patient_id, &key)?;
        Ok(Receipt {
            number: number(act.id, act.on),
            language,
            practice,
            made_on: Some(act.on),
            time: self.time(act),
            paid_by: spoken(&who.person.name),
            account: who.number,
            taken_by: act.by.clone(),
            how: paid_by(act, language),
            amount: act.amount,
            rows,
            unapplied: act.amount - applied,
            still_owed,
            owed,
            waiting,
            items,
        })
    }

    fn told(&self, row: &ActRow) -> Result<Option<Told>, Problem> {
        let mut reader = Reader::new(self.db, &self.zone);
        Ok(match (row.claim_id, row.opening) {
            (Some(id), _) => {
                let (visit, claims) = reader.visit_of(&id.to_string())?;
                Some(reader.told(visit, claims)?)
            }
            (None, Some(id)) => match reader.opening(&id.to_string())? {
                Some(visit) => Some(reader.told(visit, Vec::new())?),
                None => None,
            },
            (None, None) => None,
        })
    }

    /// What the patient owes on an account by visit, and in all.
    fn owed(&self, patient: PatientId, account: &str) -> Result<(Vec<StillOwed>, Money), Problem> {
        let filter = OpenFilter {
            queue: account::Queue::Patient,
            patient: Some(patient.to_string()),
            ..OpenFilter::default()
        };
        let mut open = account::open(self.db, &filter, (0, 10_000))?;
        open.retain(|item| Money::ZERO < item.amount && item.guarantor == account);
        open.sort_by(|a, b| (&a.service_on, a.item).cmp(&(&b.service_on, b.item)));
        let owed = open.iter().map(|item| item.amount).sum();
        let mut by_visit: Vec<([u8; 16], StillOwed)> = Vec::new();
        for item in open {
            match by_visit.last_mut() {
                Some((visit, row)) if *visit == item.item => row.amount += item.amount,
                _ => by_visit.push((
                    item.item,
                    StillOwed {
                        on: item.service_on.parse().ok(),
                        amount: item.amount,
                    },
                )),
            }
        }
        Ok((by_visit.into_iter().map(|(_, row)| row).collect(), owed))
    }

    /// The time of a payment that was typed on its day: `10:42 am`.
    fn time(&self, act: &Act) -> String {
        let at = act.first_id.unwrap_or(act.id).made_ms();
        match time::day(at, &self.zone) {
            Some(day) if day == act.on => time::hour(at, &self.zone),
            _ => String::new(),
        }
    }
}

fn begun(told: &Told) -> Option<Day> {
    let lines = told.visit.lines.iter();
    let first = lines.filter_map(|line| line.service_on).min();
    first.or(Some(told.visit.made_on))
}

fn carrier(told: &Told) -> Option<&Claim> {
    let claims = told.claims.iter().map(std::rc::Rc::as_ref);
    let mut claims = claims.filter(|claim: &&Claim| Some(claim.id) == told.visit.carrier);
    claims.next()
}

/// What a balance without a claim is called.
fn other_words(told: &Told, language: Language) -> String {
    let fee = told.acts.iter().find(|act| act.kind == "fee");
    match (fee, language) {
        (Some(fee), _) => billing::ledger::act::fee_words(&fee.reason, language).to_owned(),
        (None, Language::English) => "Earlier balance".to_owned(),
        (None, Language::Spanish) => "Saldo anterior".to_owned(),
    }
}

/// A short number that names a payment's receipt for ever: its day, and the end of its id.
fn number(id: ActId, on: Day) -> String {
    let day = on.to_string().replace('-', "");
    let id = id.to_string();
    let end = id.len().saturating_sub(4);
    format!(
        "{}-{}",
        day.get(2..).unwrap_or_default(),
        id.get(end..).unwrap_or_default()
    )
}

fn paid_by(act: &Act, language: Language) -> PaidBy {
    let number = act.number.clone();
    match (act.method.as_str(), language) {
        ("cash", _) => PaidBy::Cash,
        ("check", _) => PaidBy::Check { number },
        ("card", _) => PaidBy::Card {
            ending: String::new(),
            approval: number,
        },
        (_, Language::English) => PaidBy::Other {
            how: "another way".to_owned(),
        },
        (_, Language::Spanish) => PaidBy::Other {
            how: "de otra manera".to_owned(),
        },
    }
}

/// The services of a visit, each with its part of an amount: as far as the patient's part of a line
/// goes, the first line first, and what is left on the last one.
fn itemize(
    told: &Told,
    amount: Money,
    (patient, provider, language): (&Patient, &str, Language),
) -> Vec<ReceiptItem> {
    let name = spoken(&patient.person.name);
    let item = |on, what: String, code: String, charged, not_yours, paid| ReceiptItem {
        on,
        patient: name.clone(),
        what,
        code,
        provider: provider.to_owned(),
        charged,
        not_yours,
        paid,
    };
    let Some(claim) = carrier(told) else {
        let what = other_words(told, language);
        let charged = told.visit.lines.iter().map(|line| line.charge).sum();
        return vec![item(
            begun(told),
            what,
            String::new(),
            charged,
            Money::ZERO,
            amount,
        )];
    };
    let open = told.books().open;
    let (mut rest, mut items) = (amount, Vec::new());
    for line in &told.visit.lines {
        let of = claim.content.lines.iter().find(|own| own.id == line.id);
        let code = of.map(|own| own.code.clone()).unwrap_or_default();
        // What payers say of the line; while none did, all of it may be the patient's.
        let answered = told.said_of(line.id).next().is_some();
        let left = open.iter().filter(|open| open.line == line.id);
        let left: Money = left.map(|open| open.amount.max(Money::ZERO)).sum();
        let yours = match answered {
            true => (left + rest).min(line.charge),
            false => line.charge,
        };
        let paid = rest.min(yours);
        rest = rest - paid;
        items.push(item(
            line.service_on,
            plain(&code, language).to_owned(),
            code,
            line.charge,
            if answered {
                line.charge - yours
            } else {
                Money::ZERO
            },
            paid,
        ));
    }
    if let Some(last) = items.last_mut() {
        last.paid += rest;
    }
    items.retain(|item| item.paid != Money::ZERO);
    items
}

fn made(
    bench: &Workbench,
    open: &Open,
    db: &Connection,
    (id, itemized): (&str, bool),
) -> Result<(Act, Vec<u8>), Problem> {
    let (act, _) = writer::get::<Act>(db, id)?;
    let desk = Desk {
        db,
        zone: open.zone(),
    };
    let receipt = desk.receipt(open, &act, itemized)?;
    let meta = Meta {
        made_on: bench.today(open),
        id: random()?,
    };
    let pdf = receipt_with(&receipt, logo_picture(db)?.as_ref(), meta)
        .map_err(|error| Problem::new(Code::NeedsYou, format!("{error}. Nothing was printed.")))?;
    Ok((act, pdf))
}

/// A receipt as a picture, before it is printed.
pub(crate) fn receipt_page(bench: &Workbench, ask: ReceiptAsk) -> Result<PaperPage, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let pdf = match made(bench, &open, &db, (&ask.id, ask.itemized)) {
        Ok((_, pdf)) => Ok(pdf),
        Err(problem) if problem.code == Code::NeedsYou => Err(problem.says),
        Err(problem) => return Err(problem),
    };
    let page = page_of(pdf, ask.page, ask.dpi)?;
    let (act, _) = writer::get::<Act>(&db, &ask.id)?;
    let patient = act.patient_id.map(|id| id.to_string()).unwrap_or_default();
    drop(db);
    bench.log_view(&open, "view_receipt", &ask.id, &patient)?;
    Ok(page)
}

/// Prints the receipt of a payment, or saves it as a file.
pub(crate) fn print_receipt(
    bench: &Workbench,
    ask: PrintReceipt,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let id = bench.print_id()?;
    print_job(bench, &open, "print_receipt", &destination, |writer| {
        let (act, pdf) = made(bench, &open, writer.db(), (&ask.id, ask.itemized))?;
        let pages = pages_of(&pdf)?;
        Ok(NewJob {
            id,
            what: RECEIPT,
            title: format!("Receipt {}", number(act.id, act.on)),
            items: vec![PrintItem {
                id: act.id.to_string(),
                first_page: 0,
                pages,
                cents: act.amount,
            }],
            style: "",
            pages,
            cents: act.amount,
            pdf,
        })
    })
}
