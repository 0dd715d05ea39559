//! Labels and cover sheets.

use billing::statement::Practice;
use forms::statement::{CoverClaim, CoverSheet, STOCKS, cover_sheets, labels};
use values::Money;

use crate::outside::{text, words};
use crate::{keep, meta};

fn address(n: usize) -> Vec<String> {
    vec![
        format!("NAME{n} QUARRYHILL"),
        "118 QUARRY HILL ROAD APT 4B".to_owned(),
        "LITTLE FERN OH 43999-1234".to_owned(),
    ]
}

/// Where a label lies by its maker's measures: left, top, right, bottom in points.
fn place(stock: &str, at: usize) -> [f32; 4] {
    let (across, left, top, width, height, step) = match stock {
        "5160" => (3, 0.19, 0.5, 2.63, 1.0, 2.75),
        "5161" => (2, 0.16, 0.5, 4.0, 1.0, 4.19),
        "5162" => (2, 0.16, 0.83, 4.0, 1.33, 4.19),
        _ => (2, 0.16, 0.5, 4.0, 2.0, 4.19),
    };
    let left = left + step * (at % across) as f32;
    let top = top + height * (at / across) as f32;
    [left, top, left + width, top + height].map(|inches| inches * 72.0)
}

#[test]
fn each_address_lies_on_its_own_label_from_the_first_free_one_on() {
    for stock in &STOCKS {
        let on_a_sheet = stock.on_a_sheet();
        let all: Vec<_> = (0..on_a_sheet + 4).map(address).collect();
        let made = labels(stock, 4, &all, meta()).unwrap();
        assert_eq!(made.left_out, Vec::<usize>::new());
        let pdf = keep(&format!("labels-{}", stock.id), made.pdf);
        let Some(words) = words(&pdf) else { return };
        for n in 0..all.len() {
            let name = format!("NAME{n}");
            let at = words.iter().position(|word| word.text == name).unwrap();
            let (page, label) = (1 + (4 + n) / on_a_sheet, (4 + n) % on_a_sheet);
            // Name, street and place: twelve words in a row.
            for word in &words[at..at + 12] {
                let [left, top, right, bottom] = place(stock.id, label);
                let [l, t, r, b] = word.area;
                assert_eq!(word.page, page, "{} {name} {}", stock.id, word.text);
                // So much stays free on each side that a sheet that is fed askew still prints on it.
                assert!(
                    left + 5.0 <= l && r <= right - 5.0 && top + 4.0 <= t && b <= bottom - 4.0,
                    "{} {name} {}: {:?} on {:?}",
                    stock.id,
                    word.text,
                    word.area,
                    [left, top, right, bottom]
                );
            }
        }
    }
}

#[test]
fn what_does_not_fit_a_label_is_left_out_and_takes_no_place() {
    let long = vec![
        "BARTHOLOMEW MONTGOMERYFEATHERSTONEHAUGHCHOLMONDELEY".to_owned(),
        "1 ROAD".to_owned(),
        "TOWN OH 43999".to_owned(),
    ];
    let other = vec![
        "王小明".to_owned(),
        "1 ROAD".to_owned(),
        "TOWN OH 43999".to_owned(),
    ];
    let all = [address(0), long.clone(), other, address(1)];
    let made = labels(&STOCKS[0], 0, &all, meta()).unwrap();
    assert_eq!(made.left_out, [1, 2]);
    if let Some(words) = words(&made.pdf) {
        let second = words.iter().find(|word| word.text == "NAME1").unwrap();
        assert!(
            place("5160", 1)[0] < second.area[0] && second.area[2] < place("5160", 1)[2],
            "the next address takes the next label"
        );
        assert_eq!(words.len(), 24);
    }
    // A larger label takes it.
    let made = labels(&STOCKS[3], 0, &[long], meta()).unwrap();
    assert_eq!(made.left_out, Vec::<usize>::new());
    let none = labels(&STOCKS[0], 0, &[], meta()).unwrap();
    assert!(none.pdf.is_empty());
}

#[test]
fn cover_sheets_list_the_claims_of_each_payer_on_pages_of_their_own() {
    let practice = Practice {
        name: "Quillfern Family Medicine".to_owned(),
        address: vec!["12 Mill Lane".to_owned(), "Weir Falls OH 43999".to_owned()],
        phone: "614-555-0100".to_owned(),
        ..Practice::default()
    };
    let claim = |n: usize| CoverClaim {
        number: format!("ACC{n}"),
        patient: format!("Patient{n}, Alma"),
        service_on: "2026-07-03".parse().ok(),
        charge: Money::from_cents(10_000 + n as i64),
    };
    let sheet = |to: &str, count: usize| CoverSheet {
        to: vec![
            to.to_owned(),
            "PO BOX 7".to_owned(),
            "TOWN OH 43999".to_owned(),
        ],
        printed_on: "2026-07-15".parse().ok(),
        mailed_on: "2026-07-16".parse().ok(),
        sheets: count as u32,
        claims: (0..count).map(claim).collect(),
    };
    let sheets = [sheet("CEDAR STATE", 60), sheet("STATE MEDICAID", 1)];
    let pdf = keep("covers", cover_sheets(&practice, &sheets, meta()).unwrap());
    let Some(all) = text(&pdf) else { return };
    let flat = all.split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "CEDAR STATE PO BOX 7",
        "60 claims on 60 forms, $6,017.70 in all.",
        "1 claim on 1 form, $100.00 in all.",
        "Mailed July 16, 2026",
        "07/03/2026",
        "614-555-0100",
    ] {
        assert!(flat.contains(wanted), "{wanted} is not in {flat}");
    }
    let words = words(&pdf).unwrap();
    let page_of = |text: &str| words.iter().find(|word| word.text == text).unwrap().page;
    let pages = words.iter().map(|word| word.page).max().unwrap();
    assert_eq!(
        page_of("MEDICAID"),
        pages,
        "each payer begins on a page of its own"
    );
    assert!(flat.contains("Page 1 of 1"), "pages count by payer: {flat}");
    for n in 0..60 {
        assert!(flat.contains(&format!("ACC{n} Patient{n}, Alma")), "{n}");
    }
    assert!(
        words
            .iter()
            .all(|word| word.area[3] < 780.0 && word.area[2] <= 568.0)
    );
}
