//! Whoever has the key and goes past the program is refused by the database, and, where its triggers
//! were taken away, found by the proof.

use crate::drive::Pair;
use crate::remittances::first_answer;

fn posted() -> Pair {
    let mut pair = Pair::new(11);
    for at in 0..2 {
        let payer = pair.is.visits[at].payers[0].clone();
        let answer = first_answer(&pair.is, at, 1);
        pair.send(&payer, vec![answer], 0);
    }
    // One is taken back again.
    pair.undo();
    pair.prove().unwrap();
    pair
}

fn sql(pair: &Pair, text: &str) -> Result<(), String> {
    let open = pair.bed.open();
    let done = open.vault.writer().execute_batch(text);
    done.map_err(|error| error.to_string())
}

#[test]
fn entries_and_postings_are_never_edited_and_never_deleted() {
    let pair = posted();
    for text in [
        "update posting set body = '{}'",
        "update posting set posted_on = '2020-01-01' where rowid = 1",
        "delete from posting where rowid = (select max(rowid) from posting)",
        "delete from posting",
        "update entry set amount_cents = 1",
        "update entry set debit = 'cash' where posting = 1",
        "delete from entry where posting = 1 and n = 0",
        "replace into posting select * from posting where rowid = 1",
        "replace into posting select rowid, 'pst_x', 1, source, source_id, part, posted_on, at, null, body from posting where rowid = 2",
        "replace into posting select null, 'pst_x', 1, source, source_id, part, posted_on, at, (select reverses from posting where reverses is not null limit 1), body from posting where rowid = 1",
        "replace into entry select * from entry where posting = 1",
    ] {
        let says = sql(&pair, text).expect_err(text);
        assert!(
            says.contains("never") || says.contains("constraint"),
            "{text}: {says}"
        );
    }
    pair.compare().unwrap();
    pair.prove().unwrap();
}

const NO_TRIGGERS: &str = "drop trigger posting_is_never_edited; drop trigger posting_is_never_deleted;
     drop trigger entry_is_never_edited; drop trigger entry_is_never_deleted;
     drop trigger posting_is_never_replaced; drop trigger entry_is_never_replaced; pragma foreign_keys = off;";

#[test]
fn what_was_altered_without_the_triggers_is_found_by_the_proof() {
    // A payment to cash, the last posting, and one in the middle.
    let last = "(select max(rowid) from posting)";
    let check = "(select min(posting) from entry where debit = 'cash')";
    for (words, change) in [
        ("an amount of a movement", format!("update entry set amount_cents = amount_cents + 100 where posting = {check}")),
        ("an account of a movement", format!("update entry set debit = 'provider:WO' where posting = {check}")),
        ("a patient of a movement", "update entry set patient = zeroblob(16) where posting = 1 and n = 0".to_owned()),
        ("the place of a movement", format!("update entry set turn = turn + 2 where posting = {check}")),
        ("a movement that is gone", format!("delete from entry where posting = {check}")),
        ("a movement more", format!("insert into entry (posting, n, debit, credit, amount_cents) values ({check}, 9, 'cash', 'clearing', 5)")),
        ("a body", format!("update posting set body = json_set(body, '$.entries[0].a', 1) where rowid = {check}")),
        ("a body and its movement alike", format!("update posting set body = json_set(body, '$.entries[0].a', 1) where rowid = {check}; update entry set amount_cents = 1 where posting = {check} and n = 0")),
        ("a day", format!("update posting set posted_on = '2020-01-01' where rowid = {last}")),
        ("a moment", format!("update posting set at = 5 where rowid = {last}")),
        ("what it follows from", format!("update posting set source_id = zeroblob(16) where rowid = {check}")),
        ("what it takes back", format!("update posting set reverses = (select id from posting where rowid = 1) where rowid = {last}")),
        ("an id", format!("update posting set id = 'pst_x' where rowid = {last}")),
        ("a posting in the middle", "delete from entry where posting = 3; delete from posting where rowid = 3".to_owned()),
        ("a posting at the end", format!("delete from entry where posting = {last}; delete from posting where rowid = {last}")),
        ("a posting at the end without its movements", format!("delete from posting where rowid = {last}")),
        ("a posting more", format!(
            "insert into posting (id, version, source, source_id, part, posted_on, at, body)
             select 'pst_more', 1, source, source_id, part, posted_on, at, body from posting where rowid = {check};
             insert into entry select {last}, n, debit, credit, amount_cents, item, debit_line, credit_line, patient, payer, turn
               from entry where posting = {check}")),
        ("all of the ledger", "delete from entry; delete from posting".to_owned()),
        ("a posting and what the log says of it", format!(
            "delete from entry where posting = {last}; delete from posting where rowid = {last};
             update audit_event set body = json_remove(body, '$.detail.postings') where n = (select max(n) from audit_event)")),
    ] {
        let pair = posted();
        sql(&pair, &format!("{NO_TRIGGERS} drop trigger audit_is_never_edited; {change}"))
            .unwrap_or_else(|says| panic!("{words}: {says}"));
        match pair.bed.try_ask("proof", serde_json::json!({ "job": "p", "whole": true })) {
            Ok(proof) => {
                let breaks = proof["breaks"].as_array().unwrap();
                let chain = pair.bed.ask("verify_audit", serde_json::json!({ "job": "v" }));
                println!("{words}: {breaks:?} {}", chain["broken"]);
                assert!(!breaks.is_empty() || chain["broken"] != "", "{words} is found: {proof}");
                assert!(!words.contains("log") || chain["broken"] != "", "{words}: {chain}");
                assert_eq!(proof["agrees"], breaks.is_empty(), "{words}");
            }
            Err(problem) => panic!("{words}: {problem:?}"),
        }
    }
}
