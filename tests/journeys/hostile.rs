//! Names and searches that look like programs are just text.

use seeds::x12_file::{Delimiters, Letters, Options, write_837p};
use serde_json::{Value, json};
use workbench::{Code, claim_view};

use crate::bed::{bed, contents, file_of, plain_claim, text, today};

const IMG: &str = "<img src=x onerror=alert(1)>";

#[test]
fn a_patient_who_is_called_like_a_tag_is_just_a_patient() {
    let bed = bed();
    let mut claim = plain_claim();
    claim.patient.name.last = IMG.to_owned();
    claim.coverage.insured.name.last = IMG.to_owned();
    let mut options = Options::new(today());
    options.letters = Letters::AsTheyStand;
    let file = write_837p(&[claim.clone()], &options);
    let preview = bed.read(&[&bed.put("tag.837", file)]);
    let listed = claim.patient.name.listed();
    assert!(
        preview["parties"]
            .as_array()
            .unwrap()
            .iter()
            .any(|party| party["name"] == listed),
        "{preview}"
    );
    bed.ask("import_claims", json!({ "job": "i", "id": preview["id"] }));
    let row = bed.claims()[0].clone();
    assert_eq!(row["patient"], listed);
    assert_eq!(bed.patients()[0]["name"], listed);
    let view = bed.ask("claim", json!({ "id": row["id"] }));
    assert_eq!(view["patient"], listed);
    let chart = bed.ask("patient", json!({ "id": row["patient_id"] }));
    assert_eq!(
        (&chart["name"], &chart["person"]["last"]),
        (&json!(listed), &json!(IMG))
    );
    let hits = bed.ask("find", json!({ "text": "<img src" }))["hits"].clone();
    assert_eq!(hits[0]["title"], listed);
    let record = claim_view::claim_record(&bed.bench, &text(&row["id"])).unwrap();
    assert_eq!(record["record"]["patient"]["name"]["last"], IMG);
    // On paper it stands as it is, or the form says that it cannot carry it; nothing in between.
    let preview = bed.preview(&bed.claim_ids(), true);
    match preview["blocked"].as_array().unwrap().as_slice() {
        [] => {
            bed.print(&preview, &bed.desk("tag.pdf"));
        }
        blocked => {
            let findings = blocked[0]["findings"].to_string();
            assert!(findings.contains("\"item\":\"2\""), "{findings}");
            assert!(!findings.contains("onerror"), "{findings}");
        }
    }
    // Typed by hand, it is kept as typed too.
    let mut person = chart["person"].clone();
    person["first"] = json!("\"; drop table patient; --");
    let ask = json!({ "id": row["patient_id"], "version": chart["version"], "person": person });
    let saved = bed.ask("save_patient", ask);
    assert_eq!(
        saved["value"]["person"]["first"],
        "\"; drop table patient; --"
    );
    assert_eq!(bed.patients().len(), 1);
    bed.holds();
}

#[test]
fn a_search_in_the_language_of_the_database_finds_nothing_and_breaks_nothing() {
    let bed = bed();
    bed.import(&[&bed.put("all.837", file_of(&contents()))]);
    let before = bed.digests();
    let long = "a".repeat(100_000);
    for typed in [
        "\"",
        "'",
        "''",
        "\"\"",
        "*",
        "a*",
        "\" OR 1=1 --",
        "'; drop table claim; --",
        "NEAR(a b, 2)",
        "a AND b",
        "a NOT b",
        "words:a",
        "{words}: a",
        "^a",
        "-a",
        "+",
        "a + b",
        "(",
        ")",
        "((((",
        "%",
        "_",
        "\\",
        "\0",
        "a\0b",
        "\u{10ffff}",
        "🩺",
        "ﬁ",
        "' union select body from patient --",
        "  ",
        "\n\t",
        long.as_str(),
    ] {
        let found = bed.ask("find", json!({ "text": typed }));
        assert!(found["hits"].as_array().unwrap().len() <= 20, "{typed:.40}");
        bed.ask("patients", json!({ "text": typed, "from": 0, "count": 20 }));
        let mut filter = crate::bed::no_filter();
        filter["text"] = json!(typed);
        let blank = typed.trim().is_empty();
        assert_eq!(
            bed.ask("claim_totals", filter.clone())["count"] == 54,
            blank,
            "{typed:.40}"
        );
        for field in ["patient", "import"] {
            let mut filter = crate::bed::no_filter();
            filter[field] = json!(typed);
            assert_eq!(
                bed.ask("claim_totals", filter)["count"] == 54,
                blank,
                "{field}: {typed:.40}"
            );
        }
        let mut filter = crate::bed::no_filter();
        filter["states"] = json!([typed]);
        filter["payers"] = json!([typed]);
        assert_eq!(bed.ask("claim_totals", filter)["count"], 0);
    }
    let ask = json!({ "filter": crate::bed::no_filter(), "sort": "number; drop table claim", "descending": false, "from": 0, "count": 9 });
    assert_eq!(bed.refused("claims", ask).code, Code::Field);
    let mut filter = crate::bed::no_filter();
    filter["from"] = json!("1' or '1'='1");
    assert_eq!(
        bed.refused("claim_totals", filter).field.as_deref(),
        Some("from")
    );
    assert_eq!(bed.digests(), before);
    bed.holds();
}

#[test]
fn a_name_with_the_delimiters_of_other_files_stays_whole() {
    let bed = bed();
    let name = "O*Neil~Smith:Jones^2";
    let mut claim = plain_claim();
    claim.patient.name.last = name.to_owned();
    claim.coverage.insured.name.last = name.to_owned();
    let mut options = Options::new(today());
    options.letters = Letters::AsTheyStand;
    options.delimiters = Delimiters {
        element: '|',
        component: '>',
        repetition: '!',
        terminator: '\u{1d}',
    };
    bed.import(&[&bed.put("other.837", write_837p(&[claim.clone()], &options))]);
    let row = bed.claims()[0].clone();
    let record = claim_view::claim_record(&bed.bench, &text(&row["id"])).unwrap();
    assert_eq!(
        record["record"]["patient"]["name"]["last"].clone(),
        Value::from(name)
    );
    assert_eq!(bed.patients()[0]["name"], claim.patient.name.listed());
    assert_eq!(
        bed.ask("find", json!({ "text": "neil smith" }))["hits"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
