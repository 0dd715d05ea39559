//! The slip that goes to the bank with checks and cash. English: it is for the bank and the practice.

use billing::statement::{DepositSlip, Language, Tender};
use values::Money;

use super::StatementError;
use super::flow::{joined, text};
use super::half::{Column, END, Half, SET};
use super::letters::{one, practice};
use super::page::{LEFT, RIGHT};
use super::words::{dollars, figure, say, words};
use crate::pdf::Meta;

const COLUMNS: [Column; 5] = [
    Column {
        left: LEFT,
        right: 85.0,
        figures: false,
    },
    Column {
        left: 91.0,
        right: 262.0,
        figures: false,
    },
    Column {
        left: 271.0,
        right: 356.0,
        figures: false,
    },
    Column {
        left: 364.0,
        right: 490.0,
        figures: false,
    },
    Column {
        left: 496.0,
        right: RIGHT,
        figures: true,
    },
];

const HEADS: [&str; 5] = ["No.", "From", "Check", "Posted to", "Amount"];

/// A deposit slip as a PDF of half a sheet.
///
/// # Errors
/// When it does not come to what is posted, or a text cannot be shown.
pub fn deposit_slip(slip: &DepositSlip, meta: Meta) -> Result<Vec<u8>, StatementError> {
    let faults = slip.check();
    if !faults.is_empty() {
        return Err(StatementError::Sums(faults));
    }
    let slip = readable(slip)?;
    let w = words(Language::English);
    let count = slip.items.len();
    let mut subtitle = slip
        .made_on
        .map_or_else(String::new, |day| w.day_and_year(day));
    subtitle.push_str(&match count {
        1 => " · 1 item".to_owned(),
        count => format!(" · {count} items"),
    });
    let about = match (slip.account_ending.as_str(), slip.bank.as_str()) {
        ("", bank) => bank.to_owned(),
        (ending, "") => format!("Account ending {ending}"),
        (ending, bank) => format!("Account ending {ending}, {bank}"),
    };
    let about = vec![about];
    let title = format!("Deposit {}", slip.number);
    let mut half = Half::new(&slip.practice, about, title, subtitle, None);
    half.y += 9.0;
    half.heads(&COLUMNS, &HEADS);
    for (n, item) in (1..).zip(&slip.items) {
        let check = match &item.tender {
            Tender::Cash => "–".to_owned(),
            Tender::Check { number } => number.clone(),
        };
        let cells = [
            n.to_string(),
            item.from.clone(),
            check,
            item.posted_to.clone(),
            figure(item.amount),
        ];
        half.row(&COLUMNS, &HEADS, &cells);
    }
    let (checks, cash) = (figure(slip.checks()), figure(slip.cash()));
    let label = match (slip.checks() == Money::ZERO, slip.cash() == Money::ZERO) {
        (false, false) => format!("Checks {checks} + cash {cash}"),
        (true, _) => format!("Cash {cash}"),
        (false, true) => format!("Checks {checks}"),
    };
    half.total(&COLUMNS, &label, &dollars(slip.posted));
    half.y += 6.0;
    let posted = figure(slip.posted);
    let agree = say(
        "Posted in the ledger: {posted}. <b>They agree.</b>",
        &[("posted", &posted)],
    );
    let others = text("Card payments and bank transfers are not in this deposit.");
    half.paragraph(LEFT, RIGHT, &joined([agree, others]));
    signatures(&mut half, &slip);
    Ok(half.finish(w, "Deposit slip", "", meta)?)
}

/// Where two people sign, below the last page's content.
fn signatures(half: &mut Half, slip: &DepositSlip) {
    let y = END + 2.0;
    let prepared = match slip.prepared_by.as_str() {
        "" => "Prepared by".to_owned(),
        name => format!("Prepared by {name}"),
    };
    let leaf = half.leaf();
    let end = leaf.text(SET.style.soft(), LEFT, y, &prepared);
    leaf.rule(0.2, end + 4.0, (end + 94.0).min(330.0), y + 1.5, 0.5);
    let end = leaf.text(SET.style.soft(), 420.0, y, "Checked by");
    leaf.rule(0.2, end + 4.0, RIGHT, y + 1.5, 0.5);
}

fn readable(slip: &DepositSlip) -> Result<DepositSlip, StatementError> {
    let mut slip = slip.clone();
    practice(&mut slip.practice)?;
    let whose = "a name or number on the deposit slip";
    for text in [
        &mut slip.number,
        &mut slip.account_ending,
        &mut slip.bank,
        &mut slip.prepared_by,
    ] {
        one(text, whose)?;
    }
    for item in &mut slip.items {
        one(&mut item.from, whose)?;
        one(&mut item.posted_to, whose)?;
        if let Tender::Check { number } = &mut item.tender {
            one(number, whose)?;
        }
    }
    Ok(slip)
}
