//! Who may what: every command is tried as every role and signed out, and the table decides.

use serde_json::{Value, json};
use workbench::commands::COMMANDS;
use workbench::role::{Right, Role};
use workbench::{Code, Problem};

use crate::bed::{self, Bed, PASSWORD, bed, file_of, new_practice, no_filter, plain_claim, text};

/// Another user's password.
const THEIRS: &str = "seven green lanterns at dusk";

/// No filter of the audit log.
fn no_events() -> Value {
    json!({ "who": "", "kinds": [], "patient": "", "from": "", "to": "", "text": "" })
}

/// A well-formed ask for every command. It may be about nothing that is there: whether the command is
/// refused is decided before that.
pub fn an_ask(name: &str, claim: &str) -> Value {
    match name {
        "start"
        | "use_better_place"
        | "computer"
        | "close_encryption_notice"
        | "lock"
        | "session"
        | "active"
        | "claim_facets"
        | "print_runs"
        | "print_jobs"
        | "printers"
        | "undo"
        | "redo"
        | "settings"
        | "users"
        | "own_lists"
        | "audit_facets"
        | "usual"
        | "readable_told"
        | "accept_readable"
        | "drafts"
        | "imports"
        | "register"
        | "backups"
        | "put_warning_away"
        | "keep_old_kit" => json!({}),
        // Wrong in a field, so that nothing is made.
        "create_practice" => {
            let mut ask = new_practice("Another");
            ask["npi"] = json!("1");
            ask
        }
        "create_demo" | "cancel_job" | "verify_audit" | "back_up_now" | "try_restore" => {
            json!({ "job": name })
        }
        "choose_backup_place" => json!({ "place": "first" }),
        "save_backup_schedule" => json!({ "place": "first", "every_hours": 4 }),
        "unlock" => json!({ "folder": "nowhere", "user_id": "nobody", "password": "" }),
        "save_kit" | "save_alignment" | "back_up" => json!({ "token": "none" }),
        "copy_text" => json!({ "text": "claim 12" }),
        "check_kit" => json!({ "words": "" }),
        "new_kit" => json!({ "password": "" }),
        "save_draft" => json!({ "form": "roles", "text": "half" }),
        "draft" => json!({ "form": "roles" }),
        "pick_files" => json!({ "folder": false }),
        "pick_save" => json!({ "suggested": "CMS-1500.pdf" }),
        "read_files" => json!({ "job": name, "tokens": [] }),
        "import_claims" => json!({ "job": name, "id": "none" }),
        "find" => json!({ "text": "quill" }),
        "claims" => {
            json!({ "filter": no_filter(), "sort": "number", "descending": false, "from": 0, "count": 1 })
        }
        "claim_totals" => no_filter(),
        "patients" => json!({ "text": "", "from": 0, "count": 1 }),
        "patient" | "claim" => json!({ "id": claim }),
        "open_form" => json!({ "kind": "payer", "id": "", "of": "", "item": "" }),
        "check_form" => {
            json!({ "kind": "payer", "id": "", "of": "", "version": 0, "texts": {} })
        }
        "save_person" | "save_coverage" | "save_payer" | "save_provider" | "save_claim" => {
            json!({ "kind": "none", "id": "none", "of": "none", "version": 1, "texts": {} })
        }
        "order_coverages" => json!({ "patient_id": "none", "ids": ["none"] }),
        "fill_claim" => json!({ "part": "billing", "id": "none" }),
        "update_claim" | "take_to_chart" | "import" => json!({ "id": "none" }),
        "take_back_import" => json!({ "id": "none", "job": name }),
        "save_patient" => {
            let address = json!({ "line1": "", "line2": "", "city": "", "state": "", "zip": "" });
            let person = json!({
                "last": "", "first": "", "middle": "", "suffix": "", "born_on": "", "sex": "", "address": address, "phone": "",
            });
            json!({ "id": "none", "version": 1, "person": person })
        }
        "hold_claims" => json!({ "ids": [], "reason": "" }),
        "add_note" => json!({ "ids": [], "text": "seen" }),
        "preview_forms" => json!({ "job": name, "ids": [claim], "draft": true }),
        "preview_page" => json!({ "preview": "none", "page": 0, "dpi": 50 }),
        "print_forms" => json!({ "preview": "none", "token": "", "printer": "none" }),
        "queue_forms" => json!({ "preview": "none" }),
        "print_news" | "stop_print" => json!({ "id": "none" }),
        "send_print" => json!({ "id": "none", "printer": "none" }),
        "answer_print" => {
            json!({ "id": "none", "fence": 1, "answer": "right", "from": 0, "to": 0 })
        }
        "unsend_print" => json!({ "id": "none", "reason": "never left" }),
        "mail_print" => json!({ "id": "none", "on": "t" }),
        "reprint" => json!({ "id": "none", "token": "", "printer": "none" }),
        "save_settings" => json!({
            "theme": "dark", "idle_minutes": 10, "time_zone": "America/Chicago", "offset_x": 0, "offset_y": 0, "layout": "",
        }),
        "pick_backup" => json!({}),
        "try_kit" => json!({ "folder": "nowhere", "words": "" }),
        "open_with_kit" => {
            json!({ "folder": "nowhere", "words": "", "user_id": "nobody", "password": "" })
        }
        "backup" => json!({ "token": "none" }),
        "try_backup" => json!({ "token": "none", "words": "" }),
        "restore_backup" => {
            json!({ "token": "none", "words": "", "user_id": "nobody", "password": "" })
        }
        "change_password" => json!({ "old": "", "password": "" }),
        "find_guarantors" => json!({ "text": "quill", "of": "" }),
        "confirm_password" => json!({ "password": "" }),
        "reset_password" => json!({ "user_id": "none", "password": "" }),
        "change_role" => json!({ "user_id": "none", "role": "biller" }),
        "disable_user" => json!({ "user_id": "none", "password": "" }),
        "audit_events" => json!({ "filter": no_events(), "from": 0, "count": 1 }),
        "audit_event" => json!({ "n": 1 }),
        "audit_noticed" => json!({ "from": "2026-01-01", "to": "2026-01-02" }),
        "save_usual" => {
            json!({ "patients_an_hour": 0, "opens": "07:00", "closes": "19:00", "records_a_day": 1 })
        }
        "export_audit" => json!({ "token": "none" }),
        "print_audit" => json!({ "filter": no_events(), "token": "none" }),
        "add_user" => json!({ "name": "", "role": "biller", "password": THEIRS }),
        "save_list" => {
            json!({ "name": "mine", "filter": no_filter(), "sort": "number", "descending": false })
        }
        "remove_list" => json!({ "name": "none" }),
        "save_columns" => json!({ "list": "claims", "columns": ["number"] }),
        "export_list" => {
            json!({ "job": name, "token": "none", "of": { "list": "patients", "text": "" }, "columns": [] })
        }
        "new_sheet" | "queues" | "underpaid" | "proof_state" | "moved_in" | "fees" | "policy" => {
            json!({})
        }
        "remittances" => json!({ "text": "", "from": 0 }),
        "sheet" | "remove_sheet" | "patient_owes" | "remove_fee" => json!({ "id": "none" }),
        "claim_standing" => json!({ "id": claim }),
        // Nothing on it, so that nothing is posted or kept under a name.
        "check_sheet" | "park_sheet" | "post_sheet" => json!({
            "id": "none", "version": 1, "payer_id": "", "method": "check", "number": "", "paid_on": "",
            "amount": "none", "claims": [], "provider": [],
        }),
        "unpost" | "repost" => json!({ "id": "none", "version": 1, "part": 0 }),
        "sheet_claims" => json!({ "payer_id": "", "text": "quill" }),
        "codes" => json!({ "list": "carc", "text": "45" }),
        "ledger" => json!({ "of": "claim", "id": claim, "from": 0, "count": 1 }),
        "save_act" => json!({
            "kind": "payment", "patient_id": "", "payer_id": "", "on": "", "amount": "", "method": "cash",
            "number": "", "reason": "", "text": "", "rows": [],
        }),
        "take_back_act" => json!({ "id": "none", "reason": "" }),
        "look_at_act" => json!({ "id": "none" }),
        "settle_underpaid" => {
            json!({ "claim_id": claim, "remittance_id": "none", "code": "", "how": "accepted", "text": "" })
        }
        "move_payment" => {
            json!({ "id": "none", "patient_id": "none", "amount": "", "reason": "" })
        }
        "return_payment" => json!({ "id": "none", "on": "", "reason": "", "fee": "none" }),
        "waiting_acts" | "deposits" => json!({}),
        "answer_act" => json!({ "id": "none", "given": true, "reason": "" }),
        "receipt_page" => json!({ "id": "none", "itemized": false, "page": 0, "dpi": 72 }),
        "labels_page" => json!({
            "job": "none", "patients": [], "stock": "5160", "first": 1, "page": 0, "dpi": 72,
        }),
        "print_labels" => json!({
            "job": "none", "patients": [], "stock": "5160", "first": 1, "token": "none", "printer": "",
        }),
        "cover_page" => json!({ "job": "none", "page": 0, "dpi": 72 }),
        "print_covers" => json!({ "job": "none", "token": "none", "printer": "" }),
        "print_receipt" => {
            json!({ "id": "none", "itemized": false, "token": "", "printer": "none" })
        }
        "deposit" | "remove_deposit" => json!({ "id": "none" }),
        "save_deposit" => json!({
            "id": "", "version": 0, "on": "", "way": "none", "bank": "", "account_ending": "",
            "sources": [],
        }),
        "print_deposit" => json!({ "id": "none", "token": "", "printer": "none" }),
        "acts" => json!({ "patient_id": "", "from": "", "to": "", "noticed": false }),
        "aging" => json!({ "basis": "service", "by": "payer" }),
        "aging_claims" => {
            json!({ "basis": "service", "by": "payer", "id": "", "bucket": null, "from": 0 })
        }
        "queue" => json!({ "name": "denied", "from": 0 }),
        "proof" => json!({ "job": name, "whole": true }),
        "check_opening" | "save_opening" => json!({ "on": "", "ties_to": "", "rows": [] }),
        "save_fee" => json!({
            "id": "", "payer_id": "", "payer": "", "code": "", "modifiers": "", "pos": "", "from": "",
            "amount": "",
        }),
        "save_policy" => json!({ "own": [{
            "group": "CO", "reason": "45", "words": "", "payer_id": "", "payer": "", "effect": "patient",
        }], "shipped": [], "limits": [] }),
        "statement_run" | "statement_rules" => json!({}),
        "statement_account" => json!({ "id": "pat_x" }),
        "statement_page" => json!({ "account": "pat_x", "page": 0, "dpi": 72 }),
        "statement_text" | "patient_story" => json!({ "id": "pat_x" }),
        "print_statements" => json!({ "job": "j", "rows": [], "token": "", "printer": "none" }),
        "save_guarantor" => json!({
            "account": "gua_x", "version": 0, "language": "en", "large_print": false, "hold_reason": "",
            "hold_text": "", "hold_from": "", "hold_until": "", "mail_returned_on": "",
        }),
        "save_statement_rules" => json!({
            "cycle_days": 0, "minimum": "", "due_days": 0, "reminder_days": 0, "past_due_days": 0,
            "last_days": 0, "letter_days": 0, "name": "", "address": "", "remit_to": "", "phone": "",
            "email": "", "hours": "", "pay_page": "", "scanline": "", "dispute_from": "",
            "small_balance": "", "grace_days": 0, "envelope": "", "answer_days": 0,
            "windows": { "sender": no_window(), "addressee": no_window(), "remit": no_window() }, "not_asked_meanwhile": false,
            "monthly_free": false, "help_form": false, "interpreter": false,
        }),
        "mark_sensitive" => json!({ "id": "none", "sensitive": true }),
        "pick_folder" | "logo" | "choose_logo" | "remove_logo" => json!({}),
        "print_overlay" => json!({ "token": "none", "printer": "" }),
        "estimates" | "remove_estimate" => json!({ "id": "none" }),
        "estimate_page" => json!({ "id": "none", "page": 0, "dpi": 72 }),
        "print_estimate" => json!({ "id": "none", "token": "none", "printer": "" }),
        "check_estimate" | "save_estimate" => json!({
            "id": "none", "version": 0, "patient_id": "none", "asked_on": "", "scheduled_on": "",
            "diagnoses": "", "discount": "", "provider_id": "", "facility_id": "", "separate": "",
            "lines": [],
        }),
        "payment_plans" | "account_notes" => json!({ "id": "pat_x" }),
        "check_plan" | "save_plan" => json!({
            "account": "pat_x", "rows": [], "amount": "", "every": "", "first_on": "", "disclosed": false,
            "text": "",
        }),
        "cancel_plan" => json!({ "id": "none", "reason": "" }),
        "save_account_note" => json!({
            "account": "pat_x", "text": "", "promise_on": "", "promise_amount": "",
        }),
        "letters" | "placements" | "collection_rules" => json!({}),
        "letter_page" => json!({ "account": "pat_x", "page": 0, "dpi": 72 }),
        "print_letters" => json!({ "job": "j", "rows": [], "token": "", "printer": "none" }),
        "place_accounts" => json!({ "agency": "", "rows": [] }),
        "recall_placement" => json!({ "id": "none", "reason": "" }),
        "export_placements" => json!({ "token": "none", "all": false }),
        "save_collection_rules" => json!({
            "letters": [], "agency": "", "columns": [], "fields": [], "names": [],
        }),
        "account_work" | "small_balances" => json!({}),
        "let_off_small" => json!({ "rows": [] }),
        other => panic!("{other} is a new command: write an ask for it here"),
    }
}

