//! What the events of the audit log are called for people, and the kinds they are listed by.

/// A kind of events, as the list is narrowed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Somebody looked at or searched for records.
    Look,
    /// Somebody changed records.
    Change,
    /// Something left: paper, a file, a backup.
    Left,
    /// Sign-ins, locks, passwords, keys.
    SignIn,
    /// Refused, failed, broken.
    Refused,
    /// Settings and people.
    Setup,
    /// The audit log itself.
    Audit,
}

impl Group {
    /// All of them, in the order of the list.
    pub const ALL: [Group; 7] = [
        Group::Look,
        Group::Change,
        Group::Left,
        Group::SignIn,
        Group::Refused,
        Group::Setup,
        Group::Audit,
    ];

    /// As the interface names it.
    pub fn name(self) -> &'static str {
        match self {
            Group::Look => "look",
            Group::Change => "change",
            Group::Left => "left",
            Group::SignIn => "sign_in",
            Group::Refused => "refused",
            Group::Setup => "setup",
            Group::Audit => "audit",
        }
    }

    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Group::Look => "Looked",
            Group::Change => "Changed",
            Group::Left => "Left the practice",
            Group::SignIn => "Signed in or out",
            Group::Refused => "Refused or failed",
            Group::Setup => "Settings and people",
            Group::Audit => "The log itself",
        }
    }
}

