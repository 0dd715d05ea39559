//! The ledger: every movement of money goes from one account to another, so a posting that does not
//! balance cannot be written. A posting belongs to what it follows from (a claim, a remittance, an
//! act); when that changes or is taken back, its reversal is appended and both stay visible. Whose
//! dollar each open dollar is follows from the events of the claim (`standing`).

use std::fmt;
use std::str::FromStr;

use values::{ActId, ClaimId, Day, LineId, Money, PatientId, PayerId, RemitId};

pub mod act;
pub mod aging;
pub mod policy;
pub mod postings;
pub mod standing;
pub mod state;
pub mod visit;
pub mod void;

/// Who owes an open dollar, as the books keep it: a payer by its order, or the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Debtor {
    /// The payer of this order: 1 primary, 2 secondary, 3 tertiary, and on.
    Payer(u8),
    /// The patient, or who answers for the bill.
    Patient,
}

/// Where money stands. Text of the stored form in brackets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// What is owed to us (`ar:1`, `ar:patient`).
    Receivable(Debtor),
    /// What was charged (`charges`).
    Charges,
    /// Our own fees that are no care, by reason (`fee:returned_check`).
    Fee(String),
    /// What a payer took off, by group and CARC (`adj:CO-45`).
    Adjustment(String, String),
    /// What we wrote off, by reason (`off:small_balance`).
    WriteOff(String),
    /// What we let a patient off, by reason (`discount:hardship`).
    Discount(String),
    /// Money in hand and in the bank (`cash`).
    Cash,
    /// A check between the bank and what it answers (`clearing`); nothing stays on it.
    Clearing,
    /// Provider-level adjustments by code (`provider:WO`): what a payer keeps or adds apart from claims.
    Provider(String),
    /// Patients' money that is on no claim yet (`unapplied`).
    Unapplied,
    /// What was paid or taken off before these books began (`before`).
    Before,
    /// Opening balances that no claim here explains (`opening`).
    Opening,
    /// What a later payer took off once more that an earlier one had taken off (`twice`).
    Twice,
    /// Between two visits of an account of which one's credit pays the other (`moved`); in all nothing stays
    /// on it.
    Moved,
}

impl fmt::Display for Debtor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Debtor::Payer(order) => write!(f, "{order}"),
            Debtor::Patient => f.write_str("patient"),
        }
    }
}

impl FromStr for Debtor {
    type Err = ();
    fn from_str(text: &str) -> Result<Debtor, ()> {
        match text {
            "patient" => Ok(Debtor::Patient),
            _ => match text.parse() {
                Ok(order) if 0 < order => Ok(Debtor::Payer(order)),
                _ => Err(()),
            },
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Account::Receivable(debtor) => write!(f, "ar:{debtor}"),
            Account::Charges => f.write_str("charges"),
            Account::Fee(reason) => write!(f, "fee:{reason}"),
            Account::Adjustment(group, reason) => write!(f, "adj:{group}-{reason}"),
            Account::WriteOff(reason) => write!(f, "off:{reason}"),
            Account::Discount(reason) => write!(f, "discount:{reason}"),
            Account::Cash => f.write_str("cash"),
            Account::Clearing => f.write_str("clearing"),
            Account::Provider(code) => write!(f, "provider:{code}"),
            Account::Unapplied => f.write_str("unapplied"),
            Account::Before => f.write_str("before"),
            Account::Opening => f.write_str("opening"),
            Account::Twice => f.write_str("twice"),
            Account::Moved => f.write_str("moved"),
        }
    }
}

impl FromStr for Account {
    type Err = ();
    fn from_str(text: &str) -> Result<Account, ()> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        Ok(match (kind, rest) {
            ("ar", debtor) => Account::Receivable(debtor.parse()?),
            ("charges", "") => Account::Charges,
            ("adj", codes) => {
                let (group, reason) = codes.split_once('-').ok_or(())?;
                Account::Adjustment(group.to_owned(), reason.to_owned())
            }
            ("fee", reason) if !reason.is_empty() => Account::Fee(reason.to_owned()),
            ("off", reason) => Account::WriteOff(reason.to_owned()),
            ("discount", reason) => Account::Discount(reason.to_owned()),
            ("cash", "") => Account::Cash,
            ("clearing", "") => Account::Clearing,
            ("provider", code) => Account::Provider(code.to_owned()),
            ("unapplied", "") => Account::Unapplied,
            ("before", "") => Account::Before,
            ("opening", "") => Account::Opening,
            ("twice", "") => Account::Twice,
            ("moved", "") => Account::Moved,
            _ => return Err(()),
        })
    }
}

/// What an open dollar stands on: a visit (by the claim that carries its charges), or a row of the
/// opening balances that names no claim. The sixteen bytes of either id.
pub type Item = [u8; 16];

