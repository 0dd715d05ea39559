//! Everything that is typed: patients, coverages, payers, providers and claims, saved and taken back;
//! claims that keep what they were made from; half-typed forms that outlive a killed program.

use serde_json::{Map, Value, json};

use crate::bed::{Bed, bed, contents, file_of, no_filter, plain_claim, text};

/// A form with some of its fields typed anew, as the window sends it.
#[track_caller]
fn typed(bed: &Bed, (kind, id, of): (&str, &str, &str), fields: &[(&str, &str)]) -> Value {
    let form = bed.ask(
        "open_form",
        json!({ "kind": kind, "id": id, "of": of, "item": "" }),
    );
    let mut texts: Map<String, Value> = form["texts"].as_object().unwrap().clone();
    for (name, text) in fields {
        texts.insert((*name).to_owned(), json!(text));
    }
    json!({ "kind": kind, "id": id, "of": form["of"], "version": form["version"], "texts": texts })
}

/// Saves a form and answers the record's id.
#[track_caller]
fn save(bed: &Bed, command: &str, place: (&str, &str, &str), fields: &[(&str, &str)]) -> String {
    text(&bed.ask(command, typed(bed, place, fields))["value"]["id"])
}

fn problems(found: &Value, severity: &str) -> Vec<String> {
    let all = found["findings"].as_array().unwrap();
    let of = all.iter().filter(|one| one["severity"] == severity);
    of.map(|one| format!("{}: {}", text(&one["field"]), text(&one["says"])))
        .collect()
}

/// Types a practice's first claim: payer, provider, patient, coverage, claim.
fn first_claim(bed: &Bed) -> (String, String, String) {
    let payer = save(
        bed,
        "save_payer",
        ("payer", "", ""),
        &[
            ("name", "Blue Heron Health"),
            ("payer_id", "bh 100"),
            ("filing_indicator", "CI"),
            ("line1", "PO Box 9"),
            ("city", "Columbus"),
            ("state", "oh"),
            ("zip", "43201"),
        ],
    );
    let provider = save(
        bed,
        "save_provider",
        ("provider", "", "rendering"),
        &[
            ("last", "Okafor"),
            ("first", "Naomi"),
            ("npi", "1234567893"),
            ("taxonomy", "207Q00000X"),
        ],
    );
    save(
        bed,
        "save_provider",
        ("provider", "", "billing"),
        &[
            ("last", "Larch Hollow"),
            ("npi", "1234567893"),
            ("tax_id", "00-4417293"),
            ("phone", "614 555 0142"),
            ("line1", "1 Larch Ln"),
            ("city", "Columbus"),
            ("state", "OH"),
            ("zip", "43201-1234"),
        ],
    );
    let patient = save(
        bed,
        "save_person",
        ("patient", "", ""),
        &[
            ("last", "Smith"),
            ("first", "Jordan"),
            ("born_on", "3/14/79"),
            ("sex", "m"),
            ("phone", "614-555-0199"),
            ("line1", "12 Elm St"),
            ("city", "Columbus"),
            ("state", "oh"),
            ("zip", "43201"),
            ("guarantor", "other"),
            ("guarantor.last", "Smith"),
            ("guarantor.first", "Alma"),
        ],
    );
    let coverage = save(
        bed,
        "save_coverage",
        ("coverage", "", &patient),
        &[
            ("payer_id", &payer),
            ("filing_indicator", "CI"),
            ("member_id", "xhb 204-417"),
            ("group_number", "GRP-4"),
            ("from", "0101"),
        ],
    );
    let fill = bed.ask("fill_claim", json!({ "part": "rendering", "id": provider }));
    let mut ask = typed(
        bed,
        ("claim", "", &patient),
        &[
            ("dx.A", "m17.11"),
            ("dx.B", "e119"),
            ("employment", "N"),
            ("line.1.from", "t-3"),
            ("line.1.code", "99213"),
            ("line.1.mods", "25"),
            ("line.1.pointers", "ab"),
            ("line.1.charge", "148"),
            ("line.2.from", "t-3"),
            ("line.2.code", "20610"),
            ("line.2.pointers", "A"),
            ("line.2.charge", "186.5"),
            ("line.2.units", "2"),
        ],
    );
    for (name, value) in fill["texts"].as_object().unwrap() {
        ask["texts"][name] = value.clone();
    }
    let checked = bed.ask("check_form", ask.clone());
    assert_eq!(problems(&checked, "fix"), Vec::<String>::new());
    assert_eq!(checked["charge_cents"], 33_450);
    let claim = text(&bed.ask("save_claim", ask)["value"]["id"]);
    (patient, coverage, claim)
}

