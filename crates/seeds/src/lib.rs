//! Practices that do not exist, made on the spot by code: the demo practice, small practices for tests
//! and large ones for measuring. Nothing is stored and no clock is read: the same plan and the same
//! day give the same claims, byte for byte, and any row can be made alone.
//!
//! Claims come as [`billing::claim::ClaimContent`], filled as an 837P would carry them, so that they
//! go the same road as an import. Nobody can take one for real: NPIs begin with 2, tax ids with 00,
//! social security numbers with 999, telephones are 555-01xx, payers `CBD01` to `CBD12`, Medicare
//! numbers have an S where no real one has a letter S, NDCs and the CLIA number begin with 99.
//!
//! ```
//! let today = values::Day::new(2026, 11, 24).unwrap();
//! let practice = seeds::practice(&seeds::Plan::small(), today);
//! let claims: Vec<_> = practice.claims().collect();
//! let file = seeds::x12_file::write_837p(&claims, &seeds::x12_file::Options::new(today));
//! assert!(file.starts_with("ISA*00*"));
//! ```

pub mod bills;
mod codes;
mod colleagues;
mod dice;
mod follow;
mod kind;
pub mod money;
mod names;
mod order;
mod payers;
mod people;
mod places;
mod plan;
mod practice;
mod schedule;
mod visit;
pub mod x12_file;

pub use kind::Kind;
pub use payers::{PAYERS, Payer};
pub use plan::{Mix, Plan};
pub use practice::{Facts, PatientExtra, Practice, practice};
