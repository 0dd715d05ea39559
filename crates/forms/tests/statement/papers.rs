//! What the papers say.

use billing::statement::{Bill, Level};
use forms::statement::{
    CoverClaim, CoverSheet, Look, STOCKS, deposit_slip, overlay, plain_text, receipt, statement,
};
use seeds::bills;

use crate::outside::{text, words};
use crate::{keep, meta, paper};

/// Asserts that a text holds all of these, whatever its blanks.
#[track_caller]
fn holds(text: &str, wanted: &[&str]) {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat(text);
    for wanted in wanted {
        assert!(text.contains(&flat(wanted)), "{wanted:?} is not in {text}");
    }
}

#[test]
fn the_normal_bill_answers_first_and_ties() {
    let pdf = paper("normal", &bills::normal(), false);
    let Some(text) = text(&pdf) else { return };
    holds(
        &text,
        &[
            "$156.40",
            "Pay by August 14, 2026",
            "This bill is for your 3 visits from May 6 to June 11. Your insurance, Cedar State, has done its part; what is left is for you to pay. Questions, or trouble paying? Call 614-555-0100 or see page 2.",
            "May 6 · Office visit, Dr. Okafor 210.00",
            "Your 20% share is $33.00. You paid $20.00 of it. Code 20610",
            "Total for 3 visits 620.00",
            "July 2 · Follow-up visit, $140.00. We sent it to Cedar State on July 6. It is not in the total.",
            "00010042 00015640 6",
            "Page 1 of 2",
            "page 2 of 2",
            "Ayuda gratis en español: 614-555-0100, opción 2.",
            "Nothing is past due.",
            "What the words mean",
        ],
    );
}

#[test]
fn words_stand_where_the_layout_puts_them() {
    let pdf = paper("normal", &bills::normal(), false);
    let Some(words) = words(&pdf) else { return };
    let place = |page: usize, text: &str, nth: usize| {
        let mut found = words.iter().filter(|w| w.page == page && w.text == text);
        found
            .nth(nth)
            .unwrap_or_else(|| panic!("{text} is not on page {page}"))
            .area
    };
    // Right edges of the columns of figures, at the total.
    for (text, right) in [
        ("620.00", 331.0),
        ("215.95", 392.0),
        ("227.65", 453.0),
        ("$156.40", 567.0),
    ] {
        let nth = usize::from(text == "$156.40");
        let [_, _, is, _] = place(1, text, nth);
        assert!((is - right).abs() < 0.7, "{text}: {is} {right}");
    }
    // The corners of the zones.
    let [left, top, ..] = place(1, "MARGUERITE", 0);
    assert!(
        (left - 64.8).abs() < 0.7 && (185.0..192.0).contains(&top),
        "{left} {top}"
    );
    let [left, ..] = place(1, "How", 0);
    assert!((left - 45.0).abs() < 0.7, "{left}");
    let [_, top, right, bottom] = place(1, "6", 2);
    assert!(
        (right - 567.0).abs() < 0.7 && 729.0 <= top && bottom <= 774.0,
        "{top} {right} {bottom}"
    );
}

#[test]
fn a_family_has_its_plan_and_what_is_past_due() {
    let pdf = paper("family", &bills::family(), false);
    let Some(text) = text(&pdf) else { return };
    holds(
        &text,
        &[
            "$352.85",
            "New on this bill 138.65",
            "Past due since June 14 94.20",
            "Payment plan, August 120.00",
            "This bill is for 9 visits by Jonathan and Ivy.",
            "$94.20 is past due. Pay it now, or call 614-555-0100 before July 29 and we will add it to your payment plan.",
            "5 more visits and the total are on page 2",
            "Jonathan’s visits, continued",
            "On your payment plan. Counts toward your deductible.",
            "$25.00 copay, and $15.65 toward the deductible.",
            "Nothing to pay: insurance paid all of the agreed price.",
            "Jonathan and Ivy together, 9 visits 592.85",
            "On your payment plan and not due yet – 240.00",
            "Amount due by August 14, 2026",
            "$480.00 in 4 payments of $120.00, July to October, on the 14th. You have made 1 and are on time, thank you. After August, 2 are left: $240.00.",
            "July 7 · Jonathan, follow-up visit, $140.00.",
            "The payment plan is not counted here.",
            "No insurance, or you did not use it?",
        ],
    );
}