fn no_window() -> Value {
    json!({
        "used": false, "envelope_width": "", "envelope_height": "", "width": "", "height": "", "left": "",
        "up": "",
    })
}

/// Tries a command; the work of one that would take long is stopped at its first sign.
fn try_command(bed: &Bed, name: &str, claim: &str) -> Result<Value, Problem> {
    let bench = std::sync::Arc::downgrade(&bed.bench);
    if name == "create_demo" {
        *bed.props.on_progress.lock().unwrap() = Some(Box::new(move |job| {
            if let Some(bench) = bench.upgrade() {
                let _ = bed::ask_of(&bench, "cancel_job", json!({ "job": job }));
            }
        }));
    }
    let done = bed.try_ask(name, an_ask(name, claim));
    *bed.props.on_progress.lock().unwrap() = None;
    done
}

fn refusals(bed: &Bed, command: &str) -> usize {
    let of = |event: &&vault::audit::Event| {
        event.did == "refused"
            && event
                .detail
                .get("command")
                .is_some_and(|name| name == command)
    };
    bed.log().iter().filter(of).count()
}

#[test]
fn every_command_is_allowed_exactly_to_the_roles_of_the_table() {
    let bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let claim = bed.claim_ids()[0].clone();
    let users: Vec<(Role, String)> = Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Owner)
        .map(|role| (role, bed.add_user(role.title(), role.name(), THEIRS)))
        .collect();
    let everyone = users.iter().map(|(role, id)| (*role, id.as_str(), THEIRS));
    for (role, id, password) in everyone.chain([(Role::Owner, bed.user.as_str(), PASSWORD)]) {
        let session = bed.unlock_as(id, password).unwrap();
        assert_eq!(session["role"], role.name());
        for command in COMMANDS {
            if command.name == "lock" {
                continue;
            }
            let before = refusals(&bed, command.name);
            let done = try_command(&bed, command.name, &claim);
            let after = refusals(&bed, command.name);
            let case = format!("{} as {}", command.name, role.name());
            if role.may(command.right) {
                let code = done.as_ref().err().map(|problem| problem.code);
                assert!(
                    !matches!(code, Some(Code::Refused | Code::Locked | Code::Malformed)),
                    "{case}: {done:?}"
                );
                assert_eq!(after, before, "{case}");
            } else {
                let problem = done.expect_err(&case);
                assert_eq!(problem.code, Code::Refused, "{case}: {problem:?}");
                assert_eq!(after, before + 1, "{case}: the refusal is on the log");
                let last = bed.log().pop().unwrap();
                assert_eq!(
                    (last.did.as_str(), last.who.as_str()),
                    ("refused", id),
                    "{case}"
                );
                assert_eq!(last.detail["right"], command.right.name());
            }
            let signed_in = bed.ask("session", json!({}));
            assert_eq!(
                signed_in["role"],
                role.name(),
                "{case} leaves the person signed in"
            );
        }
    }
    bed.holds();
    bed.ask("lock", json!({}));
    for command in COMMANDS
        .iter()
        .filter(|command| command.right != Right::Anyone)
    {
        let problem = bed.refused(command.name, an_ask(command.name, &claim));
        assert_eq!(problem.code, Code::Locked, "{}", command.name);
    }
}

