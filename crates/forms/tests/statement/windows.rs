//! Nothing but an address can show in a window, wherever the sheet lies in its envelope.

use billing::statement::Bill;
use forms::statement::{Look, Windows, statement};
use proptest::prelude::*;
use seeds::bills;

use crate::meta;
use crate::outside::{Raster, raster};

/// The zones of the usual envelopes: what may show, what always shows, in points: left, top, right,
/// bottom. Worked out by hand in the design, not taken from the code.
const ZONES: [([f32; 4], [f32; 4]); 3] = [
    ([0.0, 21.0, 288.0, 117.0], [36.0, 54.0, 216.0, 84.0]),
    ([0.0, 147.0, 351.0, 261.0], [63.0, 189.0, 252.0, 219.0]),
    ([36.0, 675.0, 387.0, 771.0], [63.0, 690.0, 360.0, 756.0]),
];

/// The box of the ink in a part of a page, in points; none where it is empty.
fn ink(page: &Raster, dpi: f32, [left, top, right, bottom]: [f32; 4]) -> Option<[f32; 4]> {
    let point = |n: f32| (n * dpi / 72.0).round() as usize;
    let mut found: Option<[usize; 4]> = None;
    for y in point(top)..point(bottom).min(page.height) {
        for x in point(left)..point(right).min(page.width) {
            if 200 <= page.points[y * page.width + x] {
                continue;
            }
            let [l, t, r, b] = found.unwrap_or([x, y, x, y]);
            found = Some([l.min(x), t.min(y), r.max(x + 1), b.max(y + 1)]);
        }
    }
    found.map(|area| area.map(|n| n as f32 * 72.0 / dpi))
}

/// Asserts that the ink of the first page which may show always shows.
#[track_caller]
fn check(bill: &Bill, large: bool) {
    let pdf = statement(bill, &Look::default(), large, meta()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let Some(page) = raster(&pdf, 1, 150, folder.path()) else {
        return;
    };
    for (may, always) in ZONES {
        let found = ink(&page, 150.0, may).expect("an address");
        // A point of the raster at each edge.
        let inside = always[0] - 0.5 <= found[0]
            && always[1] - 0.5 <= found[1]
            && found[2] <= always[2] + 0.5
            && found[3] <= always[3] + 0.5;
        assert!(inside, "{found:?} is not in {always:?}");
    }
}

/// A letter of a bill's account, as it ships.
fn letter_of(bill: &Bill, words: billing::letter::LetterWords) -> billing::letter::LetterPaper {
    billing::letter::LetterPaper {
        number: "501".to_owned(),
        account: bill.account.clone(),
        language: bill.language,
        made_on: bill.made_on,
        due_on: bill.due_on,
        practice: bill.practice.clone(),
        guarantor: bill.guarantor.clone(),
        addressee: bill.addressee.clone(),
        amount: bill.due,
        pay: bill.pay.clone(),
        words,
    }
}

#[test]
fn a_letter_shows_the_same_addresses_in_the_same_windows() {
    for stage in billing::letter::shipped() {
        for bill in [bills::normal(), bills::spanish()] {
            let words = stage.words(bill.language).clone();
            let paper = letter_of(&bill, words);
            let pdf = forms::statement::letter(&paper, &Look::default(), meta()).unwrap();
            let name = format!("letter-{}-{}", stage.days, bill.account);
            let pdf = crate::keep(&name, pdf);
            let folder = tempfile::tempdir().unwrap();
            let Some(page) = raster(&pdf, 1, 150, folder.path()) else {
                return;
            };
            // Nothing comes back, so the window of the return envelope is none of a letter's.
            for (may, always) in &ZONES[..2] {
                let found = ink(&page, 150.0, *may).expect("an address");
                assert!(
                    always[0] - 0.5 <= found[0] && found[2] <= always[2] + 0.5,
                    "{found:?} is not in {always:?}"
                );
                assert!(
                    always[1] - 0.5 <= found[1] && found[3] <= always[3] + 0.5,
                    "{found:?} is not in {always:?}"
                );
            }
        }
    }
    // A text of many pages goes on, and one in another script is refused.
    let bill = bills::normal();
    let long = billing::letter::LetterWords {
        subject: "About your account".to_owned(),
        text: "We write to you about {amount}.\n\n".repeat(60),
    };
    let pdf = forms::statement::letter(&letter_of(&bill, long), &Look::default(), meta()).unwrap();
    let pages = pdf
        .windows(11)
        .filter(|at| *at == b"/Type /Page" || at.starts_with(b"/Type/Page"))
        .count();
    assert!(2 < pages, "{pages}");
    let strange = billing::letter::LetterWords {
        subject: "About".to_owned(),
        text: "\u{738b}".to_owned(),
    };
    let refused = forms::statement::letter(&letter_of(&bill, strange), &Look::default(), meta());
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("letters that this paper cannot show")
    );
}