#[test]
fn spanish_says_the_same() {
    let pdf = paper("spanish", &bills::spanish(), false);
    let Some(text) = text(&pdf) else { return };
    holds(
        &text,
        &[
            "Monto a pagar",
            "14 de agosto de 2026",
            "Esta factura es por sus 3 visitas del 6 de mayo al 11 de junio. Su seguro, Cedar State, ya hizo su parte; lo que queda lo paga usted.",
            "Su parte, el 20%, es $33.00. Ya pagó $20.00.",
            "27 may.",
            "Aún con su seguro: no tiene que pagar nada todavía",
            "Free help in English: 614-555-0100, option 1.",
            "Qué quieren decir las palabras",
            "página 2 de 2",
        ],
    );
}

#[test]
fn a_bill_well_over_its_estimate_says_that_it_can_be_disputed() {
    let pdf = paper("self-pay", &bills::self_pay(), false);
    let Some(text) = text(&pdf) else { return };
    holds(
        &text,
        &[
            "No insurance was used. Our estimate was $180.00; this bill is $660.00.",
            "This is $480.00 more than our estimate. You can dispute it: see page 2.",
            "Discount",
            "You have $30.00 with us that is not used yet.",
        ],
    );
    assert!(!text.contains("Insurance took off") || text.contains("What the words mean"));
}

#[test]
fn a_promise_that_is_not_confirmed_is_not_made() {
    let mut bill = bills::normal();
    bill.promises = billing::statement::Promises::default();
    let pdf = paper("no-promises", &bill, false);
    let Some(text) = text(&pdf) else { return };
    holds(&text, &["Something looks wrong?", "good-faith estimate"]);
    for promise in [
        "30 days",
        "extra cost",
        "financial help form",
        "interpreter",
        "Ayuda",
    ] {
        assert!(!text.contains(promise), "{promise}");
    }
}

#[test]
fn each_level_has_its_tone() {
    let mut bill = bills::family();
    bill.plan = None;
    for person in &mut bill.people {
        for visit in &mut person.visits {
            if visit.on_plan != values::Money::ZERO {
                (visit.new, visit.on_plan) = (visit.on_plan, values::Money::ZERO);
                let on = "2026-07-01".parse().ok();
                let amount = visit.new;
                visit.since = vec![billing::statement::Aged { on, amount }];
            }
        }
    }
    bill.due = bill.fresh() + bill.past_due();
    bill.aging[0] = bill.fresh();
    bill.moved.clear();
    bill.agency_on = "2026-08-14".parse().ok();
    for (level, says) in [
        (Level::Reminder, "A reminder: $94.20 was due June 14."),
        (Level::PastDue, "before July 29 to set up monthly payments."),
        (
            Level::Last,
            "Last notice: if we do not hear from you by August 14, we will send $94.20 to a collection agency.",
        ),
    ] {
        bill.level = level;
        let pdf = paper(&format!("level-{level:?}"), &bill, false);
        let Some(text) = text(&pdf) else { return };
        holds(&text, &[says]);
    }
}

#[test]
fn nothing_due_has_no_slip_and_no_square() {
    let mut bill = bills::normal();
    for visit in &mut bill.people[0].visits {
        let owed = visit.owed;
        visit.patient_paid += owed;
        visit.patient_paid_on = "2026-07-10".parse().ok();
        (visit.owed, visit.new) = (values::Money::ZERO, values::Money::ZERO);
        visit.since.clear();
    }
    bill.aging = [values::Money::ZERO; 5];
    bill.due = values::Money::ZERO;
    bill.moved.clear();
    let pdf = paper("settled", &bill, false);
    let Some(text) = text(&pdf) else { return };
    holds(
        &text,
        &[
            "Nothing to pay",
            "Thank you.",
            "You paid all of it, thank you.",
        ],
    );
    for not in ["Tear here", "Pay online", "Pay by", "00010042"] {
        assert!(!text.contains(not), "{not}");
    }
}

