//! How large a practice is made, and of what.

/// How large a practice is made, and of what. The same plan and the same day give the same practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Another seed is another practice of the same size.
    pub seed: u64,
    /// Providers who see patients; at least one.
    pub providers: u32,
    /// Patients; at least one. Each has a claim when there are as many claims.
    pub patients: u32,
    /// How many months before `today` the claims begin; at least one.
    pub months: u32,
    /// Claims.
    pub claims: u32,
    /// What the claims are about.
    pub mix: Mix,
}

/// What the claims of a practice are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// As often as in a family practice.
    Everyday,
    /// Every [`Kind`](crate::Kind) in turn, for tests that want one of each.
    EveryKind,
}

impl Plan {
    /// The demo practice: 4 providers, 600 patients, 18 months, 3,000 claims.
    pub const fn demo() -> Plan {
        Plan {
            seed: 2026,
            providers: 4,
            patients: 600,
            months: 18,
            claims: 3000,
            mix: Mix::Everyday,
        }
    }

    /// A dozen patients and 54 claims, two of every kind.
    pub const fn small() -> Plan {
        Plan {
            seed: 268,
            providers: 4,
            patients: 12,
            months: 18,
            claims: 54,
            mix: Mix::EveryKind,
        }
    }

    /// A large practice, for measuring: 12 providers and 36 months. Rows are made one at a time, so
    /// its size costs no memory.
    ///
    /// With as many patients as claims each patient has one claim, and none follows an earlier one
    /// (no replacement, void or secondary claim): those need a second claim of the same patient.
    pub const fn bench(patients: u32, claims: u32) -> Plan {
        Plan {
            seed: 837,
            providers: 12,
            patients,
            months: 36,
            claims,
            mix: Mix::Everyday,
        }
    }
}