#[test]
fn the_practices_settings_and_owners_are_not_for_everybody() {
    let bed = bed();
    let biller = bed.add_user("Ana Reyes", "biller", THEIRS);
    let desk = bed.add_user("Flo Desk", "front_desk", THEIRS);
    let admin = bed.add_user("Pia Admin", "practice_admin", THEIRS);
    let change = |bed: &Bed, field: &str, value: Value| {
        let mut settings = bed.ask("settings", json!({}));
        settings[field] = value;
        bed.try_ask("save_settings", settings)
            .map_err(|problem| problem.code)
    };
    bed.unlock_as(&biller, THEIRS).unwrap();
    assert!(change(&bed, "theme", json!("dark")).is_ok());
    assert!(
        change(&bed, "offset_x", json!(3)).is_ok(),
        "who prints lines the forms up"
    );
    assert_eq!(change(&bed, "idle_minutes", json!(15)), Err(Code::Refused));
    assert_eq!(
        change(&bed, "time_zone", json!("America/Denver")),
        Err(Code::Refused)
    );
    assert_eq!(refusals(&bed, "save_settings"), 2);
    bed.unlock_as(&desk, THEIRS).unwrap();
    assert_eq!(change(&bed, "offset_x", json!(5)), Err(Code::Refused));
    assert_eq!(
        bed.ask("settings", json!({}))["theme"],
        "system",
        "a theme is a person's own"
    );
    bed.unlock_as(&admin, THEIRS).unwrap();
    assert!(change(&bed, "time_zone", json!("America/Denver")).is_ok());
    assert_eq!(bed.ask("session", json!({}))["time_zone"], "America/Denver");
    bed.ask("undo", json!({}));
    assert_eq!(
        bed.ask("session", json!({}))["time_zone"],
        "America/Chicago"
    );
    let ask = json!({ "name": "Second Owner", "role": "owner", "password": THEIRS });
    assert_eq!(bed.refused("add_user", ask).field.as_deref(), Some("role"));
    // The same name twice could not be told apart on the lock screen.
    let ask = json!({ "name": "Ana Reyes", "role": "coder", "password": THEIRS });
    assert_eq!(bed.refused("add_user", ask).field.as_deref(), Some("name"));
    assert_eq!(
        bed.ask("users", json!({}))["users"]
            .as_array()
            .unwrap()
            .len(),
        4,
        "and nothing of it was kept"
    );
}

