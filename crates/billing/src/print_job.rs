//! A print job: sheets on their way to paper, what happened to them, and what of them counts. Nothing
//! counts because a printer took it: a person says which sheets came out right, or the sheets lie
//! safely on disk as a file. A job is never edited; where it stands is a fold of its events
//! (sync.md 1.6: mailing is a submission, an intent without an outcome is in doubt).

use std::ops::Range;

use serde::{Deserialize, Serialize};
use values::{Day, Money, PrintEventId, PrintId};

/// What CMS-1500 forms are called in a run's `what`; a run of before there were others says nothing.
pub const CMS1500: &str = "cms1500";

/// Statements to who answers for bills.
pub const STATEMENT: &str = "statement";

/// Receipts of patients' payments.
pub const RECEIPT: &str = "receipt";

/// Slips that go to the bank with a deposit.
pub const DEPOSIT_SLIP: &str = "deposit_slip";

/// The page that proves the windows of envelopes.
pub const OVERLAY: &str = "overlay";

/// Good-faith estimates.
pub const ESTIMATE: &str = "estimate";

/// Addresses on labels.
pub const LABEL: &str = "label";

/// Sheets that lie on claims in an envelope.
pub const COVER_SHEET: &str = "cover_sheet";

/// Letters to who answers for bills.
pub const LETTER: &str = "letter";

/// The printer of a job that was saved as a file.
pub const FILE: &str = "file";

/// Whether papers of a kind go to the post by themselves: those of which the mail log tells.
pub fn is_mailed(what: &str) -> bool {
    matches!(what, CMS1500 | STATEMENT | LETTER | ESTIMATE)
}

/// A claim, a statement, a letter … on the sheets of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintItem {
    /// The id of what it shows.
    pub id: String,
    /// Its first sheet, from 0.
    pub first_page: u32,
    /// How many sheets; 0 when that is not known, in runs of before jobs.
    pub pages: u32,
    /// What it comes to: the charge, the amount due.
    pub cents: Money,
}

impl PrintItem {
    fn sheets(&self) -> Range<u32> {
        self.first_page..self.first_page.saturating_add(self.pages)
    }
}

/// What can happen to a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// It was put into the queue.
    Queued,
    /// The intent: written before a sheet goes to the printer. `held` of sync.md 1.6.
    Sending,
    /// The printing system took the sheets.
    Sent,
    /// The printing system did not take them.
    Refused,
    /// They are safely on disk as a file.
    Saved,
    /// A person says that they came out right.
    Right,
    /// A person has some of them printed once more; the others of those that were sent are right.
    Again,
    /// A person says that nothing came out.
    Nothing,
    /// It was taken out of the queue.
    Stopped,
    /// What counted does not count any more: it never left.
    Unsent,
    /// It went to the post on a day.
    Mailed,
}

/// Something that happened to a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintEvent {
    /// Made before the event is first stored.
    pub id: PrintEventId,
    /// The job.
    pub print_id: PrintId,
    /// When, UTC milliseconds; later than every event of the job that its writer knew.
    pub at: i64,
    /// Who: a user's name as it was.
    pub by: String,
    /// What.
    pub kind: Happening,
    /// Which try to print it belongs to, from 1; 0 for none. A practice server can tell by it an old
    /// intent from a new one.
    #[serde(default, skip_serializing_if = "zero")]
    pub fence: u32,
    /// The printer, or [`FILE`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub printer: String,
    /// The printing system's name of its job.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub system_job: String,
    /// The first sheet that it is about, from 1; 0 for all.
    #[serde(default, skip_serializing_if = "zero")]
    pub from: u32,
    /// The last one.
    #[serde(default, skip_serializing_if = "zero")]
    pub to: u32,
    /// The day of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// A person's words, or the printing system's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn zero(n: &u32) -> bool {
    *n == 0
}

impl PrintEvent {
    /// Its sheets among those of a job, from 0.
    fn sheets(&self, pages: u32) -> Range<u32> {
        if self.from == 0 {
            0..pages
        } else {
            self.from - 1..self.to.min(pages)
        }
    }
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It waits to be printed.
    Waiting,
    /// The intent is written and nobody knows more: it is being sent, or, when nobody sends it, in
    /// doubt.
    Sending,
    /// The printer took it, and nobody has said yet whether it printed right.
    Sent,
    /// Every sheet came out right, or is on disk.
    Right,
    /// It was taken out of the queue; what was right before still counts.
    Stopped,
    /// It counted and does not any more.
    Unsent,
}

/// A job as its events leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub stage: Stage,
    /// The sheets that wait, are being sent, or are asked about, from 0; empty when none are.
    pub due: Range<u32>,
    /// The last try to print it, from 1; 0 before the first.
    pub fence: u32,
    /// Where the last try went.
    pub printer: String,
    /// The printing system's name of its job, while it is known.
    pub system_job: String,
    /// When it was sent, saved or answered last, UTC milliseconds; 0 for never.
    pub moved_at: i64,
    /// When it began to count as a whole, UTC milliseconds; 0 while it does not.
    pub right_at: i64,
    /// The day on which it was mailed.
    pub mailed_on: Option<Day>,
    /// Why it waits again, was stopped or was unsent, in words.
    pub why: String,
    right: Vec<bool>,
    /// True when the printer refused the last try or somebody said that nothing came of it.
    came_to_nothing: bool,
}

impl Standing {
    fn new(pages: u32) -> Standing {
        Standing {
            stage: Stage::Waiting,
            due: 0..pages,
            fence: 0,
            printer: String::new(),
            system_job: String::new(),
            moved_at: 0,
            right_at: 0,
            mailed_on: None,
            why: String::new(),
            right: vec![false; usize::try_from(pages).unwrap_or(0)],
            came_to_nothing: false,
        }
    }

