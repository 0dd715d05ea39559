//! The forms as others see them: where the ink stands, what a claim becomes, what the PDF holds.

// A test stops at the first surprise; clippy sees tests only in functions that are marked as such.
#![allow(clippy::unwrap_used)]

mod claims;
mod pdf;
mod places;
mod words;

use values::Day;

/// What a print of these tests says about itself.
fn meta() -> forms::Meta {
    forms::Meta {
        made_on: day("2026-07-03"),
        id: *b"a print of tests",
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}
