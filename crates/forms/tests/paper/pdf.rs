//! What the PDF files hold, and what they do not.

use std::collections::BTreeSet;

use forms::{FormPage, Kit, Offset, Style, alignment_page, kit, print};
use lopdf::{Document, Object};

use crate::places::stress;
use crate::{day, meta, words};

fn page(values: &[(&str, &str, &str)]) -> FormPage {
    let mut page = FormPage::new();
    for (item, subfield, text) in values {
        page.set(item, subfield, text).unwrap();
    }
    page
}

fn words_of_the_kit() -> Vec<String> {
    let words = "abandon breeze cactus dilemma elegant fortune gadget horizon identify jungle kangaroo \
                 lobster mosquito notable obscure pelican quarter remember scissors tourist umbrella \
                 vacuum whisper zebra";
    words.split_whitespace().map(str::to_owned).collect()
}

fn the_kit(practice_name: &str) -> Vec<u8> {
    let words = words_of_the_kit();
    let made_on = day("2026-07-03");
    kit(
        &Kit {
            practice_name,
            made_on,
            words: &words,
            check: "7F3A-91C2",
        },
        [3; 16],
    )
    .unwrap()
}

/// One PDF of each sort that this crate makes.
fn all_sorts() -> Vec<(&'static str, Vec<u8>)> {
    let pages = [
        stress("W", "8"),
        page(&[("2", "patient_name", "DOE, JANE")]),
    ];
    let none = Offset::default();
    vec![
        (
            "data only",
            print(&pages, Style::DataOnly, none, meta()).unwrap(),
        ),
        ("draft", print(&pages, Style::Draft, none, meta()).unwrap()),
        (
            "alignment",
            alignment_page(Offset::new(3, -2).unwrap(), meta()).unwrap(),
        ),
        ("kit", the_kit("Harbor Lane Family Medicine")),
    ]
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for ((name, one), (_, two)) in all_sorts().into_iter().zip(all_sorts()) {
        assert!(one == two, "{name}");
    }
    let none = Offset::default();
    let pages = [stress("W", "8")];
    let other = forms::Meta {
        id: [9; 16],
        ..meta()
    };
    assert_ne!(
        print(&pages, Style::DataOnly, none, meta()).unwrap(),
        print(&pages, Style::DataOnly, none, other).unwrap()
    );
}

#[test]
fn printers_are_told_not_to_scale() {
    for (name, bytes) in all_sorts() {
        let document = Document::load_mem(&bytes).unwrap();
        let viewer = document
            .catalog()
            .unwrap()
            .get(b"ViewerPreferences")
            .unwrap()
            .as_dict()
            .unwrap();
        assert_eq!(
            viewer.get(b"PrintScaling").unwrap().as_name().unwrap(),
            b"None",
            "{name}"
        );
        for (_, id) in document.get_pages() {
            let pages = document
                .get_dictionary(id)
                .unwrap()
                .get(b"Parent")
                .unwrap()
                .as_reference()
                .unwrap();
            let sheet = document
                .get_dictionary(pages)
                .unwrap()
                .get(b"MediaBox")
                .unwrap()
                .as_array()
                .unwrap();
            assert_eq!(
                sheet,
                &[0.into(), 0.into(), 612.into(), 792.into()],
                "{name}: Letter"
            );
        }
    }
}

/// Every dictionary of a PDF, however deep.
fn dictionaries<'a>(object: &'a Object, seen: &mut Vec<&'a lopdf::Dictionary>) {
    let dictionary = match object {
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        Object::Array(items) => return items.iter().for_each(|item| dictionaries(item, seen)),
        _ => return,
    };
    seen.push(dictionary);
    dictionary
        .iter()
        .for_each(|(_, inner)| dictionaries(inner, seen));
}

const HOSTILE: &[&str] = &[
    "<img src=x onerror=alert(1)>",
    ") Tj ET Q /OpenAction (x",
    "\\) /JS (app.alert) /S",
    "a\u{0}b\r\nendstream endobj",
    "((((((((",
    "%PDF-1.4 \\(",
];