/// Name, kind and words of every event.
const EVENTS: [(&str, Group, &str); 118] = [
    ("view_patient", Group::Look, "Looked at the chart"),
    ("view_claim", Group::Look, "Looked at the claim"),
    ("search", Group::Look, "Searched"),
    ("import_claims", Group::Change, "Brought in claim files"),
    (
        "take_to_chart",
        Group::Change,
        "Took a claim's address into the chart",
    ),
    ("save_patient", Group::Change, "Changed the patient"),
    ("hold_claims", Group::Change, "Held or released claims"),
    (
        "save_estimate",
        Group::Change,
        "Made or corrected an estimate",
    ),
    ("remove_estimate", Group::Change, "Threw an estimate away"),
    ("print_estimate", Group::Left, "Printed an estimate"),
    ("save_logo", Group::Setup, "Changed the logo"),
    ("remove_logo", Group::Setup, "Took the logo off the papers"),
    (
        "print_overlay",
        Group::Left,
        "Printed the overlay page of the envelopes",
    ),
    (
        "mark_sensitive",
        Group::Change,
        "Said for whose eyes a visit's bill is",
    ),
    ("add_note", Group::Change, "Put a note on claims"),
    ("undo", Group::Change, "Took back"),
    ("redo", Group::Change, "Did again"),
    ("fill_demo", Group::Change, "Filled the demo practice"),
    ("print_forms", Group::Left, "Printed forms"),
    ("reprint", Group::Left, "Printed again"),
    (
        "queue_forms",
        Group::Change,
        "Put forms into the print queue",
    ),
    ("send_print", Group::Left, "Sent sheets to a printer"),
    ("print_sent", Group::Change, "The printer took the sheets"),
    (
        "print_refused",
        Group::Refused,
        "The printer did not take the sheets",
    ),
    ("again_print", Group::Change, "Had sheets printed again"),
    ("answer_print", Group::Change, "Said how it printed"),
    (
        "stop_print",
        Group::Change,
        "Took a job out of the print queue",
    ),
    ("unsend_print", Group::Change, "Unsent what was printed"),
    ("mail_print", Group::Left, "Marked a print job as mailed"),
    ("view_print", Group::Look, "Looked at printed sheets"),
    ("export_list", Group::Left, "Saved a list as a file"),
    ("export_audit", Group::Left, "Exported the audit log"),
    ("print_audit", Group::Left, "Printed the audit log"),
    ("back_up", Group::Left, "Backed up"),
    ("save_kit", Group::Left, "Saved the recovery kit"),
    (
        "told_readable",
        Group::Left,
        "Was told that saved files can be read by anyone",
    ),
    ("sign_in", Group::SignIn, "Signed in"),
    ("lock", Group::SignIn, "Locked"),
    (
        "confirm_password",
        Group::SignIn,
        "Typed the password again",
    ),
    (
        "open_with_kit",
        Group::SignIn,
        "Came in with the recovery kit",
    ),
    (
        "restore",
        Group::SignIn,
        "Restored a backup with the recovery kit",
    ),
    ("key_change", Group::SignIn, "Gave the database a new key"),
    (
        "key_change_put_off",
        Group::Refused,
        "The database could not get a new key yet",
    ),
    ("copy", Group::Left, "Copied something"),
    (
        "put_warning_away",
        Group::Setup,
        "Put a warning about the file away",
    ),
    (
        "save_backup_places",
        Group::Setup,
        "Changed where backups go",
    ),
    ("new_kit", Group::SignIn, "Made a new recovery kit"),
    ("check_kit", Group::SignIn, "Typed the recovery kit back"),
    ("keep_old_kit", Group::SignIn, "Kept the old recovery kit"),
    ("sign_in_failed", Group::Refused, "Sign-in failed"),
    (
        "sign_in_held",
        Group::Refused,
        "Sign-in held back after too many tries",
    ),
    ("refused", Group::Refused, "Was refused"),
    (
        "outside_log_broken",
        Group::Refused,
        "The sign-in log was tampered with",
    ),
    ("unreadable", Group::Refused, "An event that cannot be read"),
    ("create_practice", Group::Setup, "Set up the practice"),
    ("save_settings", Group::Setup, "Changed settings"),
    ("add_user", Group::Setup, "Added a person"),
    ("save_usual", Group::Setup, "Changed what is usual"),
    ("save_claim", Group::Change, "Wrote a claim"),
    ("update_claim", Group::Change, "Brought a claim up to date"),
    ("save_coverage", Group::Change, "Changed a coverage"),
    (
        "order_coverages",
        Group::Change,
        "Changed the order of coverages",
    ),
    ("save_payer", Group::Change, "Changed a payer"),
    ("save_provider", Group::Change, "Changed a provider"),
    ("change_password", Group::SignIn, "Changed the password"),
    (
        "reset_password",
        Group::SignIn,
        "Gave somebody a new password",
    ),
    ("password_wrong", Group::Refused, "Typed a wrong password"),
    (
        "password_held",
        Group::Refused,
        "Password held back after too many tries",
    ),
    (
        "log_went_back",
        Group::Refused,
        "An older file was put back",
    ),
    (
        "older_file_of_keys",
        Group::Refused,
        "An older file of keys was put back",
    ),
    ("change_role", Group::Setup, "Changed a role"),
    ("disable_user", Group::Setup, "Disabled a person"),
    ("restored", Group::Setup, "Restored a backup"),
    (
        "migrate",
        Group::Setup,
        "Brought the file up to this version",
    ),
    ("begin_ledger", Group::Setup, "Began the ledger"),
    ("view_ledger", Group::Look, "Looked at the ledger"),
    ("view_remittance", Group::Look, "Looked at a remittance"),
    ("park_sheet", Group::Change, "Parked a remittance sheet"),
    ("post_sheet", Group::Change, "Posted a check"),
    ("unpost", Group::Change, "Took a check back"),
    ("repost", Group::Change, "Posted a claim of a check again"),
    ("remove_sheet", Group::Change, "Threw a parked sheet away"),
    ("save_act", Group::Change, "Took, gave or wrote off money"),
    (
        "take_back_act",
        Group::Change,
        "Took a payment or write-off back",
    ),
    ("look_at_act", Group::Change, "Marked an act as looked at"),
    (
        "settle_underpaid",
        Group::Change,
        "Settled a line that was paid too little",
    ),
    (
        "move_payment",
        Group::Change,
        "Moved a payment to another account",
    ),
    (
        "return_payment",
        Group::Change,
        "Noted a payment that the bank sent back",
    ),
    ("answer_act", Group::Change, "Said yes or no to a refund"),
    ("view_receipt", Group::Look, "Looked at a receipt"),
    ("view_labels", Group::Look, "Looked at address labels"),
    ("print_labels", Group::Left, "Printed address labels"),
    ("print_covers", Group::Left, "Printed cover sheets"),
    ("print_receipt", Group::Left, "Printed a receipt"),
    ("save_deposit", Group::Change, "Made or corrected a deposit"),
    ("remove_deposit", Group::Change, "Took a deposit apart"),
    ("print_deposit", Group::Left, "Printed a deposit slip"),
    ("save_opening", Group::Change, "Entered opening balances"),
    ("save_fee", Group::Setup, "Changed a fee"),
    ("remove_fee", Group::Setup, "Removed a fee"),
    ("save_policy", Group::Setup, "Changed the rules of money"),
    ("view_statement", Group::Look, "Looked at a statement"),
    ("print_statements", Group::Left, "Printed statements"),
    ("view_account", Group::Look, "Looked at an account"),
    (
        "save_guarantor",
        Group::Change,
        "Changed how an account is billed",
    ),
    (
        "save_statement_rules",
        Group::Setup,
        "Changed the statement settings",
    ),
    ("save_plan", Group::Change, "Made a payment plan"),
    ("cancel_plan", Group::Change, "Cancelled a payment plan"),
    (
        "save_account_note",
        Group::Change,
        "Put a note on an account",
    ),
    ("let_off_small", Group::Change, "Let small balances off"),
    ("print_letters", Group::Left, "Printed letters"),
    (
        "place_accounts",
        Group::Change,
        "Placed accounts with an agency",
    ),
    (
        "recall_placement",
        Group::Change,
        "Recalled an account from an agency",
    ),
    ("export_placements", Group::Left, "Saved the agency's file"),
    (
        "save_collection_rules",
        Group::Setup,
        "Changed the letters and the agency",
    ),
    ("verify_audit", Group::Audit, "Checked the audit log"),
    ("read_audit", Group::Audit, "Read the audit log"),
    (
        "read_noticed",
        Group::Audit,
        "Looked through what stands out",
    ),
];

