//! The rules of billing and the words they speak: patients, coverages, claims, what matches what.
//! Pure: no disk, no clock, no X12, no SQL, no PDF.

pub mod chart;
pub mod claim;
pub mod lookups;
pub mod party;
mod record;