#[test]
fn hostile_texts_are_only_texts() {
    let mut pages = Vec::new();
    let mut want: BTreeSet<String> = BTreeSet::new();
    for text in HOSTILE {
        let mut page = FormPage::new();
        if page.set("2", "patient_name", text).is_ok() {
            want.insert(page.get("2", "patient_name").to_owned());
            pages.push(page);
        }
    }
    assert_eq!(pages.len(), 5, "a NUL cannot be printed, the others can");
    let corpus: Vec<String> =
        serde_json::from_str(include_str!("../../../../tests/corpus/hostile.json")).unwrap();
    let mut others = Vec::new();
    for text in &corpus {
        let mut page = FormPage::new();
        // What is too long or has no sign in the form's typeface is refused with its box.
        if page.set("2", "patient_name", text).is_ok() {
            others.push(page);
        }
    }
    assert!(30 < others.len(), "{} of the corpus print", others.len());
    let mut files = vec![
        print(&pages, Style::DataOnly, Offset::default(), meta()).unwrap(),
        print(&pages, Style::Draft, Offset::default(), meta()).unwrap(),
        print(&others, Style::DataOnly, Offset::default(), meta()).unwrap(),
        print(&others, Style::Draft, Offset::default(), meta()).unwrap(),
    ];
    files.extend(HOSTILE.iter().map(|text| the_kit(text)));
    files.extend(
        corpus
            .iter()
            .filter(|text| text.len() < 100)
            .map(|text| the_kit(text)),
    );
    for bytes in &files {
        let document = Document::load_mem(bytes).unwrap();
        let mut all = Vec::new();
        document
            .objects
            .values()
            .for_each(|object| dictionaries(object, &mut all));
        dictionaries(document.trailer.get(b"Root").unwrap(), &mut all);
        for dictionary in all {
            for key in [
                &b"OpenAction"[..],
                b"AA",
                b"A",
                b"JS",
                b"JavaScript",
                b"Annots",
                b"AcroForm",
                b"EmbeddedFiles",
                b"URI",
                b"Names",
            ] {
                assert!(!dictionary.has(key), "{}", String::from_utf8_lossy(key));
            }
        }
        for (_, id) in document.get_pages() {
            for operation in document.get_and_decode_page_content(id).unwrap().operations {
                let usual = [
                    "BT", "ET", "Tf", "Td", "Tj", "TJ", "Tm", "q", "Q", "cm", "Do", "g", "G", "w",
                    "d", "m", "l", "S", "re", "f",
                ];
                assert!(
                    usual.contains(&operation.operator.as_str()),
                    "{}",
                    operation.operator
                );
            }
        }
    }
    // Read back, each name is the text that it was.
    let document = Document::load_mem(&files[0]).unwrap();
    let mut shown = BTreeSet::new();
    for (_, id) in document.get_pages() {
        for operation in document.get_and_decode_page_content(id).unwrap().operations {
            if operation.operator == "Tj" {
                shown.insert(
                    String::from_utf8(operation.operands[0].as_str().unwrap().to_vec()).unwrap(),
                );
            }
        }
    }
    assert_eq!(shown, want);
}

#[test]
fn the_file_says_nothing_of_the_patient() {
    let bytes = print(
        &[page(&[("2", "patient_name", "SECRETPERSON, ANNA")])],
        Style::Draft,
        Offset::default(),
        meta(),
    )
    .unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let info = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .unwrap();
    let info = document.get_dictionary(info).unwrap();
    let text =
        |key: &[u8]| String::from_utf8_lossy(info.get(key).unwrap().as_str().unwrap()).into_owned();
    assert_eq!(text(b"Title"), "CMS-1500");
    assert_eq!(text(b"Producer"), "Claimbench");
    assert_eq!(text(b"CreationDate"), "D:20260703");
    assert_eq!(info.len(), 3);
    // Outside the pages' contents the name is nowhere.
    let mut all = Vec::new();
    document
        .objects
        .values()
        .for_each(|object| dictionaries(object, &mut all));
    assert!(!format!("{all:?}").contains("SECRET"));
}

