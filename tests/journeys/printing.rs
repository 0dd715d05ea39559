//! Forms: what prints, what does not and why, and that what was printed stays as it was.

use billing::claim::ClaimContent;
use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{bed, contents, file_of, plain_claim, text};

#[test]
fn every_kind_of_claim_prints_on_both_papers_or_says_why_not() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let ids = bed.claim_ids();
    for draft in [true, false] {
        let preview = bed.preview(&ids, draft);
        let (rows, blocked) = (
            preview["claims"].as_array().unwrap(),
            preview["blocked"].as_array().unwrap(),
        );
        assert_eq!(rows.len() + blocked.len(), ids.len());
        assert!(rows.len() > ids.len() / 2, "{blocked:?}");
        for claim in blocked {
            let findings = claim["findings"].as_array().unwrap();
            assert!(
                findings
                    .iter()
                    .any(|f| f["severity"] == "fix" && f["item"] != "" && f["text"] != ""),
                "{claim}"
            );
        }
        let mut next = 0;
        for row in rows {
            assert_eq!(row["first_page"], next, "sheets follow each other");
            next += row["pages"].as_u64().unwrap();
        }
        assert_eq!(preview["pages"], next);
        let charge: i64 = rows
            .iter()
            .map(|row| row["charge_cents"].as_i64().unwrap())
            .sum();
        assert_eq!(preview["charge_cents"], charge);
        let image = bed.ask(
            "preview_page",
            json!({ "preview": preview["id"], "page": next - 1, "dpi": 50 }),
        );
        // Letter paper at 50 dots to the inch.
        let size = [&image["width"], &image["height"]].map(|side| side.as_i64().unwrap());
        assert!((424..=425).contains(&size[0]) && size[1] == 550, "{size:?}");
        let past = json!({ "preview": preview["id"], "page": next, "dpi": 50 });
        assert_eq!(bed.refused("preview_page", past).code, Code::NotFound);

        let path = bed.desk(if draft { "draft.pdf" } else { "red.pdf" });
        let printed = bed.print(&preview, &path);
        assert_eq!(
            (&printed["claims"], &printed["pages"]),
            (&json!(rows.len()), &json!(next))
        );
        assert_eq!(printed["to"], path.file_name().unwrap().to_str().unwrap());
        assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
        // A claim counts as printed on red stock only.
        let state = text(&bed.ask("claim", json!({ "id": rows[0]["id"] }))["state"]);
        assert_eq!(state, if draft { "imported" } else { "printed" });
    }
    let runs = bed.ask("print_runs", json!({}));
    let drafts: Vec<&Value> = runs["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| &run["draft"])
        .collect();
    assert_eq!(drafts, [&json!(false), &json!(true)]);
}

