//! The rules of billing and the words they speak: patients, coverages, claims, what matches what.
//! Pure: no disk, no clock, no X12, no SQL, no PDF.

pub mod account_note;
pub mod appeal;
pub mod chart;
pub mod chart_form;
pub mod claim;
pub mod claim_form;
pub mod claim_items;
pub mod deposit;
pub mod estimate;
pub mod generations;
pub mod ledger;
pub mod letter;
pub mod line_form;
pub mod lookups;
pub mod odd;
pub mod party;
pub mod payment_plan;
pub mod placement;
pub mod print_job;
pub mod reasons;
mod record;
pub mod remittance;
pub mod services;
pub mod statement;
pub mod typed;
