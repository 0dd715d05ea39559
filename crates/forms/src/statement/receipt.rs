//! The receipt of a payment, with the services behind it for a health savings account.

use billing::statement::{PaidBy, PaidFor, Receipt, ReceiptItem, StillOwed, Toward};
use values::Money;

use super::StatementError;
use super::flow::{fitted, lines, text, write_all};
use super::half::{Column, Half, SET};
use super::letters::{one, practice};
use super::page::{LEFT, RIGHT};
use super::words::{Rich, Words, dollars, figure, plain, say, words};
use crate::face::Face::Bold;
use crate::leaf::Style;
use crate::pdf::Meta;
use crate::picture::Picture;

/// Where the second column begins.
const MIDDLE: f32 = 255.0;

const FOR: [Column; 2] = [
    Column {
        left: MIDDLE,
        right: 490.0,
        figures: false,
    },
    Column {
        left: 500.0,
        right: RIGHT,
        figures: true,
    },
];

const ITEMS: [Column; 5] = [
    Column {
        left: LEFT,
        right: 112.0,
        figures: false,
    },
    Column {
        left: 118.0,
        right: 366.0,
        figures: false,
    },
    Column {
        left: 372.0,
        right: 426.0,
        figures: true,
    },
    Column {
        left: 432.0,
        right: 506.0,
        figures: true,
    },
    Column {
        left: 510.0,
        right: RIGHT,
        figures: true,
    },
];

/// A receipt as a PDF of half a sheet.
///
/// # Errors
/// When a sum does not tie or a text cannot be shown.
pub fn receipt(receipt: &Receipt, meta: Meta) -> Result<Vec<u8>, StatementError> {
    receipt_with(receipt, None, meta)
}

/// A receipt as a PDF of half a sheet, with the practice's logo.
///
/// # Errors
/// As [`receipt`].
pub fn receipt_with(
    receipt: &Receipt,
    logo: Option<&Picture>,
    meta: Meta,
) -> Result<Vec<u8>, StatementError> {
    let faults = receipt.check();
    if !faults.is_empty() {
        return Err(StatementError::Sums(faults));
    }
    let receipt = readable(receipt)?;
    let w = words(receipt.language);
    let practice = &receipt.practice;
    let mut about = vec![practice.address.join(", ")];
    about.push(practice.phone.clone());
    if !receipt.items.is_empty() && !practice.tax_id.is_empty() {
        about.push(plain(w.items_tax, &[("tax", &practice.tax_id)]));
    }
    about.retain(|line| !line.is_empty());
    let mut when = receipt
        .made_on
        .map_or_else(String::new, |day| w.day_and_year(day));
    if !receipt.time.is_empty() {
        when.push_str(&format!(", {}", receipt.time));
    }
    let title = plain(w.receipt, &[("number", &receipt.number)]);
    let mut half = Half::new(practice, about, title, when, logo);
    let top = half.y;
    paid(&mut half, &receipt, w);
    half.y = top;
    rows(&mut half, &receipt, w);
    half.y += 10.0;
    half.paragraph(MIDDLE, RIGHT, &owes(&receipt, w));
    if !receipt.items.is_empty() {
        half.turn();
        items(&mut half, &receipt, w);
    }
    Ok(half.finish(w, w.receipt_title, w.receipt_keep, meta)?)
}

/// On the left: how much, how, by whom.
fn paid(half: &mut Half, receipt: &Receipt, w: &Words) {
    let y = half.y;
    let room = MIDDLE - LEFT - 16.0;
    let leaf = half.leaf();
    leaf.text(Style::new(Bold, 16.0), LEFT, y + 23.0, w.receipt_paid);
    let amount = dollars(receipt.amount);
    let style = fitted(Style::new(Bold, 28.0).tracked(-0.6), &amount, room);
    leaf.text(style, LEFT, y + 52.0, &amount);
    let how: Vec<String> = match &receipt.how {
        PaidBy::Cash => vec![w.receipt_cash.to_owned()],
        PaidBy::Check { number } => vec![plain(w.receipt_check, &[("number", number)])],
        PaidBy::Card { ending, approval } => {
            let card = match ending.as_str() {
                "" => w.receipt_card.to_owned(),
                ending => plain(w.receipt_card_ending, &[("ending", ending)]),
            };
            let approval = match approval.as_str() {
                "" => String::new(),
                approval => plain(w.receipt_approval, &[("approval", approval)]),
            };
            vec![card, approval]
        }
        PaidBy::Other { how } => vec![how.clone()],
    };
    let mut all: Vec<Rich> = how
        .iter()
        .filter(|how| !how.is_empty())
        .map(|h| text(h))
        .collect();
    let gap = all.len();
    all.push(say(w.receipt_by, &[("name", &receipt.paid_by)]));
    all.push(text(&format!("{} {}", w.account, receipt.account)));
    if !receipt.taken_by.is_empty() {
        all.push(text(&plain(
            w.receipt_taken,
            &[("name", &receipt.taken_by)],
        )));
    }
    let mut y = y + 70.0;
    for (n, rich) in all.iter().enumerate() {
        if n == gap {
            y += 9.0;
        }
        y = write_all(leaf, &SET, LEFT, y, &lines(rich, &SET, room));
    }
}

