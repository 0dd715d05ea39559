//! A patient's statement as facts and figures, with no layout and with no language but the names of
//! things: what a bill says, where each figure of it comes from in the ledger, and the sums that must
//! tie before a page is drawn. Receipts and deposit slips are kept to the same rule. The words and the
//! paper are `forms::statement`.

pub mod check;
pub mod deposit;
pub mod level;
pub mod plan;
pub mod reason;
pub mod receipt;
pub mod rules;
pub mod run;
pub mod scanline;
pub mod sent;
pub mod story;

mod bill;
mod practice;
#[cfg(test)]
mod tests;

pub use bill::{Aged, Bill, Estimate, Level, Moved, Movement, Pending, Person, Visit, Written};
pub use check::Fault;
pub use deposit::{DepositItem, DepositSlip, Tender};
pub use plan::{Instalment, Plan};
pub use practice::{Language, PayPage, Practice, Promises};
pub use reason::{Reason, SecondPayer, Why};
pub use receipt::{PaidBy, PaidFor, Receipt, ReceiptItem, StillOwed, Toward};
pub use scanline::{Scanline, ScanlineError};