#[test]
fn a_thousand_forms_stay_small() {
    // A form of 120 filled fields, as a full claim of two lines has.
    let full = stress("ABCDEFGHIJ-KLMNOP-QRSTUVWXYZ-", "1234567890");
    let fields: Vec<_> = full
        .values()
        .filter(|(field, _)| {
            let busy = ["24.3", "24.4", "24.5", "24.6", "8", "9b", "9c", "30"];
            !busy.contains(&field.item)
        })
        .collect();
    let pages: Vec<FormPage> = (0..1000)
        .map(|n| {
            let mut page = FormPage::new();
            for (field, text) in fields.iter().take(120) {
                page.set(field.item, field.subfield, text).unwrap();
            }
            page.set("26", "account_no", &format!("{n:06}")).unwrap();
            page
        })
        .collect();
    let bytes = print(&pages, Style::DataOnly, Offset::default(), meta()).unwrap();
    assert!(bytes.len() < 900_000, "{} bytes", bytes.len());
    let document = Document::load_mem(&bytes).unwrap();
    assert_eq!(document.get_pages().len(), 1000);
}

#[test]
fn pages_come_in_order_over_batches() {
    let pages: Vec<FormPage> = (0..201)
        .map(|n| page(&[("26", "account_no", &format!("{n:06}"))]))
        .collect();
    let bytes = print(&pages, Style::Draft, Offset::default(), meta()).unwrap();
    let Some(found) = words::courier(&bytes) else {
        return;
    };
    assert_eq!(found.len(), 201);
    for (n, words) in found.iter().enumerate() {
        assert!(
            words.iter().any(|word| word.text == format!("{n:06}")),
            "page {n}"
        );
        assert!(
            words.iter().any(|word| word.text == "DRAFT"),
            "page {n} is stamped"
        );
    }
}

#[test]
fn nothing_to_print_is_no_file() {
    let none = print(&[], Style::DataOnly, Offset::default(), meta());
    assert!(matches!(none, Err(forms::PdfError::NoPages)));
}

#[test]
fn a_kit_can_be_read_back_from_its_page() {
    let Some(found) = words::courier(&the_kit(
        "Harbor Lane Family Medicine & Obstetrics of Northern Ohio, P.L.L.C.",
    )) else {
        return;
    };
    assert_eq!(found.len(), 1, "one page");
    let page = &found[0];
    for (n, word) in (1..).zip(words_of_the_kit()) {
        let on_page = page
            .iter()
            .find(|w| w.text == word)
            .unwrap_or_else(|| panic!("{word}"));
        let number = page.iter().find(|w| {
            w.text == n.to_string() && (w.y1 - on_page.y1).abs() < 6.0 && w.x1 < on_page.x0
        });
        let number = number.unwrap_or_else(|| panic!("number {n}"));
        assert!(
            on_page.x0 - number.x1 < 20.0,
            "the number {n} stands at its word"
        );
        assert!(15.0 < on_page.y1 - on_page.y0, "{word} is large");
    }
    assert!(
        page.iter()
            .all(|w| 36.0 < w.x0 && w.x1 < 576.0 && 36.0 < w.y0 && w.y1 < 756.0),
        "within the margins"
    );
    for word in ["Harbor", "P.L.L.C.", "7F3A-91C2", "Kept"] {
        assert!(page.iter().any(|w| w.text == word), "{word}");
    }
}

#[test]
fn the_alignment_page_marks_every_box() {
    let Some(found) = words::courier(&alignment_page(Offset::default(), meta()).unwrap()) else {
        return;
    };
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].iter().filter(|w| w.text == "XXX").count(), 2);
    assert_eq!(
        found[0].iter().filter(|w| w.text == "X").count(),
        1 + 29,
        "29 boxes and the note"
    );
}