#[test]
fn large_print_has_the_same_figures() {
    for (name, bill) in [
        ("large", bills::normal()),
        ("large-family", bills::family()),
        ("large-spanish", bills::spanish()),
        ("large-long", bills::long(60)),
    ] {
        let pdf = paper(name, &bill, true);
        let Some(text) = text(&pdf) else { return };
        let due = format!("${}", thousands(bill.due));
        assert!(2 <= text.matches(&due).count(), "{name}: {due}");
        if name == "large" {
            holds(
                &text,
                &[
                    "This bill is for 3 visits",
                    "Nothing is past due.",
                    "May 20 · X-ray, left knee 103.40",
                    "Insurance paid (May 27) – 95.65",
                    "Page 2 shows how we got to each amount.",
                    "00010042 00015640 6",
                ],
            );
        }
    }
}

fn thousands(amount: values::Money) -> String {
    let text = amount.to_string();
    let (dollars, cents) = text.split_once('.').unwrap();
    if dollars.len() <= 3 {
        return text;
    }
    let (a, b) = dollars.split_at(dollars.len() - 3);
    format!("{a},{b}.{cents}")
}

#[test]
fn plain_text_says_it_all() {
    let text = plain_text(&bills::family()).unwrap();
    holds(
        &text,
        &[
            "Amount due: $352.85",
            "Past due since June 14: 94.20",
            "Insurance paid (March 3): 130.00",
            "Total for 9 visits: $592.85",
            "91–120: 0.00",
            "Something looks wrong?",
        ],
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 72),
        "{text}"
    );
    let spanish = plain_text(&bills::spanish()).unwrap();
    holds(
        &spanish,
        &[
            "Monto a pagar: $156.40",
            "El seguro pagó (27 de mayo): 95.65",
        ],
    );
}

#[test]
fn receipts_deposits_and_the_overlay() {
    let pdf = keep("receipt", receipt(&bills::receipt(), meta()).unwrap());
    if let Some(text) = text(&pdf) {
        holds(
            &text,
            &[
                "Receipt 40871",
                "$20.00",
                "Card ending 4417",
                "Approval 093127",
                "June 11 · Knee injection, toward your share 20.00",
                "You still owe $168.40: Apr 8, 25.00; May 6, 40.00; May 20, 103.40.",
                "Page 1 of 1",
            ],
        );
    }
    let mut spanish = bills::itemized_receipt();
    spanish.language = billing::statement::Language::Spanish;
    keep("receipt-es", receipt(&spanish, meta()).unwrap());
    let pdf = keep(
        "receipt-items",
        receipt(&bills::itemized_receipt(), meta()).unwrap(),
    );
    if let Some(text) = text(&pdf) {
        holds(
            &text,
            &[
                "Itemized receipt",
                "Tax ID 00-1234567",
                "Code 20610",
                "212.00",
                "Page 2 of 2",
            ],
        );
    }
    let pdf = keep(
        "deposit-slip",
        deposit_slip(&bills::deposit(), meta()).unwrap(),
    );
    if let Some(text) = text(&pdf) {
        holds(
            &text,
            &[
                "Deposit 2026-0715",
                "Checks 1,681.10 + cash 55.00 $1,736.10",
                "They agree.",
                "July 15, 2026 · 5 items",
            ],
        );
    }
    let mut many = bills::deposit();
    let item = many.items[0].clone();
    many.items.extend(std::iter::repeat_n(item, 60));
    many.posted += values::Money::from_cents(60 * 128_415);
    let pdf = keep("deposit-many", deposit_slip(&many, meta()).unwrap());
    if let Some(text) = text(&pdf) {
        assert_eq!(text.matches("558120447").count(), 61);
    }
    keep(
        "overlay",
        overlay(&bills::practice(), &Look::default(), meta()).unwrap(),
    );
}

