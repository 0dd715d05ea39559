//! The sentences of statements and receipts, by language, as data. `{name}` is a value, `<b>` to
//! `</b>` is bold; a value that holds such marks is shown as it is. Never "plan" for the insurance (a
//! payment plan is something else), never "balance", "adjustment", "responsibility" or "EOB".

mod en;
mod es;
mod said;

use billing::statement::Language;
use values::{Day, Money};

pub(super) use said::{Rich, Span, plain, say};

/// All words of a language. A name says where the sentence stands; `_one` and `_many` go by number.
pub(super) struct Words {
    /// The language as a PDF names it (BCP 47).
    pub tag: &'static str,
    pub months: [&'static str; 12],
    /// Months in columns.
    pub months_short: [&'static str; 12],
    /// `{month} {day}`, and with its `{year}`.
    pub day: &'static str,
    pub day_year: &'static str,
    pub day_short: &'static str,
    /// Over a visit stands the long day.
    pub title_day_is_long: bool,
    pub day_short_year: &'static str,
    /// Days of the month as the plan says them: `on the 14th`.
    pub on_day: fn(i8) -> String,
    pub every_week: &'static str,
    pub every_two_weeks: &'static str,
    pub and: &'static str,
    /// `and` before a name; Spanish says `e` before an i.
    pub and_before: fn(&str) -> &'static str,

    // the answer
    /// The title of the file.
    pub bill_title: &'static str,
    pub bill: &'static str,
    pub letter: &'static str,
    pub letter_title: &'static str,
    pub letter_number: &'static str,
    pub page: &'static str,
    pub bill_number: &'static str,
    pub account: &'static str,
    pub amount_due: &'static str,
    pub pay_by: &'static str,
    /// On one line, with a short day.
    pub pay_by_short: &'static str,
    pub nothing: &'static str,
    pub thanks: &'static str,
    pub part_new: &'static str,
    pub part_late: &'static str,
    pub part_plan: &'static str,
    pub part_missed: &'static str,
    pub pay_online: &'static str,
    pub scan: &'static str,
    pub type_code: &'static str,
    pub by_phone: &'static str,

    // the lead
    pub heading: &'static str,
    pub lead_one: &'static str,
    pub lead_same_day: &'static str,
    pub lead_many: &'static str,
    pub lead_by_one: &'static str,
    pub lead_by_many: &'static str,
    pub insurer_done: &'static str,
    pub insurance_done: &'static str,
    pub no_insurance: &'static str,
    pub questions: &'static str,
    pub reminder: &'static str,
    pub past_due_plan: &'static str,
    pub past_due: &'static str,
    pub last_notice: &'static str,
    pub unapplied: &'static str,

    // the visits
    pub columns: [[&'static str; 2]; 5],
    /// Over the second column where no insurance was used, and where both insurance and we took off.
    pub column_discount: [&'static str; 2],
    pub column_taken_off: [&'static str; 2],
    pub your_visits: &'static str,
    pub whose_visits: &'static str,
    pub continued: &'static str,
    pub code: &'static str,
    pub total_one: &'static str,
    pub total_many: &'static str,
    pub subtotal_one: &'static str,
    pub subtotal_many: &'static str,
    pub together: &'static str,
    pub plan_later: &'static str,
    pub due_by: &'static str,
    pub more_one: &'static str,
    pub more_many: &'static str,
    pub more_on_pages: &'static str,

    // the story of a visit
    pub is_late: &'static str,
    pub is_on_plan: &'static str,
    pub copay: &'static str,
    /// Behind a flag, shorter.
    pub copay_short: &'static str,
    pub deductible_short: &'static str,
    pub deductible: &'static str,
    pub coinsurance: &'static str,
    pub share: &'static str,
    pub not_covered: &'static str,
    pub not_covered_this: &'static str,
    pub used_up: &'static str,
    pub not_insured: &'static str,
    pub payer_waits: &'static str,
    pub took_back: &'static str,
    pub self_pay: &'static str,
    pub our_fee: &'static str,
    pub brought_over: &'static str,
    pub left_to_you: &'static str,
    pub some_copay: &'static str,
    pub some_deductible: &'static str,
    pub some_coinsurance: &'static str,
    pub some_share: &'static str,
    pub some_not_covered: &'static str,
    pub some_used_up: &'static str,
    pub some_not_insured: &'static str,
    pub some_payer_waits: &'static str,
    pub some_took_back: &'static str,
    pub some_self_pay: &'static str,
    pub some_our_fee: &'static str,
    pub some_brought_over: &'static str,
    pub some_left_to_you: &'static str,
    pub paid_some: &'static str,
    pub paid_all: &'static str,
    pub nothing_left: &'static str,
    pub second: &'static str,
    pub we_took_off: &'static str,
    pub estimate: &'static str,
    pub over_estimate: &'static str,
    /// Where there are no pages.
    pub over_estimate_below: &'static str,

    // what is still with insurance
    pub pending: &'static str,
    pub pending_short: &'static str,
    pub pending_visit: &'static str,
    pub pending_sent: &'static str,
    pub pending_unsent: &'static str,
    pub not_in_total: &'static str,
    pub none_in_total: &'static str,

    // the slip
    pub tear: &'static str,
    pub slip: &'static str,
    pub name: &'static str,
    pub due_date: &'static str,
    pub enclosed: &'static str,
    pub check: &'static str,
    pub moved: &'static str,
    pub moved_large: &'static str,
    pub envelope: &'static str,
    pub new_address: &'static str,

    // what moved, and its age
    pub since_last: &'static str,
    pub last_bill: &'static str,
    pub you_paid: &'static str,
    pub came_back: &'static str,
    pub refunded: &'static str,
    pub taken_off: &'static str,
    pub insurance_answered: &'static str,
    pub to_plan: &'static str,
    pub elsewhere: &'static str,
    pub plan_ahead: &'static str,
    pub off_plan: &'static str,
    pub age: &'static str,
    pub ages: [&'static str; 5],
    pub none_late: &'static str,
    pub age_insurance: &'static str,
    pub age_insurance_long: &'static str,
    pub age_other: &'static str,
    pub age_no_plan: &'static str,

    // the payment plan
    pub plan: &'static str,
    pub plan_even: &'static str,
    pub plan_uneven: &'static str,
    pub plan_none_made: &'static str,
    pub plan_made: &'static str,
    pub plan_left_one: &'static str,
    pub plan_left_many: &'static str,
    pub plan_last: &'static str,
    pub plan_missed: &'static str,
    pub plan_keep: &'static str,

    // help and rights
    pub help: &'static str,
    pub call: &'static str,
    pub call_hours: &'static str,
    pub or_write: &'static str,
    pub explain: &'static str,
    pub visit_us: &'static str,
    pub wrong: &'static str,
    pub wrong_text: &'static str,
    pub wrong_answer: &'static str,
    pub wrong_answer_wait: &'static str,
    pub wrong_wait: &'static str,
    pub trouble: &'static str,
    pub trouble_text: &'static str,
    pub trouble_monthly: &'static str,
    pub trouble_form: &'static str,
    pub rights: &'static str,
    pub rights_text: &'static str,
    pub language: &'static str,
    pub language_text: &'static str,
    /// In the other language.
    pub other_language: &'static str,
    pub other_language_option: &'static str,
    pub glossary_title: &'static str,
    pub glossary: [(&'static str, &'static str); 6],

    // large print
    pub large_one: &'static str,
    pub large_many: &'static str,
    pub large_insurer: &'static str,
    pub large_insurance: &'static str,
    pub large_see: &'static str,
    pub large_more_one: &'static str,
    pub large_more_many: &'static str,
    pub of_day: &'static str,

    // receipts
    /// The title of the file.
    pub receipt_title: &'static str,
    pub receipt: &'static str,
    pub receipt_paid: &'static str,
    pub receipt_cash: &'static str,
    pub receipt_check: &'static str,
    pub receipt_card: &'static str,
    pub receipt_card_ending: &'static str,
    pub receipt_approval: &'static str,
    pub receipt_by: &'static str,
    pub receipt_taken: &'static str,
    pub receipt_for: &'static str,
    pub receipt_amount: &'static str,
    pub receipt_total: &'static str,
    pub receipt_unapplied: &'static str,
    pub toward_copay: &'static str,
    pub toward_share: &'static str,
    pub toward_plan: &'static str,
    pub toward_ahead: &'static str,
    pub receipt_owes: &'static str,
    pub receipt_owes_nothing: &'static str,
    pub receipt_waiting: &'static str,
    pub receipt_keep: &'static str,
    pub items_title: &'static str,
    pub items_about: &'static str,
    pub items_columns: [&'static str; 5],
    pub items_tax: &'static str,
}

/// The words of a language.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &en::ENGLISH,
        Language::Spanish => &es::SPANISH,
    }
}

/// An amount with thousands apart and no sign of dollars: `1,523.00`; less than nothing with a dash
/// before it.
pub(super) fn figure(amount: Money) -> String {
    let cents = amount.cents().unsigned_abs();
    let dollars = (cents / 100).to_string();
    let mut text = String::with_capacity(dollars.len() + 8);
    if amount < Money::ZERO {
        text.push('–');
    }
    for (n, digit) in dollars.chars().enumerate() {
        if n != 0 && (dollars.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(&format!(".{:02}", cents % 100));
    text
}

/// An amount in a sentence or a total: `$1,523.00`.
pub(super) fn dollars(amount: Money) -> String {
    match figure(amount).strip_prefix('–') {
        Some(less) => format!("–${less}"),
        None => format!("${}", figure(amount)),
    }
}

/// Hundredths of a percent: `20%`, `12.5%`.
pub(super) fn percent(bp: u32) -> String {
    let (whole, part) = (bp / 100, bp % 100);
    match part {
        0 => format!("{whole}%"),
        _ => format!("{}%", format!("{whole}.{part:02}").trim_end_matches('0')),
    }
}

impl Words {
    fn month(&self, day: Day) -> &'static str {
        month(&self.months, day)
    }

    /// A day in a sentence: `June 11`, with its year when that is another than `year`. Its parts never
    /// stand on two lines.
    pub fn day(&self, day: Day, year: i16) -> String {
        let template = if day.year() == year {
            self.day
        } else {
            self.day_year
        };
        self.dated(template, self.month(day), day)
    }

    /// A day with its year: `August 14, 2026`.
    pub fn day_and_year(&self, day: Day) -> String {
        self.dated(self.day_year, self.month(day), day)
    }

    /// A day in a column: `May 27`, `27 may.`
    pub fn short(&self, day: Day, year: i16) -> String {
        let template = if day.year() == year {
            self.day_short
        } else {
            self.day_short_year
        };
        self.dated(template, month(&self.months_short, day), day)
    }

    /// A short day with its year.
    pub fn short_and_year(&self, day: Day) -> String {
        self.dated(self.day_short_year, month(&self.months_short, day), day)
    }

    /// The month alone: `August`.
    pub fn month_of(&self, day: Day) -> &'static str {
        self.month(day)
    }

    fn dated(&self, template: &str, month: &str, day: Day) -> String {
        let (number, year) = (day.day().to_string(), day.year().to_string());
        let args = [("month", month), ("day", &number), ("year", &year)];
        plain(template, &args).replace(' ', "\u{a0}")
    }

    /// Names in a row: `Jonathan and Ivy`, `Ana, Luis e Inés`.
    pub fn row(&self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [first @ .., last] => {
                format!("{} {} {last}", first.join(", "), (self.and_before)(last))
            }
        }
    }
}

fn month(months: &[&'static str; 12], day: Day) -> &'static str {
    let place = usize::try_from(day.month() - 1).unwrap_or(0);
    months.get(place).copied().unwrap_or("")
}