/// The kind of an event; one that is not in the table changed something.
pub fn group(did: &str) -> Group {
    EVENTS
        .iter()
        .find(|(name, ..)| *name == did)
        .map_or(Group::Change, |(_, group, _)| *group)
}

/// An event in words; one that is not in the table by its own name.
pub fn words(did: &str) -> String {
    EVENTS
        .iter()
        .find(|(name, ..)| *name == did)
        .map_or_else(|| spaced(did), |(.., words)| (*words).to_owned())
}

/// `born_on` as people read it: `Born on`.
fn spaced(name: &str) -> String {
    let mut text = name.replace('_', " ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A detail's name in words.
pub fn detail(name: &str) -> String {
    match name {
        "sha256" => "SHA-256 of the file".to_owned(),
        "to" => "Where to".to_owned(),
        "why" => "Why".to_owned(),
        "fields" => "Fields".to_owned(),
        "right" => "What it needs".to_owned(),
        "step" => "Step".to_owned(),
        "words" => "Words searched, as digests".to_owned(),
        "shown" => "Records shown".to_owned(),
        "outside" => "Number in the sign-in log".to_owned(),
        "at" => "Happened".to_owned(),
        "postings" => "Postings, as a digest".to_owned(),
        "cents" => "Amount in cents".to_owned(),
        "run" => "Print run".to_owned(),
        "pages" => "Sheets printed".to_owned(),
        "on" => "Mailed on".to_owned(),
        "answer" => "Answer".to_owned(),
        "sheets" => "Sheets to print again".to_owned(),
        other => spaced(other),
    }
}

/// A field's path in words: `person.name.last` is `Last name`, `content.lines.2.code` is `Line 2,
/// code`.
pub fn field(path: &str) -> String {
    let known = match path {
        "person.name.last" => "Last name",
        "person.name.first" => "First name",
        "person.name.middle" => "Middle name",
        "person.name.suffix" => "Suffix",
        "person.born_on" => "Born",
        "person.sex" => "Sex",
        "person.phone" => "Telephone",
        "person.address.line1" => "Street",
        "person.address.line2" => "Street, second line",
        "person.address.city" => "City",
        "person.address.state" => "State",
        "person.address.zip" => "ZIP",
        "hold" => "On hold because",
        "values.idle_minutes" => "Locks after, minutes",
        "values.offset_x" => "Forms moved right, 1/100 in",
        "values.offset_y" => "Forms moved down, 1/100 in",
        "time_zone" => "Time zone",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let mut said: Vec<String> = Vec::new();
    for part in path.split('.') {
        match part {
            "content" | "values" | "person" => (),
            n if n.bytes().all(|byte| byte.is_ascii_digit()) && !n.is_empty() => {
                if let Some(last) = said.last_mut() {
                    let one = last.trim_end_matches('s').to_owned();
                    *last = format!("{one} {n}");
                }
            }
            part => said.push(part.replace('_', " ")),
        }
    }
    let mut text = said.join(", ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_and_fields_have_words() {
        for (path, expected) in [
            ("person.name.last", "Last name"),
            ("guarantor.name.last", "Guarantor, name, last"),
            ("content.lines.2.code", "Line 2, code"),
            ("hold", "On hold because"),
            ("member_id", "Member id"),
        ] {
            assert_eq!(field(path), expected);
        }
        assert_eq!(
            (words("save_label"), group("save_label")),
            ("Save label".into(), Group::Change)
        );
        let mut names: Vec<&str> = EVENTS.iter().map(|(name, ..)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), EVENTS.len(), "each stands once");
    }
}
