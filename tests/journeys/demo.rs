//! The demo practice: made on the spot, with people and claims, and forms that print.

use serde_json::json;

use crate::bed::{bare, text};

#[test]
fn the_demo_practice_has_600_patients_and_3000_claims_and_prints() {
    let mut bed = bare();
    let card = bed.ask("create_demo", json!({ "job": "demo" }));
    assert_eq!(card["demo"], true);
    (bed.folder, bed.user) = (text(&card["folder"]), text(&card["users"][0]["id"]));
    let session = bed.unlock(&text(&card["demo_password"])).unwrap();
    assert_eq!(
        (&session["patients"], &session["claims"]),
        (&json!(600), &json!(3_000))
    );
    assert_eq!(
        (&session["kit_due"], &session["demo"]),
        (&json!(false), &json!(true))
    );
    // Asked for again, it is the one that is there.
    assert_eq!(
        bed.ask("create_demo", json!({ "job": "demo" }))["folder"],
        card["folder"]
    );
    let page = json!({ "filter": crate::bed::no_filter(), "sort": "service", "descending": true, "from": 0, "count": 40 });
    let rows = bed.ask("claims", page)["rows"].clone();
    let ids: Vec<String> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&row["id"]))
        .collect();
    assert!(text(&rows[0]["service_on"]) <= text(&session["today"]));
    let preview = bed.preview(&ids, false);
    assert!(
        preview["claims"].as_array().unwrap().len() >= 30,
        "{}",
        preview["blocked"]
    );
    bed.print(&preview, &bed.desk("demo.pdf"));
    bed.holds();
}