#[test]
fn a_first_patient_and_claim_are_typed_and_print() {
    let bed = bed();
    let empty = bed.digests();
    let (patient, _, claim) = first_claim(&bed);
    let view = bed.ask("claim", json!({ "id": claim }));
    assert_eq!(view["patient"], "Smith, Jordan");
    assert_eq!(view["charge_cents"], 33_450);
    assert_eq!(view["differences"], json!([]));
    let chart = bed.ask("patient", json!({ "id": patient }));
    assert_eq!(chart["person"]["phone"], "6145550199");
    assert_eq!(chart["guarantor"]["first"], "Alma");
    assert_eq!(chart["coverages"][0]["member_id"], "XHB204417");
    let printed = bed.print(
        &bed.preview(std::slice::from_ref(&claim), false),
        &bed.desk("a.pdf"),
    );
    assert!(printed["undo"].is_null());
    // A printed claim keeps its records: the undo of its making is refused, and nothing changes.
    let before = bed.digests();
    bed.refused("undo", json!({}));
    assert_eq!(bed.digests(), before);
    assert_ne!(before, empty);
}

#[test]
fn everything_is_edited_and_taken_back_to_the_letter() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()[..20]))]);
    let start = bed.digests();
    let row = &bed.patients()[0];
    let patient = text(&row["id"]);
    let chart = bed.ask("patient", json!({ "id": patient }));
    let coverage = text(&chart["coverages"][0]["id"]);
    let ask = json!({ "filter": no_filter(), "sort": "number", "descending": false, "from": 0, "count": 1 });
    let claim = text(&bed.ask("claims", ask)["rows"][0]["id"]);
    let register = bed.ask("register", json!({}));
    let of = |kind: &str| {
        text(
            &register["rows"]
                .as_array()
                .unwrap()
                .iter()
                .find(|r| r["kind"] == kind)
                .unwrap()["id"],
        )
    };
    let (payer, provider) = (of("payer"), of("rendering"));

    let mut steps = Vec::new();
    let mut after = vec![start.clone()];
    let mut saved = |command: &str, place: (&str, &str, &str), fields: &[(&str, &str)]| {
        let done = bed.ask(command, typed(&bed, place, fields));
        steps.push(text(&done["undo"]));
        after.push(bed.digests());
        text(&done["value"]["id"])
    };
    saved(
        "save_person",
        ("patient", &patient, ""),
        &[
            ("city", "Weir Falls"),
            ("guarantor", "other"),
            ("guarantor.last", "Quill"),
        ],
    );
    saved(
        "save_coverage",
        ("coverage", &coverage, ""),
        &[("member_id", "NEW1"), ("to", "t")],
    );
    let second = saved(
        "save_coverage",
        ("coverage", "", &patient),
        &[("payer_id", &payer), ("member_id", "SEC2"), ("order", "2")],
    );
    saved(
        "save_payer",
        ("payer", &payer, ""),
        &[("line1", "PO Box 77")],
    );
    saved(
        "save_provider",
        ("provider", &provider, ""),
        &[("taxonomy", "207R00000X")],
    );
    saved(
        "save_provider",
        ("provider", "", "facility"),
        &[("last", "Elm Surgery Center")],
    );
    saved("save_person", ("patient", "", ""), &[("last", "Newcomer")]);
    saved(
        "save_claim",
        ("claim", &claim, ""),
        &[("note", "SECOND OPINION"), ("line.1.units", "3")],
    );
    saved(
        "save_claim",
        ("claim", "", &patient),
        &[("line.1.code", "99213"), ("line.1.charge", "90")],
    );
    let done = bed.ask(
        "order_coverages",
        json!({ "patient_id": patient, "ids": [second, coverage] }),
    );
    steps.push(text(&done["undo"]));
    after.push(bed.digests());
    assert_eq!(
        steps[..3],
        ["Edit patient", "Edit coverage", "Add coverage"]
    );

    while let Some(step) = steps.pop() {
        assert_eq!(bed.digests(), after.pop().unwrap());
        assert_eq!(bed.ask("undo", json!({}))["value"]["title"], step);
    }
    assert_eq!(bed.digests(), start);
    bed.holds();
}

#[test]
fn a_guarantor_is_found_whatever_letters_the_name_has() {
    let bed = bed();
    bed.ask(
        "save_person",
        typed(
            &bed,
            ("patient", "", ""),
            &[
                ("last", "Smith"),
                ("guarantor", "other"),
                ("guarantor.last", "Lemaître"),
                ("guarantor.first", "Zoë"),
            ],
        ),
    );
    for text in ["lemaître zo", "ZOË", "maî"] {
        let found = bed.ask("find_guarantors", json!({ "text": text, "of": "" }));
        assert_eq!(found["rows"][0]["known_as"], "for Smith", "{text}");
    }
}

