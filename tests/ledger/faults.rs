//! The test of the test: a fault that is planted in either ledger is found by the comparison, which
//! says where.

use serde_json::json;

use crate::drive::Pair;
use crate::money::balance;
use crate::reference::{Answer, Does, Fault, Rule, Told, Visit, follows};
use crate::remittances::{first_answer, mirrored};

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

/// A visit of so many payers and lines at the least.
fn visit_of(pair: &Pair, payers: usize, lines: usize) -> usize {
    let mut visits = pair.is.visits.iter();
    let fits = visits.position(|v| payers <= v.payers.len() && lines <= v.lines.len());
    fits.expect("such a visit")
}

/// An answer that says one thing of every line: it is adjusted by this code.
fn all_of(pair: &Pair, at: usize, code: &str) -> Answer {
    let mut answer = first_answer(&pair.is, at, 1);
    for (told, charge) in answer.lines.iter_mut().zip(&pair.is.visits[at].lines) {
        *told = Told {
            typed: vec![(code.to_owned(), *charge)],
            ..Told::default()
        };
    }
    answer
}

/// Both agree; with a fault in the reference they do not, and the comparison says at which claim.
#[track_caller]
fn planted(pair: &mut Pair, at: usize, fault: Fault) {
    pair.compare().unwrap();
    pair.is.fault = Some(fault);
    caught(pair, at, &format!("{fault:?}"));
    pair.is.fault = None;
    pair.compare().unwrap();
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
    // Line by line, and with what the second payer says of the whole claim.
    for whole in [false, true] {
        let (mut pair, at) = begun(Some(Fault::EarlierPayerTwice));
        pair.compare().unwrap();
        let payer = pair.is.visits[at].payers[1].clone();
        let mut answer = first_answer(&pair.is, at, 2);
        let charges = pair.is.visits[at].lines.clone();
        let told = |line: usize| {
            let earlier = pair.is.earlier(at, 2, line);
            assert!(0 < earlier, "the first payer has answered");
            Told {
                paid: charges[line] - earlier - 100,
                typed: vec![("OA-23".to_owned(), earlier), ("PR-3".to_owned(), 100)],
                ..Told::default()
            }
        };
        if whole {
            for line in 0..charges.len() {
                let told = told(line);
                answer.whole.paid += told.paid;
                answer.whole.typed.extend(told.typed);
            }
            answer.lines.clear();
        } else {
            answer.lines[0] = told(0);
        }
        pair.send(&payer, vec![answer], 0);
        caught(&pair, at, "OA-23 twice");
        pair.is.fault = None;
        pair.compare().unwrap();
    }
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
    let row = balance(visit, "patient", 500);
    pair.act("payment", &patient, 500, vec![row]);
    pair.compare().unwrap();
    pair.is.fault = Some(Fault::PlanPaidTwice);
    let says = pair.compare().expect_err("a plan that is paid twice");
    assert!(says.starts_with("the plan of"), "{says}");
    // And more than is owed for a visit of a plan is refused: the same payment keyed twice.
    pair.is.fault = None;
    let acts = pair.is.acts.len();
    let all = pair.is.owes(visit);
    let row = |cents: i64| balance(visit, "patient", cents);
    pair.act("payment", &patient, all + 1, vec![row(all + 1)]);
    assert_eq!(pair.is.acts.len(), acts, "it was refused");
    pair.compare().unwrap();
}

#[test]
fn fault_a_third_payer_that_is_passed_over() {
    let mut pair = Pair::new(7);
    let at = visit_of(&pair, 3, 1);
    for order in 1..=2 {
        let payer = pair.is.visits[at].payers[order - 1].clone();
        let answer = first_answer(&pair.is, at, order);
        pair.send(&payer, vec![answer], 0);
    }
    planted(&mut pair, at, Fault::ThirdPayerPassed);
    // With its answer the rest is the patient's.
    let payer = pair.is.visits[at].payers[2].clone();
    let answer = first_answer(&pair.is, at, 3);
    pair.send(&payer, vec![answer], 0);
    assert!(0 < pair.is.owes(at));
    pair.compare().unwrap();
}

