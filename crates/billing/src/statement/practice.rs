//! Who sends a bill, how it is paid, and what the practice promises on it.

use crate::record::record;

/// The language of a paper. Days, amounts and sentences follow it; names do not.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Language {
    /// English of the United States.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Spanish of the United States.
    #[serde(rename = "es")]
    Spanish,
}

record! {
    /// Who sends the paper. All of it comes from the practice's settings; nothing of it from the
    /// ledger.
    pub struct Practice {
        /// The name over everything: `Harbor Lane Family Medicine`. Without the specialty that would
        /// tell a stranger what the letter is about.
        pub name: String,
        /// The return address below the name, a line each: at most two, so that all of it stands in
        /// the upper window.
        pub address: Vec<String>,
        /// Where checks go, whole lines with the name: at most three. Empty when nothing is paid by
        /// mail: then the bill has no slip.
        pub remit_to: Vec<String>,
        /// The billing telephone as it is printed: `614-555-0100`.
        pub phone: String,
        /// Where to write; empty when the practice answers no e-mail.
        pub email: String,
        /// Opening hours of the telephone in the bill's language: `Monday to Friday, 8 to 5`.
        pub hours: String,
        /// Where one may come in person: `400 Harbor Lane, Suite 12`. Empty when nowhere.
        pub office: String,
        /// Employer identification number, for the itemised receipt: `12-3456789`.
        pub tax_id: String,
    }

    /// The practice's own page where a bill is paid. The square on the paper holds `link` and nothing
    /// else.
    pub struct PayPage {
        /// As it is typed: `harborlane.example/pay`.
        pub address: String,
        /// What is typed there: `7K4P 29`. Random, of this bill alone, ends with the bill.
        pub code: String,
        /// What the square holds: the page with the code. No name, no account, no amount.
        pub link: String,
    }

    /// What the practice promises on its bills. Each one is a setting that the practice confirms before
    /// its first run; what is not confirmed is not printed.
    pub struct Promises {
        /// Days within which an objection is answered in writing.
        pub answer_days: Option<u16>,
        /// While an objection is open, that part is not asked for.
        pub not_asked_meanwhile: bool,
        /// One may pay monthly at no extra cost.
        pub monthly_free: bool,
        /// There is a financial help form.
        pub help_form: bool,
        /// Somebody calls back with an interpreter.
        pub interpreter: bool,
        /// Which key of the telephone menu leads to the other language: 2 for Spanish on an English
        /// bill, 1 for English on a Spanish one. None without a menu.
        pub other_language_option: Option<u8>,
    }
}