#[test]
fn a_form_that_is_opened_and_saved_changes_nothing() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&contents()))]);
    let patients: Vec<String> = bed.patients().iter().map(|row| text(&row["id"])).collect();
    let undo = bed.ask("session", json!({}))["undo"].clone();
    let told = |bed: &Bed| {
        ["save_patient", "save_claim", "save_payer", "save_provider"].map(|did| bed.logged(did))
    };
    for id in &patients {
        let done = bed.ask("save_person", typed(&bed, ("patient", id, ""), &[]));
        assert_eq!(
            (&done["touched"], &done["undo"]),
            (&json!([]), &Value::Null)
        );
        let chart = bed.ask("patient", json!({ "id": id }));
        let ask = json!({ "id": id, "version": chart["version"], "person": chart["person"] });
        bed.ask("save_patient", ask);
    }
    let register = bed.ask("register", json!({}));
    for row in register["rows"].as_array().unwrap() {
        let (command, kind) = if row["kind"] == "payer" {
            ("save_payer", "payer")
        } else {
            ("save_provider", "provider")
        };
        let done = bed.ask(command, typed(&bed, (kind, &text(&row["id"]), ""), &[]));
        assert_eq!(done["touched"], json!([]), "{row}");
    }
    for id in bed.claim_ids() {
        let before = bed.ask("claim", json!({ "id": id }));
        assert_eq!(before["differences"], json!([]), "{}", before["number"]);
        let open = bed.open();
        let body = |open: &workbench::bench::Open| {
            vault::writer::get::<billing::claim::Claim>(&open.vault.reader().unwrap(), &id).unwrap()
        };
        let was = body(&open);
        let done = bed.ask("save_claim", typed(&bed, ("claim", &id, ""), &[]));
        assert_eq!(body(&open), was);
        assert_eq!(
            (&done["touched"], &done["undo"]),
            (&json!([]), &Value::Null)
        );
        let after = bed.ask("claim", json!({ "id": id }));
        assert_eq!(after["timeline"], before["timeline"], "nobody corrected it");
    }
    // Neither undo nor the log tells of what was not done.
    assert_eq!(bed.ask("session", json!({}))["undo"], undo);
    assert_eq!(told(&bed), [0; 4]);
}