#[test]
fn fault_a_claim_that_is_sent_again_stays_denied() {
    let mut pair = Pair::new(7);
    let alone = |v: &Visit| v.payers.len() == 1 && 1 < v.lines.len();
    let at = pair.is.visits.iter().position(alone).unwrap();
    let it = pair.is.visits[at].clone();
    // One line is denied, the other is left to the patient.
    let mut answer = all_of(&pair, at, "CO-16");
    answer.lines[1].typed[0].0 = "PR-1".to_owned();
    pair.send(&it.payers[0], vec![answer], 0);
    assert_eq!(pair.is.owes(at), it.lines[1]);
    pair.compare().unwrap();
    pair.later();
    assert!(pair.print_claims(vec![(at, 1, it.claim)]));
    assert_eq!(pair.is.owes(at), 0, "the payer is asked again");
    planted(&mut pair, at, Fault::SentAgainForgotten);
    pair.prove().unwrap();
    // What never left asks nobody: the patient owes as before.
    assert!(pair.unsend());
    assert_eq!(pair.is.owes(at), it.lines[1]);
    pair.compare().unwrap();
}

#[test]
fn fault_an_adjustment_of_the_whole_claim_on_every_line() {
    let mut pair = Pair::new(7);
    let at = visit_of(&pair, 1, 2);
    let payer = pair.is.visits[at].payers[0].clone();
    let mut answer = first_answer(&pair.is, at, 1);
    answer.whole.paid = -500;
    answer.whole.typed = vec![("PR-1".to_owned(), 500)];
    pair.send(&payer, vec![answer], 0);
    planted(&mut pair, at, Fault::WholeOnEveryLine);
}

#[test]
fn fault_a_void_that_leaves_its_charges_open() {
    let mut pair = Pair::new(7);
    let at = visit_of(&pair, 1, 1);
    assert!(pair.void_of(at));
    assert!(pair.is.standing(at).0.is_empty());
    planted(&mut pair, at, Fault::VoidOwes);
    pair.prove().unwrap();
    pair.undo();
    assert!(!pair.is.standing(at).0.is_empty());
    pair.compare().unwrap();
    // What a payer paid stands with its charges until it is taken back; then nothing is owed.
    let payer = pair.is.visits[at].payers[0].clone();
    let answer = first_answer(&pair.is, at, 1);
    pair.send(&payer, vec![answer], 0);
    let before = pair.is.standing(at);
    assert!(pair.void_of(at));
    assert_eq!(pair.is.standing(at), before);
    pair.compare().unwrap();
    let back = mirrored(&pair.is.checks[0].claims[0]);
    pair.send(&payer, vec![back], 0);
    assert!(pair.is.standing(at).0.is_empty());
    pair.compare().unwrap();
    pair.prove().unwrap();
    // What the patient paid is owed back.
    let mut pair = Pair::new(7);
    let patient = pair.is.visits[at].patient.clone();
    let row = balance(at, "patient", 500);
    pair.act("payment", &patient, 500, vec![row]);
    assert!(pair.void_of(at));
    let open = pair.is.standing(at).0;
    assert_eq!(open.iter().map(|open| open.cents).sum::<i64>(), -500);
    pair.compare().unwrap();
    pair.prove().unwrap();
}

#[test]
fn fault_a_rule_that_changes_closed_days() {
    let mut pair = Pair::new(7);
    let at = visit_of(&pair, 1, 1);
    let payer = pair.is.visits[at].payers[0].clone();
    let answer = all_of(&pair, at, "PI-45");
    pair.send(&payer, vec![answer], 0);
    let rule = Rule {
        group: "PI",
        reason: "45",
        payer: Some(payer),
        does: Does::Off,
    };
    pair.rules(vec![rule], None);
    planted(&mut pair, at, Fault::RulesOfToday);
}

