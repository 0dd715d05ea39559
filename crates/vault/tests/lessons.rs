//! What a payer is expected to allow, learned from lines that it paid.
#![allow(clippy::unwrap_used)]

use vault::Vault;
use vault::expected::{Lessons, Service};

/// A raw key with its salt.
const KEY: &str = "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f'";

#[test]
fn a_line_of_two_units_is_expected_to_be_allowed_twice_as_much() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::create(&folder.path().join("practice.db"), KEY).unwrap();
    let db = vault.writer();
    db.execute_batch(
        "insert into remittance (id, version, number, amount_cents, left_cents, body)
         values ('rem_1', 1, '1', 8000, 0, '{}');
         insert into paid_line (remittance_id, part, n, payer_id, claim_id, code, modifiers, pos,
                service_on, units, charge_cents, allowed_cents, paid_cents, patient_code)
         values ('rem_1', 1, 0, 'pay_1', '', '97110', '', '11', '2026-11-03', 1000, 9000, 8000, 6400, '2')",
    )
    .unwrap();
    let mut lessons = Lessons::default();
    let mut expected = |units, without| {
        let service = Service {
            payer: "pay_1",
            code: "97110",
            modifiers: &[],
            pos: "11",
            units,
            on: "2026-11-24".parse().unwrap(),
            without,
        };
        let found = lessons.expected(&db, &service).unwrap();
        found.map(|found| found.allowed.cents())
    };
    // Of one code and one month, one after the other.
    assert_eq!(expected("1", ""), Some(8_000));
    assert_eq!(expected("2", ""), Some(16_000));
    assert_eq!(expected("1", "rem_1"), None);
}
