//! A claim as CMS-1500 forms: every item from the claim, by the form's instructions and the rules of
//! its program, and what a person should know before it is printed.

mod days;
mod insured;
mod lines;
mod provider;
mod rules;
mod words;

use billing::claim::ClaimContent;
use values::{Day, Money};

use crate::items::LINES;
use crate::page::{FormFinding, FormPage, Severity};
use rules::{Program, Rules, rules};

/// A claim's forms, and what is to be known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// One for each six lines of service.
    pub pages: Vec<FormPage>,
    /// In the order of the boxes' filling.
    pub findings: Vec<FormFinding>,
}

impl Filled {
    /// True when the payer would send the forms back.
    pub fn needs_fixing(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Fix)
    }
}

/// Fills the forms of a claim as they print today, which is the date of item 31.
///
/// Six lines go on a form; further forms repeat items 1 to 23 and 25 to 33. What the claim has and
/// the form cannot carry is a finding, never cut.
pub fn fill(claim: &ClaimContent, today: Day) -> Filled {
    filled(claim, today, Some(today))
}

/// As [`fill`], with no date in item 31: what the claim itself says. The findings are the same.
pub fn unsigned(claim: &ClaimContent, today: Day) -> Filled {
    filled(claim, today, None)
}

fn filled(claim: &ClaimContent, today: Day, signed_on: Option<Day>) -> Filled {
    let rules = rules();
    let mut head = Writer {
        rules,
        program: rules.program(&claim.coverage.filing_indicator),
        page: FormPage::new(),
        findings: Vec::new(),
    };
    insured::fill(&mut head, claim);
    provider::fill(&mut head, claim, signed_on);
    days::check(&mut head, claim, today);

    let forms = claim.lines.len().div_ceil(LINES).max(1);
    let mut pages = Vec::with_capacity(forms);
    let mut findings = std::mem::take(&mut head.findings);
    if claim.lines.is_empty() {
        findings.push(FormFinding::new(
            "24",
            Severity::Fix,
            "E21",
            "The claim has no line of service. Add one.".to_owned(),
        ));
    }
    for form in 0..forms {
        let lines = claim.lines.iter().skip(form * LINES).take(LINES);
        let mut writer = Writer {
            page: head.page.clone(),
            findings: Vec::new(),
            ..head
        };
        for (row, line) in lines.clone().enumerate() {
            lines::fill(&mut writer, claim, line, row + 1, form * LINES + row + 1);
        }
        let form_total: Money = lines.map(|line| line.charge).sum();
        totals(&mut writer, claim, form_total, form, forms);
        pages.push(writer.page);
        findings.append(&mut writer.findings);
    }
    Filled { pages, findings }
}

/// Items 28 and 29.
fn totals(writer: &mut Writer, claim: &ClaimContent, form_total: Money, form: usize, forms: usize) {
    let all: Money = claim.lines.iter().map(|line| line.charge).sum();
    let paid = paid(writer.program, claim);
    let (first, last) = (form == 0, form + 1 == forms);
    let (total, paid_here) = match writer.program.total_on_each_form {
        true => (Some(form_total), first),
        false if last => (Some(all), true),
        false => (None, false),
    };
    match total {
        Some(total) => writer.money("28", "total_dollars", "total_cents", total),
        None => writer.put("28", "total_dollars", &writer.program.continued),
    }
    if paid_here && paid != Money::ZERO {
        writer.money("29", "paid_dollars", "paid_cents", paid);
        if writer.program.total_on_each_form && 1 < forms {
            writer.check("29", "F06", "The amount paid stands on the first of the forms. Move it if it was paid on the lines of another.");
        }
    }
    if !last {
        return;
    }
    if all < paid {
        writer.check(
            "29",
            "E31",
            "More is paid than charged. Check the amount paid.",
        );
    }
    if all != claim.charge {
        writer.check("28", "E30", "The lines do not add up to the charge of the claim. Box 28 shows the sum of the lines.");
    }
}