    /// A job of before there were events: what was printed counted at once.
    pub fn settled(pages: u32, at: i64, printer: &str) -> Standing {
        let mut standing = Standing::new(pages);
        standing.confirm(0..pages);
        standing.settle(at);
        printer.clone_into(&mut standing.printer);
        standing.moved_at = at;
        standing
    }

    /// Whether an item counts: all its sheets are right.
    pub fn counts(&self, item: &PrintItem) -> bool {
        let mut sheets = item.sheets();
        if sheets.is_empty() {
            return self.stage != Stage::Unsent && self.all_right();
        }
        sheets.all(|sheet| self.is_right(sheet))
    }

    /// Whether any sheet counts.
    pub fn any_right(&self) -> bool {
        self.right.iter().any(|right| *right)
    }

    /// Whether every sheet counts.
    pub fn all_right(&self) -> bool {
        self.right.iter().all(|right| *right)
    }

    fn is_right(&self, sheet: u32) -> bool {
        let sheet = usize::try_from(sheet).unwrap_or(usize::MAX);
        self.right.get(sheet).copied().unwrap_or(false)
    }

    fn confirm(&mut self, sheets: Range<u32>) {
        for sheet in sheets {
            let sheet = usize::try_from(sheet).unwrap_or(usize::MAX);
            if let Some(right) = self.right.get_mut(sheet) {
                *right = true;
            }
        }
    }

    /// Nothing of it is under way any more.
    fn settle(&mut self, at: i64) {
        self.due = 0..0;
        if self.all_right() {
            self.stage = Stage::Right;
            if self.right_at == 0 {
                self.right_at = at;
            }
        } else {
            self.stage = Stage::Stopped;
        }
    }

    /// Whether the last try waits for an answer: the printer took it, or nobody knows.
    pub fn is_asked(&self) -> bool {
        matches!(self.stage, Stage::Sent | Stage::Sending)
    }

    fn apply(&mut self, event: &PrintEvent, pages: u32) {
        let answers = self.is_asked() && event.fence == self.fence;
        match event.kind {
            Happening::Queued => return,
            Happening::Sending => {
                let may = matches!(self.stage, Stage::Waiting | Stage::Sending);
                if !may || event.fence <= self.fence {
                    return;
                }
                self.stage = Stage::Sending;
                self.fence = event.fence;
                self.printer.clone_from(&event.printer);
                self.system_job.clear();
                self.why.clear();
                self.came_to_nothing = false;
            }
            Happening::Sent => {
                // Somebody may have said that nothing came out before the program that sends knew that
                // the printer took it: then it is asked again.
                let late = self.stage == Stage::Waiting && self.came_to_nothing;
                if event.fence != self.fence || !(self.stage == Stage::Sending || late) {
                    return;
                }
                self.stage = Stage::Sent;
                self.system_job.clone_from(&event.system_job);
                self.why.clear();
            }
            Happening::Refused | Happening::Nothing => {
                let refused = event.kind == Happening::Refused;
                if !answers || (refused && self.stage != Stage::Sending) {
                    return;
                }
                self.stage = Stage::Waiting;
                self.came_to_nothing = true;
                self.why.clone_from(&event.text);
            }
            Happening::Right => {
                if !answers {
                    return;
                }
                self.confirm(self.due.clone());
                self.settle(event.at);
            }
            Happening::Saved => {
                if self.stage != Stage::Waiting {
                    return;
                }
                self.printer = FILE.to_owned();
                self.system_job.clear();
                self.confirm(self.due.clone());
                self.settle(event.at);
            }
            Happening::Again => {
                let sheets = event.sheets(pages);
                let within = !sheets.is_empty() && self.due.start <= sheets.start;
                if answers && within && sheets.end <= self.due.end {
                    self.confirm(self.due.start..sheets.start);
                    self.confirm(sheets.end..self.due.end);
                } else if self.stage != Stage::Right || sheets.is_empty() {
                    return;
                }
                self.stage = Stage::Waiting;
                self.due = sheets;
                self.came_to_nothing = false;
                self.why.clone_from(&event.text);
            }
            Happening::Stopped => {
                if self.stage != Stage::Waiting {
                    return;
                }
                self.why.clone_from(&event.text);
                self.settle(event.at);
            }
            Happening::Unsent => {
                let settled = matches!(self.stage, Stage::Right | Stage::Stopped);
                if !settled || !self.any_right() {
                    return;
                }
                self.stage = Stage::Unsent;
                self.right.fill(false);
                self.right_at = 0;
                self.mailed_on = None;
                self.why.clone_from(&event.text);
            }
            Happening::Mailed => {
                if self.stage == Stage::Right {
                    self.mailed_on = event.on;
                }
                return;
            }
        }
        self.moved_at = event.at;
    }
}

/// Where a job of so many sheets stands after its events, which may come in any order: what is no
/// answer to the try that is under way changes nothing.
pub fn fold<'a>(pages: u32, events: impl IntoIterator<Item = &'a PrintEvent>) -> Standing {
    go_on(Standing::new(pages), pages, events)
}

/// As [`fold`], from where a job stood.
pub fn go_on<'a>(
    mut standing: Standing,
    pages: u32,
    events: impl IntoIterator<Item = &'a PrintEvent>,
) -> Standing {
    let mut events: Vec<&PrintEvent> = events.into_iter().collect();
    events.sort_by_key(|event| (event.at, event.id));
    for event in events {
        standing.apply(event, pages);
    }
    standing
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
