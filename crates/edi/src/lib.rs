//! Claims out of X12 files: an 837P file, segment by segment, becomes [`billing`] claims, with
//! everything that was noticed on the way. Pure: no disk, no clock; the bytes come from the caller.
//!
//! ```
//! # fn look(file: &[u8]) {
//! for read in edi::read_claims(file) {
//!     match read {
//!         edi::Read::Set(set) => println!("from {}", set.sender),
//!         edi::Read::Claim(claim) => println!("claim at segment {}", claim.place.segment),
//!         edi::Read::Finding(finding) => println!("{}", finding.text),
//!     }
//! }
//! # }
//! ```

mod claim;
mod foreign;
mod levels;
mod loops;
mod meaning;
mod parts;
mod read;
mod walk;
mod words;

pub use meaning::meaning;
pub use read::{Claims, Read, ReadClaim, ReadSet, SourceSegment, read_claims};