#[test]
fn sums_that_do_not_tie_are_not_printed() {
    let refused = |change: fn(&mut Bill), words: &str| {
        let mut bill = bills::normal();
        change(&mut bill);
        for large in [false, true] {
            let fault = statement(&bill, &Look::default(), large, meta()).unwrap_err();
            assert!(fault.to_string().contains(words), "{fault}");
        }
        assert!(plain_text(&bill).is_err());
    };
    refused(|b| b.due = values::Money::from_cents(1), "the amount due");
    refused(
        |b| b.people[0].visits[0].charged = values::Money::ZERO,
        "visit 1",
    );
    let mut slip = bills::deposit();
    slip.posted = values::Money::ZERO;
    assert!(deposit_slip(&slip, meta()).is_err());
    let mut wrong = bills::receipt();
    wrong.owed = values::Money::ZERO;
    assert!(receipt(&wrong, meta()).is_err());
}

/// Asserts that a PDF holds no action, no link and no script, whatever was typed into it.
#[track_caller]
fn only_text(pdf: &[u8]) {
    let read = lopdf::Document::load_mem(pdf).unwrap();
    for object in read.objects.values() {
        let text = format!("{object:?}");
        for word in [
            "JavaScript",
            "OpenAction",
            "/AA",
            "/Launch",
            "/URI",
            "/Annots",
        ] {
            assert!(
                !text.contains(word) || text.contains("stream"),
                "{word} in {text}"
            );
        }
        if let Ok(dictionary) = object.as_dict() {
            for key in ["S", "A", "AA", "JS", "OpenAction", "Annots", "URI"] {
                assert!(!dictionary.has(key.as_bytes()), "{key}");
            }
        }
    }
}

#[test]
fn hostile_text_is_text() {
    let mut bill = bills::normal();
    let nasty = ") Tj ET /OpenAction <</S/JavaScript/JS(app.alert(1))>> \\ {amount} <b>x</b> %";
    bill.people[0].visits[0].what = nasty.to_owned();
    bill.guarantor = "=HYPERLINK(\"http://x.example\") </Launch>".to_owned();
    let pdf = paper("hostile", &bill, false);
    only_text(&pdf);
    if let Some(text) = text(&pdf) {
        holds(&text, &["app.alert(1)", "{amount}", "</Launch>"]);
    }
    let mut other = bills::normal();
    other.guarantor = "王小明".to_owned();
    let fault = statement(&other, &Look::default(), false, meta())
        .unwrap_err()
        .to_string();
    assert!(
        fault.contains("Latin letters") && !fault.contains('王'),
        "{fault}"
    );
}

#[test]
fn the_same_bill_gives_the_same_bytes() {
    let one = paper("normal", &bills::normal(), false);
    assert_eq!(one, paper("normal", &bills::normal(), false));
    assert!(one.len() < 60_000, "{} bytes", one.len());
}

#[test]
fn a_receipt_carries_the_logo_beside_the_name() {
    let logo = forms::Picture::logo(include_bytes!("../data/logo.jpg")).unwrap();
    let pdf = forms::statement::receipt_with(&bills::receipt(), Some(&logo), meta()).unwrap();
    let pdf = keep("receipt-logo", pdf);
    let Some(words) = words(&pdf) else { return };
    let plain = keep("receipt-plain", receipt(&bills::receipt(), meta()).unwrap());
    let Some(before) = crate::outside::words(&plain) else {
        return;
    };
    // The same words, the name moved aside and nothing else lost.
    let of = |words: &[crate::outside::Word]| -> Vec<String> {
        let mut texts: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
        texts.sort();
        texts
    };
    assert_eq!(of(&words), of(&before));
    assert!(before[0].area[0] + 30.0 < words[0].area[0]);
}