#[test]
fn fault_what_a_file_tells_counts_beside_its_check() {
    for tells in [1, 2] {
        let mut pair = Pair::new(7);
        let at = (0..pair.is.visits.len())
            .find(|at| pair.second_claim_of(*at, tells))
            .unwrap();
        pair.compare().unwrap();
        let told = pair.is.standing(at);
        assert!(pair.check_of_the_file());
        assert_eq!(pair.is.standing(at), told, "the check says the same");
        planted(&mut pair, at, Fault::FileBesideCheck);
        // A takeback without its check takes back what the file told: the payer has to answer again.
        let back = mirrored(&pair.is.checks[0].claims[0]);
        pair.undo();
        pair.undo();
        let payer = pair.is.visits[at].payers[0].clone();
        pair.send(&payer, vec![back], 0);
        assert!(!pair.is.answered(at, 1));
        pair.compare().unwrap();
        pair.prove().unwrap();
    }
}

#[test]
fn fault_an_opening_balance_that_begins_again_with_the_first_payer() {
    let mut pair = Pair::new(7);
    let at = visit_of(&pair, 2, 1);
    pair.enter_balances(vec![balance(at, "2", 3_000)], Vec::new());
    planted(&mut pair, at, Fault::OpeningBeginsAgain);
    // What the first payer did is not taken off once more by the second: nobody is owed anything.
    let payer = pair.is.visits[at].payers[1].clone();
    let mut answer = first_answer(&pair.is, at, 2);
    for (line, told) in answer.lines.iter_mut().enumerate() {
        let charge = pair.is.visits[at].lines[line];
        let left = charge - pair.is.earlier(at, 2, line);
        *told = Told {
            allowed: Some(charge - 100),
            paid: left / 2,
            ..Told::default()
        };
        told.computed = follows(charge, told, charge - left);
    }
    pair.send(&payer, vec![answer], 0);
    assert!(pair.is.standing(at).0.iter().all(|open| 0 < open.cents));
    pair.compare().unwrap();
}

#[test]
fn fault_a_refund_that_does_not_wait_for_the_word() {
    let (mut pair, _) = begun(None);
    pair.rules(Vec::new(), Some(300));
    let patient = pair.people()[0].clone();
    pair.act("payment", &patient, 1_000, Vec::new());
    pair.act("refund", &patient, 500, Vec::new());
    pair.compare().unwrap();
    let there = pair.is.unapplied(&patient);
    pair.is.fault = Some(Fault::RefundBeforeTheWord);
    let says = pair.compare().expect_err("a refund that does not wait");
    assert!(says.contains(&patient), "{says}");
    pair.is.fault = None;
    // Whoever writes the word into the file moves no money: the proof finds it.
    let at = pair.is.acts.len() - 1;
    let word = "update act set body = json_set(body, '$.approval.at', 5, '$.approval.given', json(?2)) where id = ?1";
    let id = pair.is.acts[at].id.clone();
    let write = |given: &str| {
        let open = pair.bed.open();
        open.vault.writer().execute(word, [&id[..], given]).unwrap();
    };
    write("true");
    pair.prove()
        .expect_err("a word in the file that nobody gave");
    let wait = "update act set body = json_set(body, '$.approval.at', 0, '$.approval.given', json('false')) where id = ?1";
    pair.bed.open().vault.writer().execute(wait, [&id]).unwrap();
    // With a yes it counts, and only then; one that is turned down never does.
    while pair.is.acts[at].waits() {
        assert!(pair.word_for(at, true));
        pair.compare().unwrap();
    }
    assert_eq!(pair.is.unapplied(&patient), there - 500);
    pair.act("refund", &patient, 400, Vec::new());
    let at = pair.is.acts.len() - 1;
    while pair.is.acts[at].waits() {
        assert!(pair.word_for(at, false));
        pair.compare().unwrap();
    }
    assert_eq!(pair.is.unapplied(&patient), there - 500);
    pair.prove().unwrap();
}