/// What it paid for.
fn rows(half: &mut Half, receipt: &Receipt, w: &Words) {
    let heads = [w.receipt_for, w.receipt_amount];
    half.y += 9.0;
    half.heads(&FOR, &heads);
    let year = receipt.made_on.map_or(0, |day| day.year());
    for row in &receipt.rows {
        let day = row.on.map_or_else(String::new, |day| w.short(day, year));
        let mut says: Vec<&str> = vec![&row.what];
        if !row.called.is_empty() {
            says.insert(0, &row.called);
        }
        let toward = match row.toward {
            Toward::Owed => "",
            Toward::Copay => w.toward_copay,
            Toward::Share => w.toward_share,
            Toward::Plan => w.toward_plan,
            Toward::Ahead => w.toward_ahead,
        };
        says.push(toward);
        let says: Vec<&str> = says.into_iter().filter(|text| !text.is_empty()).collect();
        let says = match day.as_str() {
            "" => says.join(", "),
            day => format!("{day} · {}", says.join(", ")),
        };
        half.row(&FOR, &heads, &[says, figure(row.amount)]);
    }
    if receipt.unapplied != Money::ZERO {
        let cells = [w.receipt_unapplied.to_owned(), figure(receipt.unapplied)];
        half.row(&FOR, &heads, &cells);
    }
    half.total(&FOR, w.receipt_total, &dollars(receipt.amount));
}

/// What is still owed, and what the plan has yet to answer.
fn owes(receipt: &Receipt, w: &Words) -> Rich {
    let year = receipt.made_on.map_or(0, |day| day.year());
    let day = |day: Option<values::Day>| day.map_or_else(String::new, |day| w.short(day, year));
    let mut says = if receipt.owed == Money::ZERO {
        text(w.receipt_owes_nothing)
    } else {
        let visits: Vec<String> = receipt
            .still_owed
            .iter()
            .map(|StillOwed { on, amount }| format!("{}, {}", day(*on), figure(*amount)))
            .collect();
        let amount = dollars(receipt.owed);
        say(
            w.receipt_owes,
            &[("amount", &amount), ("visits", &visits.join("; "))],
        )
    };
    if !receipt.waiting.is_empty() {
        let days: Vec<String> = receipt.waiting.iter().map(|on| w.day(*on, year)).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        let waiting = plain(w.receipt_waiting, &[("days", &w.row(&days))]);
        says = super::flow::joined([says, text(&waiting)]);
    }
    says
}

/// The services, one a row, with the sum of what was paid.
fn items(half: &mut Half, receipt: &Receipt, w: &Words) {
    half.heading(w.items_title);
    half.paragraph(LEFT, RIGHT, &text(w.items_about));
    half.y += 5.0;
    half.heads(&ITEMS, &w.items_columns);
    let year = receipt.made_on.map_or(0, |day| day.year());
    let mut paid = Money::ZERO;
    for item in &receipt.items {
        let ReceiptItem {
            on,
            patient,
            what,
            code,
            provider,
            charged,
            not_yours,
            paid: yours,
        } = item;
        let code = match code.as_str() {
            "" => String::new(),
            code => plain(w.code, &[("codes", code)]),
        };
        let says: Vec<&str> = [patient.as_str(), what, provider, &code]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        let cells = [
            on.map_or_else(String::new, |day| w.short(day, year)),
            says.join(", "),
            figure(*charged),
            figure(*not_yours),
            figure(*yours),
        ];
        half.row(&ITEMS, &w.items_columns, &cells);
        paid += *yours;
    }
    half.total(&ITEMS, w.receipt_total, &dollars(paid));
}

/// The receipt in the letters of the paper.
fn readable(receipt: &Receipt) -> Result<Receipt, StatementError> {
    let mut receipt = receipt.clone();
    practice(&mut receipt.practice)?;
    let name = "a name or number on the receipt";
    for text in [
        &mut receipt.number,
        &mut receipt.time,
        &mut receipt.paid_by,
        &mut receipt.account,
        &mut receipt.taken_by,
    ] {
        one(text, name)?;
    }
    match &mut receipt.how {
        PaidBy::Cash => {}
        PaidBy::Check { number } => one(number, name)?,
        PaidBy::Card { ending, approval } => {
            one(ending, name)?;
            one(approval, name)?;
        }
        PaidBy::Other { how } => one(how, name)?,
    }
    for PaidFor { called, what, .. } in &mut receipt.rows {
        one(called, "a patient’s name")?;
        one(what, "a visit")?;
    }
    for item in &mut receipt.items {
        one(&mut item.patient, "a patient’s name")?;
        one(&mut item.what, "a visit")?;
        one(&mut item.code, "a code")?;
        one(&mut item.provider, "a visit")?;
    }
    Ok(receipt)
}
