//! The demo practice's books: eighteen months of checks and acts that agree to the cent, with one of
//! everything that a biller meets.

use serde_json::{Value, json};

use crate::bed::{Bed, bare, text};

fn demo() -> Bed {
    let mut bed = bare();
    let began = std::time::Instant::now();
    let card = bed.ask("create_demo", json!({ "job": "demo" }));
    println!("made in {:?}", began.elapsed());
    (bed.folder, bed.user) = (text(&card["folder"]), text(&card["users"][0]["id"]));
    bed.unlock(&text(&card["demo_password"])).unwrap();
    bed
}

#[track_caller]
fn cents(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("{value} is no sum"))
}

fn rows(value: &Value) -> &[Value] {
    value["rows"].as_array().unwrap()
}

#[test]
fn the_demo_practice_has_books_that_agree() {
    let bed = demo();
    let began = std::time::Instant::now();
    let proof = bed.ask("proof", json!({ "job": "proof", "whole": true }));
    println!("proved in {:?}", began.elapsed());
    println!("{}", proof);
    let queues = bed.ask("queues", json!({}));
    println!("{}", queues);
    let aging = bed.ask("aging", json!({ "basis": "service", "by": "payer" }));
    println!("{}", aging);
    let remits = bed.ask("remittances", json!({ "number": "", "from": 0 }));
    println!("{} {}", remits["parked"], remits["posted"]);
    for row in rows(&bed.ask("underpaid", json!({}))).iter().take(40) {
        println!("{row}");
    }
    assert_eq!(
        (&proof["breaks"], &proof["agrees"]),
        (&json!([]), &json!(true)),
        "{proof}"
    );
    assert_eq!(cents(&proof["ar_cents"]), cents(&queues["total_cents"]));
}