#[test]
fn an_estimate_says_what_the_law_wants_and_ties() {
    let look = Look {
        logo: Some(forms::Picture::logo(include_bytes!("../data/logo.jpg")).unwrap()),
        ..Look::default()
    };
    let of = bills::estimate();
    let pdf = forms::statement::estimate(&of, &look, meta()).unwrap();
    let pdf = keep("estimate", pdf);
    let Some(said) = text(&pdf) else { return };
    assert!(said.contains("Page 1 of 1"), "a plain one is one page");
    // 45 CFR 149.610(c)(1)(i) to (x), in their order.
    holds(
        &said,
        &[
            "For Marguerite E. Whitlow",
            "Born March 14, 1961",
            "The main service: Office visit, scheduled for August 4, 2026.",
            "X-ray, left knee 73562 LT 1 165.00 – 33.00 132.00",
            "Expected total $576.00",
            "Diagnoses: M17.12 arthritis of the left knee.",
            "By whom: Adaeze Okafor, NPI 1234567893, tax number 00-4417293.",
            "Where: Harbor Lane Family Medicine, 400 Harbor Lane, Suite 12, Little Fern OH 43999-0400.",
            "Estimates of their own will be made for these when they are scheduled",
            "Physical therapy, about six visits after the injection",
            "It is an estimate of what we reasonably expect today.",
            "More may be recommended, to be scheduled or asked for apart.",
            "If we bill you $400.00 or more above the expected total",
            "cms.gov/nosurprises",
            "It is no contract.",
            "It holds until July 14, 2027",
        ],
    );
    let refused = |change: fn(&mut billing::estimate::EstimatePaper), words: &str| {
        let mut of = bills::estimate();
        change(&mut of);
        let fault = forms::statement::estimate(&of, &Look::default(), meta()).unwrap_err();
        assert!(fault.to_string().contains(words), "{fault}");
    };
    refused(|of| of.total = values::Money::ZERO, "its total is 0.00");
    refused(|of| of.born_on = None, "birth date is missing");
    refused(|of| of.provider.tax_id.clear(), "tax number is missing");
    refused(|of| of.lines.clear(), "no service");
    // Many services take more pages, each with its heads.
    let mut long = bills::estimate();
    let line = long.lines[0].clone();
    long.lines = vec![line; 40];
    long.total = long
        .lines
        .iter()
        .map(|line| line.charge - line.discount)
        .sum();
    let pdf = keep(
        "estimate-long",
        forms::statement::estimate(&long, &look, meta()).unwrap(),
    );
    if let Some(said) = text(&pdf) {
        holds(&said, &["Page 3 of 3", "Expected total $9,920.00"]);
    }
}

#[test]
fn every_paper_takes_every_name_for_a_name() {
    let corpus: Vec<String> =
        serde_json::from_str(include_str!("../../../../tests/corpus/hostile.json")).unwrap();
    let syntax = [
        ") Tj ET Q /OpenAction (x",
        "]>>endobj 9 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj",
        "\\) /URI (http://x.example)",
    ];
    let mut drawn = 0;
    for name in corpus.iter().map(String::as_str).chain(syntax) {
        let name: String = name.chars().take(36).collect();
        let mut paid = bills::itemized_receipt();
        paid.paid_by.clone_from(&name);
        paid.taken_by.clone_from(&name);
        let mut of = bills::estimate();
        of.patient.clone_from(&name);
        of.lines[0].what.clone_from(&name);
        of.diagnoses = vec![name.clone()];
        of.separate = vec![name.clone()];
        let mut slip = bills::deposit();
        slip.prepared_by.clone_from(&name);
        let mut practice = bills::practice();
        practice.name.clone_from(&name);
        let cover = CoverSheet {
            to: vec![name.clone()],
            claims: vec![CoverClaim {
                number: name.clone(),
                patient: name.clone(),
                ..CoverClaim::default()
            }],
            ..CoverSheet::default()
        };
        // Another script is refused; what is drawn is text.
        for pdf in [
            receipt(&paid, meta()),
            forms::statement::estimate(&of, &Look::default(), meta()),
            deposit_slip(&slip, meta()),
            overlay(&practice, &Look::default(), meta()),
            forms::statement::cover_sheets(&practice, std::slice::from_ref(&cover), meta()),
            forms::statement::labels(&STOCKS[3], 0, &[vec![name.clone()]], meta())
                .map(|made| made.pdf),
        ]
        .into_iter()
        .flatten()
        .filter(|pdf| !pdf.is_empty())
        {
            only_text(&pdf);
            drawn += 1;
        }
    }
    assert!(corpus.len() * 2 < drawn, "{drawn} papers");
}