#[test]
fn windows_show_an_address_and_nothing_else() {
    let logo = forms::Picture::from_png(&logo()).unwrap();
    for (bill, large) in [
        (bills::normal(), false),
        (bills::normal(), true),
        (bills::family(), false),
        (bills::spanish(), false),
        (bills::long(60), false),
        (bills::long(60), true),
    ] {
        check(&bill, large);
    }
    let look = Look {
        logo: Some(logo),
        ..Look::default()
    };
    let pdf = statement(&bills::normal(), &look, false, meta()).unwrap();
    let pdf = crate::keep("logo", pdf);
    let folder = tempfile::tempdir().unwrap();
    if let Some(page) = raster(&pdf, 1, 150, folder.path()) {
        for (may, _) in &ZONES[..2] {
            let [_, _, right, _] = ink(&page, 150.0, *may).unwrap();
            assert!(right < 260.0, "{right}");
        }
        assert!(ink(&page, 150.0, [290.0, 20.0, 352.0, 120.0]).is_some());
    }
}

/// A black square with a transparent rim.
fn logo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 64, 64);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    let point = |n: usize| {
        let (x, y) = (n % 64, n / 64);
        let dark = (8..56).contains(&x) && (8..56).contains(&y);
        [20, 60, 120, if dark { 255 } else { 0 }]
    };
    let points: Vec<u8> = (0..64 * 64).flat_map(point).collect();
    writer.write_image_data(&points).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn letters_with_tails_stay_inside_too() {
    let mut bill = bills::normal();
    bill.practice.name = "Qypj Family Group".to_owned();
    bill.practice.address = vec![
        "9 Joy Gypsy Qj, Qy".to_owned(),
        "Qj Springyjg, QQ 43999".to_owned(),
    ];
    bill.addressee = vec![
        "Quincy Q. Jay, JQ".to_owned(),
        "Q; Q, (Q)".to_owned(),
        "Qq ÇÑŽ, Q 43999".to_owned(),
    ];
    check(&bill, false);
}

#[test]
fn a_name_that_does_not_fit_is_refused_not_cut() {
    let mut bill = bills::normal();
    bill.addressee[0] = "Bartholomew Montgomery-Featherstonehaugh-Cholmondeley".to_owned();
    let fault = statement(&bill, &Look::default(), false, meta())
        .unwrap_err()
        .to_string();
    assert!(
        fault.contains("the address does not fit") && !fault.contains("Barth"),
        "{fault}"
    );
    // A name of many words takes two lines, where three others do not have to stand too.
    bill.addressee = vec![
        "Bartholomew Christopher Montgomery Vandenberghe".to_owned(),
        "Little Fern OH 43999".to_owned(),
    ];
    check(&bill, false);
}

#[test]
fn windows_that_would_show_more_are_refused() {
    let mut windows = Windows::default();
    for window in &mut windows.addressee {
        window.width = 6_000;
    }
    let look = Look {
        windows,
        ..Look::default()
    };
    let fault = statement(&bills::normal(), &look, false, meta())
        .unwrap_err()
        .to_string();
    assert!(fault.contains("would show more than an address"), "{fault}");
    // A four-line address fits a window that stands higher.
    let mut bill = bills::normal();
    bill.addressee
        .insert(1, "c/o Quarry Hill Residence".to_owned());
    let high = Look {
        windows: Windows {
            addressee: vec![forms::statement::TEN_HIGH],
            ..Windows::default()
        },
        ..Look::default()
    };
    statement(&bill, &high, false, meta()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bill_shows_more_than_an_address(seed in 0u64..1_000_000, large: bool) {
        check(&bills::any(seed), large);
    }
}
