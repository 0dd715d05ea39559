//! How to reach the practice, help and rights.

use values::Money;

use super::flow::{joined, text};
use super::telling::Telling;
use super::words::{Rich, dollars, plain, say};

/// A section of help: its title and what it says.
pub(super) struct Help {
    pub title: &'static str,
    pub says: Rich,
}

/// From this much above an estimate a bill may be disputed (45 CFR 149.620(b)(2)), where the bill has
/// no estimate of its own that says so.
const DISPUTE_FROM: Money = Money::from_cents(40_000);

impl Telling<'_> {
    /// How to reach us.
    pub fn contact(&self) -> Rich {
        let (w, practice) = (self.words, &self.bill.practice);
        let (phone, hours) = (practice.phone.as_str(), practice.hours.as_str());
        let mut says = if hours.is_empty() {
            say(w.call, &[("phone", phone)])
        } else {
            say(w.call_hours, &[("phone", phone), ("hours", hours)])
        };
        let mut more = String::new();
        if !practice.email.is_empty() {
            more.push_str(&plain(w.or_write, &[("email", &practice.email)]));
        }
        more.push_str(w.explain);
        says.extend(text(&more));
        if practice.office.is_empty() {
            return says;
        }
        let visit = plain(w.visit_us, &[("office", &practice.office)]);
        joined([says, text(&visit)])
    }

    /// Help and rights. A promise that the practice has not confirmed is not made; the right to an
    /// estimate is the law's (45 CFR 149.610, 149.620).
    pub fn help(&self) -> Vec<Help> {
        let (w, promises) = (self.words, &self.bill.promises);
        let days = promises.answer_days.map(|days| days.to_string());
        let mut wrong = vec![text(w.wrong_text)];
        match (&days, promises.not_asked_meanwhile) {
            (Some(days), true) => {
                wrong.push(text(&plain(w.wrong_answer_wait, &[("days", days)])));
            }
            (Some(days), false) => wrong.push(text(&plain(w.wrong_answer, &[("days", days)]))),
            (None, true) => wrong.push(text(w.wrong_wait)),
            (None, false) => {}
        }
        let mut trouble = vec![text(w.trouble_text)];
        if promises.monthly_free {
            trouble.push(text(w.trouble_monthly));
        }
        if promises.help_form {
            trouble.push(text(w.trouble_form));
        }
        let limits = self.bill.visits().filter_map(|v| v.estimate.as_ref());
        let limit = limits.map(|estimate| estimate.dispute_from).min();
        let limit = dollars(limit.unwrap_or(DISPUTE_FROM));
        let limit = limit.strip_suffix(".00").unwrap_or(&limit);
        let mut help = vec![
            Help {
                title: w.wrong,
                says: joined(wrong),
            },
            Help {
                title: w.trouble,
                says: joined(trouble),
            },
            Help {
                title: w.rights,
                says: text(&plain(w.rights_text, &[("limit", limit)])),
            },
        ];
        if promises.interpreter {
            let phone = ("phone", self.bill.practice.phone.as_str());
            let other = match promises.other_language_option {
                Some(option) => {
                    let option = option.to_string();
                    plain(w.other_language_option, &[phone, ("option", &option)])
                }
                None => plain(w.other_language, &[phone]),
            };
            help.push(Help {
                title: w.language,
                says: text(&format!("{}\n{other}", w.language_text)),
            });
        }
        help
    }
}
