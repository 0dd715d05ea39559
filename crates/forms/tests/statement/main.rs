//! Statements as others see them: words where the layout puts them, windows that show an address and
//! nothing else, codes that machines read back, sums that must tie. `LOOK=folder` keeps the papers there
//! to be looked at.

// A test stops at the first surprise; clippy sees tests only in functions that are marked as such.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod labels;
mod outside;
mod pages;
mod papers;
mod readers;
mod windows;

use forms::Meta;
use forms::statement::{Look, statement};

/// What a paper of these tests says about itself.
fn meta() -> Meta {
    Meta {
        made_on: "2026-07-15".parse().unwrap(),
        id: *b"a print of tests",
    }
}

/// A statement as a PDF, kept under its name to be looked at.
#[track_caller]
fn paper(name: &str, bill: &billing::statement::Bill, large: bool) -> Vec<u8> {
    let pdf = statement(bill, &Look::default(), large, meta());
    keep(name, pdf.unwrap_or_else(|fault| panic!("{name}: {fault}")))
}

/// Keeps a paper when somebody wants to look at it.
fn keep(name: &str, pdf: Vec<u8>) -> Vec<u8> {
    if let Ok(folder) = std::env::var("LOOK") {
        std::fs::write(format!("{folder}/{name}.pdf"), &pdf).unwrap();
    }
    pdf
}