/// A movement from one account to another. The amount is above zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What gets more: what is owed to us, what is in hand, what was given up.
    pub debit: Account,
    /// What it comes out of.
    pub credit: Account,
    /// How much.
    pub amount: Money,
    /// The visit, where the movement is about one.
    pub item: Option<Item>,
    /// The service line of the debit side; none for the whole visit.
    pub debit_line: Option<LineId>,
    /// The service line of the credit side.
    pub credit_line: Option<LineId>,
    /// The patient.
    pub patient: Option<PatientId>,
    /// The payer.
    pub payer: Option<PayerId>,
}

/// What a movement takes off what is owed to us; below zero it adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lessening<'e> {
    /// How much.
    pub amount: Money,
    /// Off whose balance.
    pub debtor: &'e Debtor,
    /// The service line; none for the whole visit.
    pub line: Option<LineId>,
    /// The account on the other side: what was paid, taken off, charged.
    pub by: &'e Account,
}

impl Entry {
    /// What this takes off what is owed to us. None of what moves between debtors, or apart from them.
    pub fn lessens(&self) -> Option<Lessening<'_>> {
        match (&self.debit, &self.credit) {
            (Account::Receivable(_), Account::Receivable(_)) => None,
            (Account::Receivable(debtor), by) => Some(Lessening {
                amount: -self.amount,
                debtor,
                line: self.debit_line,
                by,
            }),
            (by, Account::Receivable(debtor)) => Some(Lessening {
                amount: self.amount,
                debtor,
                line: self.credit_line,
                by,
            }),
            _ => None,
        }
    }

    /// A movement about nothing in particular; a negative amount goes the other way. None when nothing
    /// moves.
    pub fn new(debit: Account, credit: Account, amount: Money) -> Option<Entry> {
        let (debit, credit) = if amount < Money::ZERO {
            (credit, debit)
        } else {
            (debit, credit)
        };
        (amount != Money::ZERO).then(|| Entry {
            debit,
            credit,
            amount: Money::from_cents(amount.cents().abs()),
            item: None,
            debit_line: None,
            credit_line: None,
            patient: None,
            payer: None,
        })
    }

    /// The movement that takes this one back.
    pub fn mirrored(&self) -> Entry {
        Entry {
            debit: self.credit.clone(),
            credit: self.debit.clone(),
            debit_line: self.credit_line,
            credit_line: self.debit_line,
            ..self.clone()
        }
    }
}

/// What a posting follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A claim: its charges, and what its file says was paid.
    Claim(ClaimId),
    /// A claim of a remittance by its part; 0 for the check itself.
    Remittance(RemitId, u32),
    /// An act.
    Act(ActId),
    /// The standing of a visit: transfers of responsibility.
    Standing(Item),
}

impl Source {
    /// The kind as it is kept.
    pub fn kind(&self) -> &'static str {
        match self {
            Source::Claim(_) => "claim",
            Source::Remittance(..) => "remittance",
            Source::Act(_) => "act",
            Source::Standing(_) => "transfer",
        }
    }

    /// The id and the part as they are kept.
    pub fn key(&self) -> ([u8; 16], u32) {
        match self {
            Source::Claim(id) => (id.bytes(), 0),
            Source::Remittance(id, part) => (id.bytes(), *part),
            Source::Act(id) => (id.bytes(), 0),
            Source::Standing(item) => (*item, 0),
        }
    }

    /// What was kept.
    pub fn read(kind: &str, id: [u8; 16], part: u32) -> Option<Source> {
        Some(match kind {
            "claim" => Source::Claim(ClaimId::from_bytes(id)),
            "remittance" => Source::Remittance(RemitId::from_bytes(id), part),
            "act" => Source::Act(ActId::from_bytes(id)),
            "transfer" => Source::Standing(id),
            _ => return None,
        })
    }
}

/// A posting as it should stand: entries that are appended together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What it follows from.
    pub source: Source,
    /// In whose day's books it stands.
    pub on: Day,
    /// The movements.
    pub entries: Vec<Entry>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn accounts_read_back() {
        for text in [
            "ar:1",
            "ar:patient",
            "charges",
            "fee:returned_check",
            "adj:CO-45",
            "off:small_balance",
            "discount:hardship",
            "cash",
            "clearing",
            "provider:WO",
            "unapplied",
            "before",
            "opening",
            "twice",
            "moved",
        ] {
            assert_eq!(text.parse::<Account>().unwrap().to_string(), text);
        }
        for text in ["ar:0", "ar:", "adj:CO", "till", "cash:1", "fee:"] {
            assert!(text.parse::<Account>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_negative_movement_goes_the_other_way() {
        let back = Entry::new(Account::Cash, Account::Clearing, Money::from_cents(-5)).unwrap();
        assert_eq!(
            (&back.debit, &back.credit),
            (&Account::Clearing, &Account::Cash)
        );
        assert_eq!(back.amount, Money::from_cents(5));
        assert!(Entry::new(Account::Cash, Account::Clearing, Money::ZERO).is_none());
        assert_eq!(back.mirrored().mirrored(), back);
    }
}