#[test]
fn what_was_printed_is_kept_and_prints_again_byte_for_byte() {
    let mut bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let preview = bed.preview(&bed.claim_ids(), false);
    let path = bed.desk("first.pdf");
    let printed = bed.print(&preview, &path);
    let bytes = std::fs::read(&path).unwrap();
    let kept = vault::local::blob(
        &bed.open().vault.reader().unwrap(),
        &text(&printed["sha256"]),
    )
    .unwrap();
    assert!(kept == bytes, "the file is the stored document");
    // The preview is gone with the print; asking again answers at once.
    let again =
        json!({ "preview": preview["id"], "token": bed.token(&bed.desk("x.pdf")), "printer": "" });
    assert_eq!(bed.refused("print_forms", again).code, Code::NotFound);
    assert!(!bed.desk("x.pdf").exists());

    bed.reopen();
    let first = text(&preview["claims"][0]["id"]);
    bed.ask(
        "hold_claims",
        json!({ "ids": [first], "reason": "asked to wait" }),
    );
    let path = bed.desk("second.pdf");
    let ask = json!({ "id": printed["id"], "token": bed.token(&path), "printer": "" });
    let again = bed.ask("reprint", ask);
    assert_eq!(again["undo"], Value::Null);
    assert!(
        std::fs::read(&path).unwrap() == bytes,
        "a reprint is the same document"
    );
    let view = bed.ask("claim", json!({ "id": first }));
    let kinds: Vec<String> = view["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| text(&event["kind"]))
        .collect();
    assert_eq!(kinds, ["imported", "printed", "held", "reprinted"]);
    assert_eq!(view["timeline"][1]["print_id"], printed["id"]);
    let ask = json!({ "id": "prt_0", "token": bed.token(&path), "printer": "" });
    assert_eq!(bed.refused("reprint", ask).code, Code::NotFound);
    bed.holds();
}

#[test]
fn a_print_that_cannot_be_written_is_not_remembered_as_printed() {
    let bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let (before, preview) = (bed.digests(), bed.preview(&bed.claim_ids(), false));
    let nowhere = bed.desk("no such folder/out.pdf");
    let ask = json!({ "preview": preview["id"], "token": bed.token(&nowhere), "printer": "" });
    assert_eq!(bed.refused("print_forms", ask).code, Code::File);
    let ask = json!({ "preview": preview["id"], "token": "", "printer": "" });
    assert_eq!(
        bed.refused("print_forms", ask).field.as_deref(),
        Some("printer")
    );
    let ask =
        json!({ "preview": "prt_other", "token": bed.token(&bed.desk("a.pdf")), "printer": "" });
    assert_eq!(bed.refused("print_forms", ask).code, Code::NotFound);
    assert_eq!(bed.digests(), before);
    // The preview is still good for another place.
    bed.print(&preview, &bed.desk("out.pdf"));
    assert_eq!(bed.claims()[0]["state"], "printed");
}

#[test]
fn a_claim_that_changed_after_the_preview_is_not_printed() {
    let bed = bed();
    bed.import(&[&bed.put("one.837", file_of(&[plain_claim()]))]);
    let ids = bed.claim_ids();
    let preview = bed.preview(&ids, false);
    bed.ask(
        "hold_claims",
        json!({ "ids": ids, "reason": "wrong modifier" }),
    );
    let ask = json!({ "preview": preview["id"], "token": bed.token(&bed.desk("out.pdf")), "printer": "" });
    assert_eq!(bed.refused("print_forms", ask).code, Code::Changed);
    assert!(!bed.desk("out.pdf").exists());
    assert_eq!(bed.ask("print_runs", json!({}))["runs"], json!([]));

    // Held, it does not print at all, and says why.
    let preview = bed.preview(&ids, false);
    assert_eq!(
        (&preview["pages"], &preview["claims"]),
        (&json!(0), &json!([]))
    );
    let finding = &preview["blocked"][0]["findings"][0];
    assert_eq!(finding["code"], "held");
    assert!(text(&finding["text"]).contains("wrong modifier"));
    let ask = json!({ "preview": preview["id"], "token": bed.token(&bed.desk("out.pdf")), "printer": "" });
    assert_eq!(bed.refused("print_forms", ask).code, Code::NotFound);
    // Let go, it prints.
    bed.ask("hold_claims", json!({ "ids": ids, "reason": "" }));
    bed.print(&bed.preview(&ids, false), &bed.desk("out.pdf"));
}

/// A claim with so many lines.
fn with_lines(number: &str, lines: usize) -> ClaimContent {
    let mut claim = plain_claim();
    let line = claim.lines[0].clone();
    claim.number = number.to_owned();
    claim.lines = vec![line.clone(); lines];
    claim.charge = values::Money::ZERO;
    for (n, line) in claim.lines.iter_mut().enumerate() {
        line.number = (n + 1).to_string();
        claim.charge += line.charge;
    }
    claim
}

#[test]
fn a_claim_of_more_than_six_lines_goes_on_on_the_next_sheet() {
    let bed = bed();
    let claims = [
        with_lines("L6", 6),
        with_lines("L7", 7),
        with_lines("L13", 13),
    ];
    bed.import(&[&bed.put("long.837", file_of(&claims))]);
    let preview = bed.preview(&bed.claim_ids(), false);
    let sheets: Vec<(String, u64)> = preview["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(&row["number"]), row["pages"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        sheets,
        [("L13".into(), 3), ("L6".into(), 1), ("L7".into(), 2)]
    );
    assert_eq!(bed.print(&preview, &bed.desk("long.pdf"))["pages"], 6);
}

/// The findings of a claim whose value is a character too long; the one whose value just fits has none
/// about that box.
fn too_long(item: &str, room: usize, set: impl Fn(&mut ClaimContent, String)) -> (bool, String) {
    let bed = bed();
    let claims: Vec<ClaimContent> = [("FITS", room), ("LONG", room + 1)]
        .into_iter()
        .map(|(number, length)| {
            let mut claim = plain_claim();
            claim.number = number.to_owned();
            set(&mut claim, "W".repeat(length));
            claim
        })
        .collect();
    bed.import(&[&bed.put("long.837", file_of(&claims))]);
    let preview = bed.preview(&bed.claim_ids(), false);
    let of = |list: &str, number: &str| {
        let rows = preview[list].as_array().unwrap();
        rows.iter().find(|row| row["number"] == number).cloned()
    };
    let about = |row: &Value| {
        let findings = row["findings"].as_array().unwrap();
        let found = findings
            .iter()
            .find(|f| f["code"] == "E01" && f["item"] == item);
        found.map(|finding| text(&finding["text"]))
    };
    let fits = of("claims", "FITS").expect("what fits prints");
    assert_eq!(about(&fits), None, "{item}");
    let blocked = of("blocked", "LONG");
    let long = blocked.clone().or_else(|| of("claims", "LONG")).unwrap();
    let says = about(&long).unwrap_or_else(|| panic!("{item}: {long}"));
    assert!(
        !says.contains("WW"),
        "a finding never quotes the value: {says}"
    );
    (blocked.is_some(), says)
}

#[track_caller]
fn check_too_long(item: &str, room: usize, blocks: bool, set: impl Fn(&mut ClaimContent, String)) {
    let (blocked, says) = too_long(item, room, set);
    let long = format!("Box {item}");
    assert!(says.starts_with(&long), "{says}");
    assert!(
        says.contains(&format!("is {} characters long and {room} fit", room + 1)),
        "{says}"
    );
    assert_eq!(
        (blocked, says.contains("left out")),
        (blocks, !blocks),
        "{says}"
    );
}

#[test]
fn a_value_that_does_not_fit_is_named_with_its_box_and_length_and_never_cut() {
    // Without these the payer sends the form back: they keep the claim from printing.
    check_too_long("1a", 29, true, |claim, text| {
        claim.coverage.insured.id = text
    });
    check_too_long("33", 29, true, |claim, text| claim.billing.name.last = text);
    // This one is left out as a whole.
    check_too_long("5", 28, false, |claim, text| {
        claim.coverage.insured.address.line1.clone_from(&text);
        claim.patient.address.line1 = text;
    });
}