/// What was paid: by the patient, and by other payers where the program counts them.
fn paid(program: &Program, claim: &ClaimContent) -> Money {
    let patient = claim.amount("F5").unwrap_or_default();
    if !program.paid_by_others {
        return patient;
    }
    let amounts = claim
        .other_coverages
        .iter()
        .flat_map(|other| &other.amounts);
    patient
        + amounts
            .filter(|a| a.qualifier == "D")
            .map(|a| a.amount)
            .sum()
}

/// A form under way, and what was noticed.
struct Writer<'a> {
    rules: &'a Rules,
    program: &'a Program,
    page: FormPage,
    findings: Vec<FormFinding>,
}

impl Writer<'_> {
    /// Puts a text into a subfield; what does not fit is noted.
    fn put(&mut self, item: &str, subfield: &str, text: &str) {
        self.put_line(item, subfield, text, None);
    }

    /// As [`Writer::put`], for a service line with its number in the claim.
    fn put_line(&mut self, item: &str, subfield: &str, text: &str, number: Option<usize>) {
        if let Err(mut finding) = self.page.set(item, subfield, text) {
            if !self.rules.must_fit(item, subfield) {
                finding.severity = Severity::Check;
                finding.text.push_str(" It is left out.");
            }
            if let Some(number) = number {
                let (on_the_form, in_the_claim) =
                    (format!("24.{}", &item[3..]), format!("24.{number}"));
                finding.box_ = finding.box_.replacen(&on_the_form, &in_the_claim, 1);
                finding.text = finding.text.replacen(&on_the_form, &in_the_claim, 1);
            }
            self.findings.push(finding);
        } else if self
            .page
            .get(item, subfield)
            .contains(|c: char| !is_usual(c))
        {
            let box_ = number.map_or_else(|| item.to_owned(), |number| format!("24.{number}"));
            self.say(
                &box_,
                Severity::Check,
                "E02",
                format!(
                    "Box {box_} has signs that payers' scanners misread. Write letters and digits."
                ),
            );
        }
    }

    /// Marks a box.
    fn mark(&mut self, item: &str, subfield: &str) {
        self.put(item, subfield, "X");
    }

    /// Puts a day into its three subfields, whose names begin as given.
    fn day(&mut self, item: &str, start: &str, day: Day, year_digits: usize) {
        let year = format!("{:04}", day.year());
        self.put(item, &format!("{start}mm"), &format!("{:02}", day.month()));
        self.put(item, &format!("{start}dd"), &format!("{:02}", day.day()));
        self.put(
            item,
            &format!("{start}yyyy"),
            &year[year.len() - year_digits.min(4)..],
        );
    }

    /// Puts an amount into its dollars and cents.
    fn money(&mut self, item: &str, dollars: &str, cents: &str, amount: Money) {
        self.money_line(item, dollars, cents, amount, None);
    }

    /// As [`Writer::money`], for a service line with its number in the claim.
    fn money_line(
        &mut self,
        item: &str,
        dollars: &str,
        cents: &str,
        amount: Money,
        number: Option<usize>,
    ) {
        let box_ = match number {
            Some(number) => format!("24.{number} F"),
            None => item.to_owned(),
        };
        if amount < Money::ZERO {
            let text =
                format!("Box {box_} is a negative amount, which the form cannot show. Correct it.");
            return self.say(&box_, Severity::Fix, "E06", text);
        }
        let before = self.findings.len();
        self.put_line(item, dollars, &(amount.cents() / 100).to_string(), number);
        match self.findings.get_mut(before) {
            Some(finding) => finding.code = "E06",
            None => self.put_line(item, cents, &format!("{:02}", amount.cents() % 100), number),
        }
    }

    /// Notes something without which the form comes back.
    fn fix(&mut self, box_: &str, code: &'static str, text: &str) {
        self.say(box_, Severity::Fix, code, text.to_owned());
    }

    /// Notes something to look at.
    fn check(&mut self, box_: &str, code: &'static str, text: &str) {
        self.say(box_, Severity::Check, code, text.to_owned());
    }

    fn say(&mut self, box_: &str, severity: Severity, code: &'static str, text: String) {
        self.findings
            .push(FormFinding::new(box_, severity, code, text));
    }
}

/// The signs that a scanned form may carry.
fn is_usual(c: char) -> bool {
    c.is_ascii_alphanumeric() || " ,-'&/.#()+*:$%".contains(c)
}
