//! A statement as plain text: for a screen reader, a message, or whoever reads better without a layout.
//! It says what the paper says, in the same words and in the order in which it is read.

use billing::statement::{Bill, Visit};
use values::Money;

use super::StatementError;
use super::help::Help;
use super::telling::Telling;
use super::visits::what;
use super::words::{Rich, dollars, figure, plain};

/// The longest line, in characters.
const WIDTH: usize = 72;

/// A statement as plain text, lines of at most 72 characters.
///
/// # Errors
/// [`StatementError::Sums`] when a sum does not tie.
pub fn plain_text(bill: &Bill) -> Result<String, StatementError> {
    let faults = bill.check();
    if !faults.is_empty() {
        return Err(StatementError::Sums(faults));
    }
    let Some(telling) = Telling::new(bill, 0) else {
        return Err(StatementError::Sums(faults));
    };
    let mut out = Out::default();
    answer(&telling, &mut out);
    visits(&telling, &mut out);
    rest(&telling, &mut out);
    Ok(out.text)
}

/// A visit as its statement tells it, for a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldVisit {
    /// The day and what was done.
    pub title: String,
    /// Charged, taken off, paid by insurance, paid by the patient, left; a column that the paper does
    /// not have is none.
    pub figures: [Option<(String, Money)>; 5],
    /// Why something is owed, and what was done about it.
    pub story: String,
}

/// The visits of a bill in its words, in its order.
pub fn told_visits(bill: &Bill) -> Vec<ToldVisit> {
    let Some(t) = Telling::new(bill, 0) else {
        return Vec::new();
    };
    bill.visits()
        .map(|visit| ToldVisit {
            title: what(&t, visit),
            figures: figures(&t, visit),
            story: t
                .story(visit)
                .iter()
                .map(|span| span.text.as_str())
                .collect(),
        })
        .collect()
}

/// The figures of a visit with their labels.
fn figures(t: &Telling, visit: &Visit) -> [Option<(String, Money)>; 5] {
    let columns = t.columns();
    let mut found = [const { None }; 5];
    for (n, (amount, column)) in visit.figures().iter().zip(columns).enumerate() {
        let Some([upper, lower]) = column else {
            continue;
        };
        let mut label = format!("{upper} {lower}").trim().to_owned();
        let day = match n {
            2 => visit.answered_on,
            3 if visit.patient_paid != Money::ZERO => visit.patient_paid_on,
            _ => None,
        };
        if day.is_some() {
            let day = t.day(day);
            label = plain(t.words.of_day, &[("what", &label), ("day", &day)]);
        }
        found[n] = Some((label.replace('\u{a0}', " "), *amount));
    }
    found
}

/// The text under way.
#[derive(Default)]
struct Out {
    text: String,
}

impl Out {
    /// A paragraph, broken at its blanks.
    fn say(&mut self, text: &str) {
        for line in text.split('\n') {
            let mut length = 0;
            for word in line.split([' ', '\u{a0}']).filter(|word| !word.is_empty()) {
                let count = word.chars().count();
                if length != 0 && WIDTH < length + 1 + count {
                    self.text.push('\n');
                    length = 0;
                } else if length != 0 {
                    self.text.push(' ');
                    length += 1;
                }
                self.text.push_str(word);
                length += count;
            }
            self.text.push('\n');
        }
    }

    fn rich(&mut self, rich: &Rich) {
        let text: String = rich.iter().map(|span| span.text.as_str()).collect();
        if !text.is_empty() {
            self.say(&text);
        }
    }

    /// A heading, with an empty line before it.
    fn head(&mut self, text: &str) {
        self.gap();
        self.say(text);
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// A label and a figure.
    fn row(&mut self, label: &str, figure: &str) {
        let label = label.replace('\u{a0}', " ");
        self.say(&format!("{label}: {figure}"));
    }
}

fn answer(t: &Telling, out: &mut Out) {
    let (w, bill) = (t.words, t.bill);
    out.say(&bill.practice.name);
    out.say(&plain(w.bill, &[("day", &w.day_and_year(t.made_on))]));
    out.row(w.account, &bill.account);
    out.row(w.bill_number, &bill.number);
    out.row(w.name, &bill.guarantor);
    out.gap();
    if bill.is_settled() {
        out.say(&format!("{}. {}", w.nothing, w.thanks));
    } else {
        out.row(w.amount_due, &dollars(bill.due));
        out.row(w.due_date, &w.day_and_year(t.due_on));
        for (what, amount, _) in t.parts() {
            out.row(&what, &figure(amount));
        }
        out.gap();
        if let Some(page) = &bill.pay {
            out.row(w.pay_online, &page.link);
        }
        out.row(w.by_phone, &bill.practice.phone);
        if !bill.practice.remit_to.is_empty() {
            out.row(w.slip, &bill.practice.remit_to.join(", "));
        }
    }
}

fn visits(t: &Telling, out: &mut Out) {
    let (w, bill) = (t.words, t.bill);
    out.head(w.heading);
    out.say(&t.what_for());
    out.say(&t.insurance(w.insurer_done, w.insurance_done));
    if let Some(dunning) = t.dunning() {
        out.rich(&dunning);
    }
    if Money::ZERO < bill.unapplied {
        let amount = dollars(bill.unapplied);
        out.say(&plain(w.unapplied, &[("amount", &amount)]));
    }
    for person in &bill.people {
        out.head(&t.title(person));
        for visit in &person.visits {
            out.gap();
            let mut title = what(t, visit);
            if !visit.provider.is_empty() {
                title.push_str(&format!(", {}", visit.provider));
            }
            out.say(&title);
            for (label, amount) in figures(t, visit).into_iter().flatten() {
                out.row(&label, &figure(amount));
            }
            out.rich(&t.story(visit));
            let codes = t.codes(visit);
            if !codes.is_empty() {
                out.say(&codes);
            }
        }
    }
    out.gap();
    let owed: Money = bill.visits().map(|visit| visit.owed).sum();
    let count = bill.visits().count();
    out.row(
        &t.count(w.total_one, w.total_many, count, &[]),
        &dollars(owed),
    );
    if bill.plan_later() != Money::ZERO {
        out.row(w.plan_later, &dollars(bill.plan_later()));
        out.row(w.amount_due, &dollars(bill.due));
    }
}

fn rest(t: &Telling, out: &mut Out) {
    let (w, bill) = (t.words, t.bill);
    if bill.plan.is_some() {
        out.head(w.plan);
        out.rich(&t.plan());
    }
    if !bill.pending.is_empty() {
        out.head(w.pending);
        for pending in t.pending() {
            out.rich(&pending);
        }
    }
    if !bill.moved.is_empty() {
        out.head(w.since_last);
        for (what, amount) in t.moved() {
            out.row(&what, &figure(amount));
        }
        out.row(w.amount_due, &dollars(bill.due));
    }
    if bill.aging.iter().any(|amount| *amount != Money::ZERO) {
        out.head(w.age);
        for (title, amount) in w.ages.iter().zip(bill.aging) {
            out.row(title, &figure(amount));
        }
        out.say(&t.age_note());
    }
    out.head(w.help);
    out.rich(&t.contact());
    for Help { title, says } in t.help() {
        out.head(title);
        out.rich(&says);
    }
    out.head(w.glossary_title);
    for (word, means) in w.glossary {
        out.row(word, means);
    }
}