#[test]
fn what_is_odd_is_pointed_at_and_what_cannot_be_is_refused_where_it_was_typed() {
    let bed = bed();
    let mut abroad = plain_claim();
    for address in [
        &mut abroad.patient.address,
        &mut abroad.coverage.insured.address,
    ] {
        address.state = "ZZ".into();
    }
    abroad.lines[0].code = "LOCAL7".into();
    bed.import(&[&bed.put("a.837", file_of(&[abroad]))]);
    let claim = bed.claim_ids()[0].clone();
    let place = ("claim", claim.as_str(), "");
    let looked = |fields: &[(&str, &str)]| {
        let checked = bed.ask("check_form", typed(&bed, place, fields));
        let found = checked["findings"].as_array().unwrap().clone();
        let odd = found.iter().filter(|one| {
            let says = text(&one["says"]);
            ["no state", "no diagnosis code", "no procedure code"]
                .iter()
                .any(|word| says.contains(word))
        });
        odd.map(|one| (text(&one["field"]), one["unread"] == true))
            .collect::<Vec<_>>()
    };
    // What came in like this is pointed at, opens and is saved.
    let came = looked(&[]);
    assert!(came.iter().all(|(_, unread)| !unread), "{came:?}");
    let fields: Vec<&str> = came.iter().map(|(field, _)| field.as_str()).collect();
    assert!(
        fields.contains(&"line.1.code") && fields.contains(&"insured.state"),
        "{fields:?}"
    );
    bed.ask("save_claim", typed(&bed, place, &[("note", "as it came")]));
    let right = |field: &str| {
        if field.ends_with("state") {
            "OH"
        } else {
            "99213"
        }
    };
    let mut typed_right: Vec<(&str, &str)> =
        fields.iter().map(|field| (*field, right(field))).collect();
    assert_eq!(looked(&typed_right), []);
    typed_right.extend([("dx.A", "99213"), ("facility.state", "on")]);
    assert_eq!(
        looked(&typed_right),
        [("dx.A", false), ("facility.state", false)]
            .map(|(field, unread)| (field.to_owned(), unread))
    );
    let patient = text(&bed.patients()[0]["id"]);
    for (field, typo, right) in [
        ("phone", "555-0100", "740-555-0100"),
        ("state", "Ohio", "OH"),
        ("zip", "4578", "45780-0012"),
        ("born_on", "03/04/1879", "03/04/1979"),
        ("born_on", "t+1", "t-1"),
    ] {
        let place = ("patient", patient.as_str(), "");
        let fixed = [("state", "OH"), ("zip", "45780"), (field, typo)];
        let checked = bed.ask("check_form", typed(&bed, place, &fixed));
        let wrong: Vec<String> = checked["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["unread"] == true)
            .map(|one| text(&one["field"]))
            .collect();
        assert_eq!(wrong, [field], "{typo}");
        let problem = bed.refused("save_person", typed(&bed, place, &fixed));
        assert_eq!(problem.field.as_deref(), Some(field));
        let fixed = [("state", "OH"), ("zip", "45780"), (field, right)];
        bed.ask("save_person", typed(&bed, place, &fixed));
    }
    // An address in another country is typed as it is there.
    let canada = [("city", "Ottawa"), ("state", "on"), ("zip", "K1A 0B1")];
    let place = ("patient", patient.as_str(), "");
    let done = bed.ask("save_person", typed(&bed, place, &canada));
    assert_eq!(text(&done["value"]["id"]), patient);
}

#[test]
fn a_claim_keeps_what_it_was_made_from_and_is_brought_up_on_demand() {
    let bed = bed();
    let (_, coverage, claim) = first_claim(&bed);
    let item = |item: &str| {
        let view = bed.ask("claim", json!({ "id": claim }));
        let boxes = view["boxes"].as_array().unwrap();
        boxes
            .iter()
            .find(|one| one["item"] == item)
            .map(|one| text(&one["text"]))
            .unwrap_or_default()
    };
    save(
        &bed,
        "save_coverage",
        ("coverage", &coverage, ""),
        &[("member_id", "XHB999"), ("group_number", "GRP-5")],
    );
    assert_eq!(item("1a"), "XHB204417");
    let view = bed.ask("claim", json!({ "id": claim }));
    let found: Vec<(String, String)> = view["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["item"]), text(&one["now"])))
        .collect();
    assert_eq!(
        found,
        [
            ("11".to_owned(), "GRP-5".to_owned()),
            ("1a".to_owned(), "XHB999".to_owned())
        ]
    );
    let done = bed.ask("update_claim", json!({ "id": claim }));
    assert_eq!(done["value"]["differences"], json!([]));
    assert_eq!(item("1a"), "XHB999");
    bed.ask("undo", json!({}));
    assert_eq!(item("1a"), "XHB204417");

    // Once printed it is left alone; what the chart says otherwise is still shown.
    let sheet = bed.desk("a.pdf");
    bed.print(&bed.preview(std::slice::from_ref(&claim), false), &sheet);
    let shown = bed.ask("claim", json!({ "id": claim }));
    assert_eq!(shown["was_printed"], true);
    assert_eq!(shown["differences"].as_array().unwrap().len(), found.len());
    assert!(
        bed.refused("update_claim", json!({ "id": claim }))
            .says
            .contains("was printed")
    );
    assert_eq!(item("1a"), "XHB204417");
}

#[test]
fn what_blocks_printing_does_not_block_saving_and_what_cannot_be_stored_does() {
    let bed = bed();
    bed.import(&[&bed.put("a.837", file_of(&[plain_claim()]))]);
    let claim = bed.claim_ids()[0].clone();
    let place = ("claim", claim.as_str(), "");
    let lacking = typed(
        &bed,
        place,
        &[("member_id", ""), ("dx.A", ""), ("line.1.from", "")],
    );
    let checked = bed.ask("check_form", lacking.clone());
    assert!(
        problems(&checked, "fix")
            .iter()
            .any(|one| one.starts_with("member_id: ")),
        "{checked}"
    );
    bed.ask("save_claim", lacking);
    let wrong = typed(
        &bed,
        place,
        &[
            ("line.1.from", "soon"),
            ("line.1.charge", "ten"),
            ("billing.npi", "1234567890"),
        ],
    );
    let checked = bed.ask("check_form", wrong.clone());
    let unread: Vec<String> = checked["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["unread"] == true)
        .map(|one| text(&one["field"]))
        .collect();
    assert_eq!(unread, ["billing.npi", "line.1.from", "line.1.charge"]);
    let before = bed.digests();
    assert_eq!(
        bed.refused("save_claim", wrong).field.as_deref(),
        Some("billing.npi")
    );
    assert_eq!(bed.digests(), before);
    // Two people at one form: the second is told, and nothing is lost.
    let stale = typed(&bed, place, &[("note", "A")]);
    bed.ask("save_claim", typed(&bed, place, &[("note", "B")]));
    assert_eq!(
        bed.refused("save_claim", stale).code,
        workbench::Code::Changed
    );
}

#[test]
fn a_half_typed_form_outlives_the_program() {
    let mut bed = bed();
    let form = bed.ask(
        "open_form",
        json!({ "kind": "patient", "id": "", "of": "", "item": "" }),
    );
    let draft = text(&form["draft"]);
    bed.ask(
        "save_draft",
        json!({ "form": draft, "text": "{\"last\":\"Half\"}" }),
    );
    bed.restart();
    let user = bed.user.clone();
    bed.unlock_as(&user, crate::bed::PASSWORD).unwrap();
    assert_eq!(bed.ask("drafts", json!({}))["drafts"][0]["form"], draft);
    assert_eq!(
        bed.ask("draft", json!({ "form": draft }))["text"],
        "{\"last\":\"Half\"}"
    );
    save(
        &bed,
        "save_person",
        ("patient", "", ""),
        &[("last", "Whole")],
    );
    assert_eq!(bed.ask("drafts", json!({}))["drafts"], json!([]));
}

#[test]
fn the_form_the_claim_and_the_preview_say_the_same_of_its_days() {
    let bed = bed();
    let (_, _, claim) = first_claim(&bed);
    let days = [
        ("line.1.from", "t+2"),
        ("line.2.from", "1/1/70"),
        ("onset_on", "t+1"),
    ];
    let ask = typed(&bed, ("claim", &claim, ""), &days);
    let mut form = problems(&bed.ask("check_form", ask.clone()), "check");
    bed.ask("save_claim", ask);
    let says = |found: &Value| -> Vec<String> {
        (found.as_array().unwrap().iter())
            .map(|one| text(&one["text"]))
            .collect()
    };
    let mut view = says(&bed.ask("claim", json!({ "id": claim }))["findings"]);
    let preview = bed.preview(std::slice::from_ref(&claim), false);
    let mut printed = says(&preview["claims"][0]["findings"]);
    for found in [&mut form, &mut view, &mut printed] {
        // When the coverage began only the chart knows.
        found.retain(|one| one.contains("service") && !one.contains("coverage"));
        for one in found.iter_mut() {
            *one = one
                .rsplit_once(": ")
                .map_or(one.clone(), |(_, says)| says.to_owned());
        }
        found.sort();
    }
    assert_eq!(form.len(), 3, "{form:?}");
    assert_eq!((&form, &view), (&view, &printed));
}

#[test]
fn a_claim_that_is_corrected_after_printing_says_what_the_paper_says_otherwise() {
    let bed = bed();
    let (_, _, claim) = first_claim(&bed);
    let print = || {
        let preview = bed.preview(std::slice::from_ref(&claim), false);
        bed.print(&preview, &bed.desk("a.pdf"));
    };
    let place = ("claim", claim.as_str(), "");
    let paper = |found: Vec<String>| -> Vec<String> {
        (found.into_iter())
            .filter(|one| one.contains("says otherwise"))
            .collect()
    };
    let of_form = |fields: &[(&str, &str)]| {
        let found = bed.ask("check_form", typed(&bed, place, fields));
        paper(problems(&found, "check"))
    };
    let of_claim = || {
        let view = bed.ask("claim", json!({ "id": claim }));
        let all = view["findings"].as_array().unwrap();
        paper(all.iter().map(|one| text(&one["text"])).collect())
    };
    // Nothing is on paper yet.
    assert!(of_form(&[("note", "A")]).is_empty());
    print();
    assert!(of_form(&[]).is_empty() && of_claim().is_empty());
    // Before it is saved, and afterwards.
    let fields = [("note", "SECOND OPINION"), ("member_id", "XHB1")];
    let said = of_form(&fields);
    assert!(
        said[0].starts_with("member_id: ") && said[0].contains("in boxes 1a and 19."),
        "{said:?}"
    );
    save(&bed, "save_claim", place, &fields);
    assert!(
        of_claim()[0].contains("in boxes 1a and 19."),
        "{:?}",
        of_claim()
    );
    // Taken back it is the paper again; done again it is not; printed again it is.
    bed.ask("undo", json!({}));
    assert!(of_claim().is_empty());
    bed.ask("redo", json!({}));
    assert_eq!(of_claim().len(), 1);
    print();
    assert!(of_claim().is_empty());
}