#[test]
fn an_ask_that_does_not_fit_is_refused_without_repeating_it() {
    let bed = bed();
    let secret = "Zyxwvut Marked";
    for (name, ask) in [
        ("find", json!({ "text": { "last": secret } })),
        ("find", json!({})),
        ("patient", json!({ "id": [secret] })),
        ("claims", json!({ "filter": secret })),
        (
            "unlock",
            json!({ "folder": bed.folder, "user_id": bed.user, "password": [secret] }),
        ),
        (
            "save_draft",
            json!({ secret: "x", "form": 1, "text": secret }),
        ),
        (secret, json!({})),
    ] {
        let problem = bed.refused(name, ask);
        assert_eq!(problem.code, Code::Malformed, "{name}");
        assert!(
            name == secret || !problem.says.contains("Zyxwvut"),
            "{problem:?}"
        );
    }
    for (name, ask) in [
        ("patient", json!({ "id": secret })),
        ("claim", json!({ "id": secret })),
    ] {
        let problem = bed.refused(name, ask);
        assert_eq!(problem.code, Code::NotFound, "{name}");
        assert!(!problem.says.contains(secret));
    }
}

#[test]
fn while_the_kit_is_due_nothing_but_signing_in_answers() {
    let bed = bed::bare();
    bed.ask("create_practice", new_practice("Fernhollow Clinic"));
    for command in COMMANDS {
        if matches!(
            command.name,
            "lock" | "create_demo" | "create_practice" | "new_kit"
        ) {
            continue;
        }
        let done = bed.try_ask(command.name, an_ask(command.name, "none"));
        let code = done.as_ref().err().map(|problem| problem.code);
        match command.right {
            Right::Anyone | Right::SignedIn => {
                assert_ne!(code, Some(Code::NeedsYou), "{}: {done:?}", command.name);
            }
            _ => assert_eq!(code, Some(Code::NeedsYou), "{}", command.name),
        }
    }
    assert_eq!(text(&bed.ask("session", json!({}))["role"]), "owner");
}
