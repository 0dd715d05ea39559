//! What a bill says, in sentences: the same on paper, in large print and as plain text.

use billing::payment_plan::Every;
use billing::statement::{Bill, Level, Movement, Person, Reason, Visit, Why};
use values::{Day, Money};

use super::flow::{joined, text};
use super::words::{Rich, Words, dollars, percent, plain, say, words};

/// A bill with the words of its language.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub bill: &'a Bill,
    pub words: &'static Words,
    /// The day that is printed on it.
    pub made_on: Day,
    /// The day by which to pay.
    pub due_on: Day,
    /// The page on which the rights stand; 0 where there are no pages.
    pub rights_page: usize,
}

impl<'a> Telling<'a> {
    /// What a bill says; none when its days are missing, which its check has told.
    pub fn new(bill: &'a Bill, rights_page: usize) -> Option<Telling<'a>> {
        Some(Telling {
            bill,
            words: words(bill.language),
            made_on: bill.made_on?,
            due_on: bill.due_on?,
            rights_page,
        })
    }

    /// The year that is not written.
    pub fn year(&self) -> i16 {
        self.made_on.year()
    }

    /// A day in a sentence.
    pub fn day(&self, day: Option<Day>) -> String {
        day.map_or_else(String::new, |day| self.words.day(day, self.year()))
    }

    /// A day in a column.
    pub fn short(&self, day: Option<Day>) -> String {
        day.map_or_else(String::new, |day| self.words.short(day, self.year()))
    }

    /// True when the bill is about the one who answers for it, and nobody else.
    pub fn is_own(&self) -> bool {
        matches!(self.bill.people.as_slice(), [only] if only.guarantor)
    }

    /// True when no visit of the bill used insurance.
    pub fn uninsured(&self) -> bool {
        self.bill.visits().all(|visit| !visit.insured)
    }

    /// What is over the visits of a person.
    pub fn title(&self, person: &Person) -> String {
        if self.is_own() {
            self.words.your_visits.to_owned()
        } else {
            plain(self.words.whose_visits, &[("person", &person.called)])
        }
    }

    /// `3`, or what a `_one` and a `_many` say of it.
    pub fn count(&self, one: &str, many: &str, count: usize, args: &[(&str, &str)]) -> String {
        let number = count.to_string();
        let mut args = args.to_vec();
        args.extend([("visits", number.as_str()), ("count", number.as_str())]);
        plain(if count == 1 { one } else { many }, &args)
    }

    /// The row of people: `Jonathan and Ivy`.
    pub fn people(&self) -> String {
        let names: Vec<&str> = self.bill.people.iter().map(|p| p.called.as_str()).collect();
        self.words.row(&names)
    }

    /// What the bill is for.
    pub fn what_for(&self) -> String {
        let w = self.words;
        let count = self.bill.visits().count();
        let days = self.bill.visits().filter_map(|visit| visit.on);
        let (first, last) = (days.clone().min(), days.max());
        let (first_day, last_day) = (self.day(first), self.day(last));
        let args = [("first", first_day.as_str()), ("last", last_day.as_str())];
        if self.is_own() {
            let many = if first == last {
                w.lead_same_day
            } else {
                w.lead_many
            };
            return self.count(w.lead_one, many, count, &args);
        }
        let people = self.people();
        let args = [("people", people.as_str()), args[0]];
        self.count(w.lead_by_one, w.lead_by_many, count, &args)
    }

    /// What the insurance did.
    pub fn insurance(&self, one: &str, many: &str) -> String {
        match self.bill.insurers.as_slice() {
            _ if self.uninsured() => self.words.no_insurance.to_owned(),
            [payer] if self.is_own() => plain(one, &[("payer", payer)]),
            _ => many.to_owned(),
        }
    }

    /// The lead: paragraphs over the visits.
    pub fn lead(&self) -> Vec<Rich> {
        let w = self.words;
        let phone = self.bill.practice.phone.as_str();
        let page = self.rights_page.to_string();
        let mut first = vec![
            text(&self.what_for()),
            text(&self.insurance(w.insurer_done, w.insurance_done)),
        ];
        let dunning = self.dunning();
        let questions = plain(w.questions, &[("phone", phone), ("page", &page)]);
        let unapplied = (Money::ZERO < self.bill.unapplied).then(|| {
            let amount = dollars(self.bill.unapplied);
            text(&plain(w.unapplied, &[("amount", &amount)]))
        });
        match dunning {
            None => {
                first.push(text(&questions));
                first.extend(unapplied);
                vec![joined(first)]
            }
            Some(dunning) => vec![
                joined(first),
                joined(std::iter::once(dunning).chain(unapplied)),
            ],
        }
    }

    /// What is said to who was asked before.
    pub fn dunning(&self) -> Option<Rich> {
        let (w, bill) = (self.words, self.bill);
        let amount = dollars(bill.past_due());
        let phone = ("phone", bill.practice.phone.as_str());
        let (template, day) = match bill.level {
            Level::New => return None,
            Level::Reminder => (w.reminder, bill.past_due_since()),
            Level::PastDue if bill.plan.is_some() => (w.past_due_plan, bill.call_by),
            Level::PastDue => (w.past_due, bill.call_by),
            Level::Last => (w.last_notice, bill.agency_on),
        };
        let day = self.day(day);
        Some(say(
            template,
            &[("amount", amount.as_str()), ("day", &day), phone],
        ))
    }

    /// The parts of the amount, where there is more than one: what it is, how much, bold or not.
    pub fn parts(&self) -> Vec<(String, Money, bool)> {
        let (w, bill) = (self.words, self.bill);
        let mut parts = Vec::new();
        if bill.fresh() != Money::ZERO {
            parts.push((w.part_new.to_owned(), bill.fresh(), false));
        }
        if bill.past_due() != Money::ZERO {
            let since = self.day(bill.past_due_since());
            let says = plain(w.part_late, &[("day", &since)]);
            parts.push((says, bill.past_due(), true));
        }
        if bill.plan_due() != Money::ZERO {
            parts.push((self.plan_part(), bill.plan_due(), self.plan_is_late()));
        }
        if parts.len() < 2 {
            parts.clear();
        }
        parts
    }

    fn plan_is_late(&self) -> bool {
        let plan = self.bill.plan.as_ref();
        plan.is_some_and(|plan| plan.missed(self.made_on).next().is_some())
    }

    /// What the plan wants now: `Payment plan, August`.
    pub fn plan_part(&self) -> String {
        if self.plan_is_late() {
            return self.words.part_missed.to_owned();
        }
        let due = self.bill.plan.iter().flat_map(|plan| &plan.payments);
        let day = due
            .filter(|payment| Money::ZERO < payment.open())
            .find_map(|payment| payment.due_on)
            .unwrap_or(self.due_on);
        let month = self.words.month_of(day);
        plain(self.words.part_plan, &[("month", month)])
    }

    /// The heads of the columns of figures. The third is none where no insurance was used.
    pub fn columns(&self) -> [Option<[&'static str; 2]>; 5] {
        let w = self.words;
        let mut columns = w.columns.map(Some);
        let ours = self.bill.visits().any(|v| v.discount != Money::ZERO);
        if self.uninsured() {
            columns[1] = Some(w.column_discount);
            columns[2] = None;
        } else if ours {
            columns[1] = Some(w.column_taken_off);
        }
        columns
    }

    /// Why something is owed, in a sentence of its own or as one of several.
    fn reason(&self, reason: &Reason, alone: bool, flagged: bool) -> String {
        let w = self.words;
        let amount = dollars(reason.amount);
        let pick = |whole, some| if alone { whole } else { some };
        let (mut rate, mut name, mut day, mut thing) = Default::default();
        let template: &str = match &reason.why {
            Why::Copay if flagged && alone => w.copay_short,
            Why::Deductible if flagged && alone => w.deductible_short,
            Why::Copay => pick(w.copay, w.some_copay),
            Why::Deductible => pick(w.deductible, w.some_deductible),
            Why::Coinsurance {
                percent_bp: Some(bp),
            } => {
                rate = percent(*bp);
                pick(w.coinsurance, w.some_coinsurance)
            }
            Why::Coinsurance { percent_bp: None } => pick(w.share, w.some_share),
            Why::NotCovered { what } if what.is_empty() => {
                pick(w.not_covered_this, w.some_not_covered)
            }
            Why::NotCovered { what } => {
                thing = what.clone();
                pick(w.not_covered, w.some_not_covered)
            }
            Why::UsedUp => pick(w.used_up, w.some_used_up),
            Why::NotInsuredThen => pick(w.not_insured, w.some_not_insured),
            Why::PayerWaits { payer } => {
                name = payer.clone();
                pick(w.payer_waits, w.some_payer_waits)
            }
            Why::TookBack { payer, on } => {
                name = payer.clone();
                day = self.day(Some(*on));
                pick(w.took_back, w.some_took_back)
            }
            Why::NoInsurance => pick(w.self_pay, w.some_self_pay),
            Why::OurFee => pick(w.our_fee, w.some_our_fee),
            Why::BroughtOver => pick(w.brought_over, w.some_brought_over),
            Why::LeftToYou => pick(w.left_to_you, w.some_left_to_you),
        };
        let (rate, name, day, thing): (String, String, String, String) = (rate, name, day, thing);
        let args = [
            ("amount", amount.as_str()),
            ("percent", &rate),
            ("payer", &name),
            ("day", &day),
            ("what", &thing),
        ];
        plain(template, &args)
    }

    fn reasons(&self, visit: &Visit) -> String {
        let flagged = Money::ZERO < visit.past_due + visit.on_plan;
        let shown: Vec<&Reason> = visit
            .reasons
            .iter()
            .filter(|reason| reason.amount != Money::ZERO)
            .collect();
        match shown.as_slice() {
            [] if visit.insured => self.words.nothing_left.to_owned(),
            [] => String::new(),
            [only] => self.reason(only, true, flagged),
            all => {
                let parts: Vec<String> = all
                    .iter()
                    .map(|reason| self.reason(reason, false, flagged))
                    .collect();
                match parts.split_last() {
                    Some((last, first)) => {
                        format!("{}, {} {last}.", first.join(", "), self.words.and)
                    }
                    None => String::new(),
                }
            }
        }
    }

    /// The story of a visit: its flag, why something is owed, what was done about it.
    pub fn story(&self, visit: &Visit) -> Rich {
        let w = self.words;
        let mut story: Vec<Rich> = Vec::new();
        if Money::ZERO < visit.past_due {
            let since = self.day(visit.past_due_since);
            story.push(say(w.is_late, &[("day", &since)]));
        }
        if Money::ZERO < visit.on_plan {
            story.push(say(w.is_on_plan, &[]));
        }
        story.push(text(&self.reasons(visit)));
        for second in &visit.second {
            let (amount, day) = (dollars(second.amount), self.day(second.on));
            let args = [
                ("payer", second.payer.as_str()),
                ("amount", &amount),
                ("day", &day),
            ];
            story.push(text(&plain(w.second, &args)));
        }
        if visit.discount != Money::ZERO && visit.insured {
            let amount = dollars(visit.discount);
            story.push(text(&plain(w.we_took_off, &[("amount", &amount)])));
        }
        if let Some(estimate) = &visit.estimate {
            let (said, billed) = (dollars(estimate.amount), dollars(visit.billed()));
            let args = [("estimate", said.as_str()), ("billed", &billed)];
            story.push(text(&plain(w.estimate, &args)));
        }
        if let Some(over) = visit.over_estimate() {
            let (over, page) = (dollars(over), self.rights_page.to_string());
            let template = if self.rights_page == 0 {
                w.over_estimate_below
            } else {
                w.over_estimate
            };
            story.push(say(template, &[("over", &over), ("page", &page)]));
        }
        let asked: Money = visit.reasons.iter().map(|reason| reason.amount).sum();
        // On a plan, what was paid is told by the plan.
        if Money::ZERO < visit.patient_paid && visit.on_plan == Money::ZERO {
            let amount = dollars(visit.patient_paid);
            story.push(text(&if visit.patient_paid < asked {
                plain(w.paid_some, &[("amount", &amount)])
            } else {
                w.paid_all.to_owned()
            }));
        }
        joined(story)
    }

    /// The codes of a visit: `Code 99213`.
    pub fn codes(&self, visit: &Visit) -> String {
        if visit.codes.is_empty() {
            return String::new();
        }
        plain(self.words.code, &[("codes", &visit.codes.join(", "))])
    }

    /// How the payment plan stands.
    pub fn plan(&self) -> Rich {
        let Some(plan) = &self.bill.plan else {
            return Rich::new();
        };
        let w = self.words;
        let days: Vec<Day> = plan.payments.iter().filter_map(|p| p.due_on).collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Rich::new();
        };
        let even = plan
            .payments
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.amount == b.amount));
        let payment = plan.payments.first().map_or(Money::ZERO, |p| p.amount);
        let (total, payment) = (dollars(plan.total()), dollars(payment));
        let on = match plan.every {
            Every::Month => (w.on_day)(first.day()),
            Every::TwoWeeks => w.every_two_weeks.to_owned(),
            Every::Week => w.every_week.to_owned(),
        };
        let count = plan.payments.len().to_string();
        let template = if even { w.plan_even } else { w.plan_uneven };
        let mut says = vec![text(&plain(
            template,
            &[
                ("total", &total),
                ("count", &count),
                ("payment", &payment),
                ("first", w.month_of(*first)),
                ("last", w.month_of(*last)),
                ("on", &on),
            ],
        ))];
        let mut late = false;
        for missed in plan.missed(self.made_on) {
            late = true;
            let (amount, day) = (dollars(missed.open()), missed.due_on.unwrap_or(*first));
            let month = match plan.every {
                Every::Month => w.month_of(day).to_owned(),
                Every::TwoWeeks | Every::Week => self.day(Some(day)),
            };
            let args = [("month", month.as_str()), ("amount", amount.as_str())];
            says.push(say(w.plan_missed, &args));
        }
        if late {
            if plan.keep_by.is_some() {
                let day = self.day(plan.keep_by);
                says.push(text(&plain(w.plan_keep, &[("day", &day)])));
            }
        } else if plan.made() == 0 {
            let day = self.day(Some(*first));
            says.push(text(&plain(w.plan_none_made, &[("day", &day)])));
        } else {
            let made = plan.made().to_string();
            says.push(text(&plain(w.plan_made, &[("made", &made)])));
        }
        says.push(text(&self.plan_left()));
        joined(says)
    }

    /// What is left of the plan after what this bill asks for.
    fn plan_left(&self) -> String {
        let w = self.words;
        let payments = self.bill.plan.iter().flat_map(|plan| &plan.payments);
        let later = payments.clone().filter(|p| Some(self.due_on) < p.due_on);
        let left: Money = later.clone().map(|payment| payment.open()).sum();
        let now = payments
            .filter(|p| p.due_on <= Some(self.due_on) && Money::ZERO < p.open())
            .filter_map(|payment| payment.due_on)
            .max();
        let Some(now) = now else { return String::new() };
        let (month, amount) = (w.month_of(now), dollars(left));
        if left == Money::ZERO {
            let mut says = plain(w.plan_last, &[("month", month)]);
            capital_first(&mut says);
            return says;
        }
        let args = [("month", month), ("amount", amount.as_str())];
        self.count(w.plan_left_one, w.plan_left_many, later.count(), &args)
    }

    /// What moved since the last bill: what it was, and how much.
    pub fn moved(&self) -> Vec<(String, Money)> {
        let w = self.words;
        let moved = self.bill.moved.iter();
        moved
            .map(|step| {
                let day = self.day(step.on);
                let day = [("day", day.as_str())];
                let says = match step.what {
                    Movement::LastBill => plain(w.last_bill, &day),
                    Movement::YouPaid => plain(w.you_paid, &day),
                    Movement::CameBack => plain(w.came_back, &day),
                    Movement::Refunded => plain(w.refunded, &day),
                    Movement::TakenOff => plain(w.taken_off, &day),
                    Movement::Insurance => plain(w.insurance_answered, &day),
                    Movement::ToPlan => w.to_plan.to_owned(),
                    Movement::Elsewhere => w.elsewhere.to_owned(),
                    Movement::FromPlan if self.bill.plan.is_some() => w.plan_ahead.to_owned(),
                    Movement::FromPlan => w.off_plan.to_owned(),
                    Movement::New => w.part_new.to_owned(),
                    Movement::PlanPayment => self.plan_part(),
                };
                (says, step.amount)
            })
            .collect()
    }

    /// How the age of what is owed is counted.
    pub fn age_note(&self) -> String {
        let w = self.words;
        let late = self.bill.past_due() != Money::ZERO;
        let mut says: Vec<&str> = Vec::new();
        if !late && !self.plan_is_late() {
            says.push(w.none_late);
        }
        says.push(match (self.uninsured(), late) {
            (true, _) => w.age_other,
            (false, true) => w.age_insurance,
            (false, false) => w.age_insurance_long,
        });
        if self.bill.plan.is_some() {
            says.push(w.age_no_plan);
        }
        says.join(" ")
    }
}

fn capital_first(text: &mut String) {
    let mut letters = text.chars();
    if let Some(first) = letters.next() {
        *text = first.to_uppercase().chain(letters).collect();
    }
}
