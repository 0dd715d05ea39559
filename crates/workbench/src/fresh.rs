//! Whether whoever sits here typed the password a moment ago: asked before many records leave, and
//! before people are changed.

use std::sync::atomic::Ordering;

use crate::Workbench;
use crate::bench::Open;
use crate::problem::{Code, Problem};

/// How long a password that was typed stands for who sits here, in milliseconds.
const FRESH_MS: i64 = 600_000;

/// Records that leave in one go without the password, at the most.
const MANY: usize = 50;

impl Open {
    /// Notes that who has signed in typed their password now.
    pub(crate) fn proved(&self, now: i64) {
        self.proved_at.store(now, Ordering::Relaxed);
    }
}

impl Workbench {
    /// Refuses to let many records leave, or people be changed, when the password was typed long ago:
    /// whoever sits here now may be somebody else. The demo practice holds nobody's data.
    ///
    /// # Errors
    /// [`Code::Prove`]; after `confirm_password` the same is asked again.
    pub(crate) fn fresh(&self, open: &Open) -> Result<(), Problem> {
        let since = self.now() - open.proved_at.load(Ordering::Relaxed);
        if (0..=FRESH_MS).contains(&since) || open.facts().demo {
            return Ok(());
        }
        Err(Problem::new(
            Code::Prove,
            "Type your password to go on. It was typed more than ten minutes ago.",
        ))
    }

    /// As [`Workbench::fresh`], when so many records leave that it matters.
    pub(crate) fn fresh_for(&self, open: &Open, records: usize) -> Result<(), Problem> {
        if MANY < records {
            self.fresh(open)
        } else {
            Ok(())
        }
    }
}
