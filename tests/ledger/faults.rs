//! The test of the test: a fault that is planted in either ledger is found by the comparison, which
//! says where.

use serde_json::json;

use crate::drive::{Pair, first_answer, mirrored};
use crate::reference::{Fault, Told};

/// Two claims of one payer are answered: the first pays and leaves a part to the next one.
fn begun(fault: Option<Fault>) -> (Pair, usize) {
    let mut pair = Pair::new(7);
    let at = (0..pair.is.visits.len())
        .find(|at| pair.is.visits[*at].payers.len() == 2)
        .unwrap();
    pair.compare().unwrap();
    pair.is.fault = fault;
    let payer = pair.is.visits[at].payers[0].clone();
    let answer = first_answer(&pair.is, at, 1);
    pair.send(&payer, vec![answer], 0);
    (pair, at)
}

/// The comparison fails and names the claim.
#[track_caller]
fn caught(pair: &Pair, at: usize, fault: &str) {
    let says = pair.compare().expect_err(fault);
    println!("{fault}: {says}");
    let claim = format!("claim {}", pair.is.visits[at].number);
    assert!(
        says.starts_with(&claim),
        "{fault} is found where it is: {says}"
    );
}

#[test]
fn fault_the_sign_of_a_takeback() {
    let (mut pair, at) = begun(Some(Fault::TakebackSign));
    pair.compare().unwrap();
    let payer = pair.is.visits[at].payers[0].clone();
    let back = mirrored(&pair.is.checks[0].claims[0]);
    pair.send(&payer, vec![back], 0);
    caught(&pair, at, "the sign of a takeback");
}

#[test]
fn fault_a_check_that_is_keyed_twice() {
    // In the program itself: nobody remembers that this check was posted.
    let (mut pair, at) = begun(None);
    pair.compare().unwrap();
    let forget = "delete from uniq_token";
    pair.bed.open().vault.writer().execute(forget, []).unwrap();
    let id = pair.is.checks[0].id.clone();
    let mut texts = pair.bed.ask("sheet", json!({ "id": id }))["texts"].clone();
    (texts["id"], texts["version"]) = (json!(""), json!(0));
    pair.bed.ask("post_sheet", texts);
    caught(&pair, at, "a check that is keyed twice");
    pair.bed.ask("undo", json!({}));
    pair.compare().unwrap();
    // And in the reference.
    pair.is.fault = Some(Fault::CheckTwice);
    assert!(pair.twin());
    caught(&pair, at, "a check that counts twice");
}

#[test]
fn fault_an_undo_that_leaves_a_part() {
    let (mut pair, at) = begun(Some(Fault::UndoLeavesPart));
    pair.compare().unwrap();
    pair.undo();
    caught(&pair, at, "an undo that leaves a part");
    pair.is.fault = None;
    pair.is.checks.clear();
    pair.compare().unwrap();
}

#[test]
fn fault_an_undo_after_a_later_posting() {
    let (mut pair, at) = begun(None);
    let payer = pair.is.visits[at].payers[1].clone();
    let answer = first_answer(&pair.is, at, 2);
    pair.send(&payer, vec![answer], 0);
    pair.compare().unwrap();
    // Only the first check is gone from the reference: as if it were undone under the later one.
    let first = pair.is.checks.remove(0);
    caught(&pair, at, "an undo under a later posting");
    pair.is.checks.insert(0, first);
    // The program itself takes the first check back under the later one, and puts it back.
    let id = pair.is.checks[0].id.clone();
    let version = pair.bed.ask("sheet", json!({ "id": id }))["texts"]["version"].clone();
    pair.bed
        .ask("unpost", json!({ "id": id, "version": version, "part": 0 }));
    pair.is.checks[0].posted = None;
    pair.compare().unwrap();
    pair.prove().unwrap();
}

#[test]
fn fault_what_an_earlier_payer_did_is_written_off_again() {
    let (mut pair, at) = begun(Some(Fault::EarlierPayerTwice));
    pair.compare().unwrap();
    let payer = pair.is.visits[at].payers[1].clone();
    let mut answer = first_answer(&pair.is, at, 2);
    let earlier = pair.is.earlier(at, 2, 0);
    assert!(0 < earlier, "the first payer has answered");
    let charge = pair.is.visits[at].lines[0].1;
    answer.lines[0] = Told {
        paid: charge - earlier - 100,
        typed: vec![("OA-23".to_owned(), earlier), ("PR-3".to_owned(), 100)],
        ..Told::default()
    };
    pair.send(&payer, vec![answer], 0);
    caught(&pair, at, "OA-23 twice");
}

#[test]
fn fault_a_transfer_that_is_lost() {
    // In the reference: what the last payer leaves stays with it.
    let (mut pair, at) = begun(None);
    let payer = pair.is.visits[at].payers[1].clone();
    let answer = first_answer(&pair.is, at, 2);
    pair.send(&payer, vec![answer], 0);
    pair.compare().unwrap();
    pair.is.fault = Some(Fault::LostTransfer);
    caught(&pair, at, "a transfer that is lost");
    pair.is.fault = None;
    // In the program's file.
    let open = pair.bed.open();
    open.vault
        .writer()
        .execute_batch(
            "drop trigger posting_is_never_deleted; drop trigger entry_is_never_deleted;
             delete from entry where posting = (select max(rowid) from posting where source = 'transfer');
             delete from posting where rowid = (select max(rowid) from posting where source = 'transfer');",
        )
        .unwrap();
    caught(&pair, at, "a transfer that is gone from the file");
    pair.prove().expect_err("the proof finds it too");
}

