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

/// An envelope in thousandths of an inch, as somebody measures it.
fn window(of: [i32; 6]) -> forms::statement::Window {
    let [envelope_width, envelope_height, width, height, left, up] = of;
    forms::statement::Window {
        envelope_width,
        envelope_height,
        width,
        height,
        left,
        up,
    }
}

/// The part of the sheet behind a window, in points from its upper left corner, with the sheet slid by
/// so many parts of a hundred; worked out here from the envelope, not taken from the code. `panel` is the
/// lower edge of the folded panel on the sheet.
fn behind(window: &forms::statement::Window, panel: f32, right: i32, up: i32) -> [f32; 4] {
    let (across, down) = (
        window.envelope_width - 8_500,
        window.envelope_height - 3_667,
    );
    let points = |thousandths: i32, parts: i32, slide: i32| {
        (thousandths as f32 - slide as f32 * parts as f32 / 100.0) * 0.072
    };
    let left = points(window.left, right, across);
    let low = panel - points(window.up, up, down);
    [
        left,
        low - window.height as f32 * 0.072,
        left + window.width as f32 * 0.072,
        low,
    ]
}

/// Asserts that every window shows the same in every position of the sheet: one block, all of it, and
/// nothing else.
#[track_caller]
fn same_everywhere(bill: &Bill, look: &Look, large: bool) {
    let pages = forms::statement::marks(bill, look, large).unwrap();
    let marks = &pages[0];
    let windows = &look.windows;
    let upper = windows.sender.iter().chain(&windows.addressee);
    let all = upper.map(|one| (one, 264.0));
    for (window, panel) in all.chain(windows.remit.iter().map(|one| (one, 792.0))) {
        let shown = |right: i32, up: i32| -> Vec<[f32; 4]> {
            let [l, t, r, b] = behind(window, panel, right, up);
            let seen = marks
                .iter()
                .filter(|([ml, mt, mr, mb], _)| *ml < r && l < *mr && *mt < b && t < *mb);
            let seen: Vec<[f32; 4]> = seen
                .map(|(area, text)| {
                    assert!(text, "a line, a box or the logo shows at {area:?}");
                    *area
                })
                .collect();
            for [ml, mt, mr, mb] in &seen {
                let whole = l - 0.1 <= *ml && t - 0.1 <= *mt && *mr <= r + 0.1 && *mb <= b + 0.1;
                assert!(whole, "{ml} {mt} {mr} {mb} is cut at {right} {up}");
            }
            seen
        };
        let first = shown(0, 0);
        assert!(!first.is_empty(), "an address shows");
        for right in (0..=100).step_by(10) {
            for up in (0..=100).step_by(10) {
                assert_eq!(shown(right, up), first, "at {right} {up}");
            }
        }
    }
}

fn with_logo(windows: Windows) -> Look {
    Look {
        windows,
        logo: Some(forms::Picture::from_png(&logo()).unwrap()),
        both_sides: false,
    }
}

#[test]
fn windows_of_ones_own_show_an_address_and_nothing_else() {
    for windows in [
        Windows::default(),
        // One window, and no envelope that comes back.
        Windows {
            sender: Vec::new(),
            addressee: vec![window([9_500, 4_125, 4_100, 1_250, 750, 500])],
            remit: Vec::new(),
        },
        // A booklet envelope with a slide of three quarters of an inch up, its window high.
        Windows {
            sender: vec![window([9_000, 4_400, 3_300, 1_300, 400, 2_900])],
            addressee: vec![window([9_000, 4_400, 3_900, 1_200, 500, 900])],
            remit: vec![window([8_900, 3_900, 4_400, 1_200, 800, 450])],
        },
    ] {
        let look = with_logo(windows);
        assert!(look.shows_logo().unwrap());
        for (bill, large) in [
            (bills::normal(), false),
            (bills::normal(), true),
            (bills::long(60), false),
        ] {
            same_everywhere(&bill, &look, large);
        }
        let pdf = statement(&bills::normal(), &look, false, meta()).unwrap();
        crate::keep("own-windows", pdf);
        let paper = forms::statement::overlay(&bills::normal().practice, &look, meta()).unwrap();
        crate::keep("own-overlay", paper);
    }
}

#[test]
fn a_logo_gives_way_to_a_window_and_no_window_shows_it() {
    // The return address's window reaches to the answer: no room is left.
    let wide = with_logo(Windows {
        sender: vec![window([9_500, 4_125, 4_400, 875, 500, 2_500])],
        ..Windows::default()
    });
    assert!(!wide.shows_logo().unwrap());
    same_everywhere(&bills::normal(), &wide, false);
    // Some room: the logo is smaller than its place.
    let some = with_logo(Windows {
        sender: vec![window([9_500, 4_125, 3_800, 875, 500, 2_500])],
        ..Windows::default()
    });
    assert!(some.shows_logo().unwrap());
    same_everywhere(&bills::normal(), &some, false);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_measured_either_shows_an_address_alone_or_is_refused(
        across in 8_500i32..10_000, down in 3_700i32..4_600,
        width in 2_500i32..5_000, height in 700i32..1_700, left in 200i32..1_500, up in 300i32..1_200,
        high in 2_000i32..3_000, tall in 600i32..1_300, single: bool, large: bool,
    ) {
        let addressee = window([across, down, width, height, left, up]);
        let sender = match single {
            true => Vec::new(),
            false => vec![window([across, down, width, tall, left, high])],
        };
        let look = with_logo(Windows { sender, addressee: vec![addressee], remit: Vec::new() });
        let bill = bills::normal();
        prop_assume!(look.windows.check().is_ok() && statement(&bill, &look, large, meta()).is_ok());
        same_everywhere(&bill, &look, large);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bill_shows_more_than_an_address(seed in 0u64..1_000_000, large: bool) {
        check(&bills::any(seed), large);
    }
}
