//! What was said about an account, and what was promised. Whether a promise was kept follows from what
//! was paid since.

use values::{Day, GuarantorId, Money, NoteId, UserId};

/// That somebody said they would pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Promise {
    /// By this day.
    pub on: Day,
    /// How much.
    pub amount: Money,
}

/// A note on an account.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AccountNote {
    /// Made before it is first stored.
    pub id: NoteId,
    /// Whose account.
    pub account: GuarantorId,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who: the name as it was.
    pub by: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_id: Option<UserId>,
    /// In a person's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Promise>,
}

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Its day is to come.
    Waits,
    /// It was paid by its day.
    Kept,
    /// It was paid, but later.
    Late,
    /// Its day has passed and it was not paid.
    Broken,
}

impl Kept {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Kept::Waits => "waits",
            Kept::Kept => "kept",
            Kept::Late => "late",
            Kept::Broken => "broken",
        }
    }
}

impl Promise {
    /// How it stands on a day: `by_then` is what came since it was made until its day, `since` all that
    /// came since.
    pub fn stands(&self, (by_then, since): (Money, Money), today: Day) -> Kept {
        if self.amount <= by_then {
            Kept::Kept
        } else if today <= self.on {
            Kept::Waits
        } else if self.amount <= since {
            Kept::Late
        } else {
            Kept::Broken
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_broken_when_its_day_is_over_without_the_money() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let promise = Promise {
            on: day("2026-11-30"),
            amount: Money::from_cents(5_000),
        };
        let of = |then: i64, since: i64, today: &str| {
            let came = (Money::from_cents(then), Money::from_cents(since));
            promise.stands(came, day(today))
        };
        assert_eq!(of(0, 0, "2026-11-30"), Kept::Waits);
        assert_eq!(of(4_999, 4_999, "2026-12-01"), Kept::Broken);
        assert_eq!(of(5_000, 5_000, "2026-11-01"), Kept::Kept);
        assert_eq!(of(4_999, 5_000, "2026-12-09"), Kept::Late);
    }
}