#[test]
fn fault_a_cache_that_is_not_brought_up() {
    for (change, words) in [
        (
            "update open_item set amount_cents = amount_cents + 1 where n = 0",
            "an open amount",
        ),
        ("update open_item set owner = 'patient'", "an owner"),
        (
            "delete from open_item where item = (select item from open_item limit 1)",
            "a claim",
        ),
        (
            "update account_balance set amount_cents = amount_cents - 1 where account = 'cash'",
            "an account",
        ),
        (
            "update account_balance set amount_cents = amount_cents + 1 where account = 'ar:2'",
            "what is owed",
        ),
    ] {
        let (pair, _) = begun(None);
        pair.compare().unwrap();
        pair.bed.open().vault.writer().execute(change, []).unwrap();
        let says = pair.compare().expect_err(words);
        println!("{words}: {says}");
        let proof = pair.prove().expect_err(words);
        println!("the proof: {proof}");
    }
}

#[test]
fn fault_a_sum_for_the_aging_that_is_not_brought_up() {
    for (change, words) in [
        (
            "update open_sum set amount_cents = amount_cents + 1 where n = 0",
            "an amount",
        ),
        ("update open_sum set service_on = '2020-01-01'", "an age"),
        (
            "delete from open_sum where item = (select item from open_sum limit 1)",
            "a visit",
        ),
        (
            "insert into open_sum select payer, item, 9, amount_cents, credit_cents, service_on, billed_on,
                 activity_on, since_on, due_on, owner, patient_id, rendering_id from open_sum where n = 0",
            "twice",
        ),
    ] {
        let (pair, _) = begun(None);
        pair.prove().unwrap();
        pair.bed.open().vault.writer().execute(change, []).unwrap();
        let proof = pair.prove().expect_err(words);
        println!("{words}: {proof}");
    }
}

#[test]
fn fault_more_is_given_back_than_is_owed_back() {
    let (mut pair, _) = begun(None);
    let patient = pair.people()[0].clone();
    pair.act("payment", &patient, 1_000, Vec::new());
    pair.compare().unwrap();
    let there = pair.is.unapplied(&patient);
    pair.is.fault = Some(Fault::RefundOverCredit);
    pair.act("refund", &patient, there + 1, Vec::new());
    let says = pair.compare().expect_err("a refund over the credit");
    assert!(
        says.contains("unapplied") || says.contains("ledger"),
        "{says}"
    );
}

#[test]
fn fault_a_statement_while_a_payer_waits() {
    let (mut pair, at) = begun(None);
    // The patient owes on one visit; on another one of theirs a payer has yet to answer.
    let patient = pair.is.visits[at].patient.clone();
    assert!(pair.fee_for(&patient));
    pair.compare().unwrap();
    pair.is.fault = Some(Fault::StatementWhileAPayerWaits);
    let says = pair.compare().expect_err("a statement that asks too early");
    assert!(says.starts_with("statement, due"), "{says}");
}

#[test]
fn fault_a_deposit_keeps_what_was_taken_back() {
    let (mut pair, _) = begun(None);
    let patient = pair.people()[0].clone();
    pair.act("payment", &patient, 1_000, Vec::new());
    assert!(pair.deposit());
    pair.compare().unwrap();
    let last = pair.is.acts.len() - 1;
    let ask = json!({ "id": pair.is.acts[last].id, "reason": "never came" });
    pair.bed.ask("take_back_act", ask);
    pair.is.acts[last].taken_back = true;
    pair.compare().unwrap();
    pair.is.fault = Some(Fault::DepositKeeps);
    let says = pair.compare().expect_err("a deposit that keeps it");
    assert!(says.starts_with("deposit"), "{says}");
}

#[test]
fn fault_a_payment_that_counts_twice_for_its_plan() {
    let (mut pair, at) = begun(None);
    let patient = pair.is.visits[at].patient.clone();
    assert!(pair.fee_for(&patient));
    assert!(pair.plan_for(&patient));
    pair.compare().unwrap();
    let visit = pair.is.plans[0].visits[0].0;
    let row = crate::reference::Row {
        visit,
        owner: "patient".to_owned(),
        line: None,
        cents: 500,
    };
    pair.act("payment", &patient, 500, vec![row]);
    pair.compare().unwrap();
    pair.is.fault = Some(Fault::PlanPaidTwice);
    let says = pair.compare().expect_err("a plan that is paid twice");
    assert!(says.starts_with("the plan of"), "{says}");
    // And more than is owed for a visit of a plan is refused: the same payment keyed twice.
    pair.is.fault = None;
    let acts = pair.is.acts.len();
    let all = pair.is.owes(visit);
    let row = |cents: i64| crate::reference::Row {
        visit,
        owner: "patient".to_owned(),
        line: None,
        cents,
    };
    pair.act("payment", &patient, all + 1, vec![row(all + 1)]);
    assert_eq!(pair.is.acts.len(), acts, "it was refused");
    pair.compare().unwrap();
}
