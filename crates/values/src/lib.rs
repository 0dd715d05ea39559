//! Values that can be wrong, parsed once: money, days, identifiers and ids. Everything deeper in the
//! product takes these types and checks nothing again.

mod day;
mod id;
mod money;
mod npi;

pub use day::{Day, DayError};
pub use id::{
    ActId, BackupId, BlobId, ClaimId, CoverageId, DepositId, EstimateId, EventId, FeeId,
    GuarantorId, IdError, ImportId, JobId, LetterId, LineId, NoteId, PatientId, PayerId,
    PlacementId, PlanId, PostingId, PracticeId, PrintEventId, PrintId, ProviderId, RemitId,
    StatementId, StepId, UserId,
};
pub use money::{Money, MoneyError};
pub use npi::{Npi, NpiError};
