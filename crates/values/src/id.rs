//! Ids: a prefix that names the kind and a UUIDv7. They sort by age, cannot be mixed up, can be
//! read in a log and say nothing about a patient.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id looks like {0}_0192f0c1a2b37c4d8e9f0a1b2c3d4e5f")]
pub struct IdError(pub &'static str);

/// Letters of an id: three for the kind, a line, and 32 digits.
const LENGTH: usize = 36;

/// An id as text, in a buffer: a record holds many ids, and each is read and written often.
fn text<'b>(buffer: &'b mut [u8; LENGTH], prefix: &str, id: &uuid::Uuid) -> &'b str {
    let (kind, digits) = buffer.split_at_mut(4);
    kind[..3].copy_from_slice(&prefix.as_bytes()[..3]);
    kind[3] = b'_';
    id.simple().encode_lower(digits);
    std::str::from_utf8(buffer).unwrap_or_default()
}

/// The number of an id: 32 digits in lower case.
fn number(digits: &str) -> Option<uuid::Uuid> {
    if digits.len() != 32 {
        return None;
    }
    let mut number = 0_u128;
    for byte in digits.bytes() {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        number = number << 4 | u128::from(digit);
    }
    Some(uuid::Uuid::from_u128(number))
}

/// Reads a value out of text that stands in a record, without copying the text first.
pub(crate) struct Parsed<T>(pub(crate) &'static str, pub(crate) PhantomData<T>);

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// What stands before the number in text.
            pub const PREFIX: &'static str = $prefix;

            /// A new id of the moment (UTC milliseconds) and ten random bytes (UUIDv7).
            pub fn new(at_ms: u64, random: [u8; 10]) -> $name {
                $name(uuid::Builder::from_unix_timestamp_millis(at_ms, &random).into_uuid())
            }

            /// The sixteen bytes of the number, as the ledger keeps it.
            pub fn bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }

            /// When it was made, UTC milliseconds.
            pub fn made_ms(self) -> i64 {
                let mut ms = [0; 8];
                ms[2..].copy_from_slice(&self.bytes()[..6]);
                i64::from_be_bytes(ms)
            }

            /// The id of sixteen bytes.
            pub fn from_bytes(bytes: [u8; 16]) -> $name {
                $name(uuid::Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(text(&mut [0; LENGTH], $prefix, &self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<$name, IdError> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then(number)
                    .map($name)
                    .ok_or(IdError($prefix))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(text(&mut [0; LENGTH], $prefix, &self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<$name, D::Error> {
                d.deserialize_str(Parsed($prefix, PhantomData))
            }
        }
    )+};
}

ids! {
    /// A practice and its database file.
    PracticeId = "prc";
    /// A person who signs in.
    UserId = "usr";
    /// A patient.
    PatientId = "pat";
    /// Who answers for bills.
    GuarantorId = "gua";
    /// A patient's coverage by one payer.
    CoverageId = "cov";
    /// A payer.
    PayerId = "pay";
    /// A provider, a billing organisation or a facility.
    ProviderId = "prv";
    /// A claim.
    ClaimId = "clm";
    /// A service line of a claim.
    LineId = "lin";
    /// Something that happened to a claim.
    EventId = "evt";
    /// A note.
    NoteId = "not";
    /// An import of claim files.
    ImportId = "imp";
    /// A print run.
    PrintId = "prn";
    /// Something that happened to a print run.
    PrintEventId = "pne";
    /// A backup, or a try of a restore.
    BackupId = "bak";
    /// A stored document.
    BlobId = "blb";
    /// A step that can be undone.
    StepId = "stp";
    /// Long work under way.
    JobId = "job";
    /// A remittance advice: one check or EFT with what it answers.
    RemitId = "rem";
    /// Something done to money by a person: a payment, a write-off, an opening balance.
    ActId = "act";
    /// A posting of the ledger.
    PostingId = "pst";
    /// A fee of a fee schedule.
    FeeId = "fee";
    /// A statement to who answers for a bill.
    StatementId = "stm";
    /// A deposit.
    DepositId = "dep";
    /// A good-faith estimate.
    EstimateId = "est";
    /// A payment plan.
    PlanId = "pln";
    /// A letter to who answers for a bill.
    LetterId = "ltr";
    /// That an account is with a collection agency.
    PlacementId = "plc";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_age_and_read_back() {
        let old = ClaimId::new(1_000, [9; 10]);
        let new = ClaimId::new(2_000, [0; 10]);
        assert!(old < new && old.to_string() < new.to_string());
        assert_eq!(old.to_string().parse::<ClaimId>(), Ok(old));
        assert_eq!(old.to_string().parse::<PatientId>(), Err(IdError("pat")));
        assert_eq!(
            "clm_0192F0C1A2B37C4D8E9F0A1B2C3D4E5F".parse::<ClaimId>(),
            Err(IdError("clm"))
        );
    }
}
