//! A service line as the texts of its row in the claim's form (item 24), and the texts as a line.

use values::{Day, Money};

use crate::claim::{Drug, Note, ServiceLine};
use crate::claim_form::LETTERS;
use crate::party::Party;
use crate::typed::{Reader, Texts, Wrong, day_text, ndc, put};

/// CTP05: units of a drug.
const DRUG_UNITS: [&str; 5] = ["F2", "GR", "ME", "ML", "UN"];

/// A line as texts.
pub fn line_texts(line: &ServiceLine) -> Texts {
    let mut texts = Texts::new();
    put(&mut texts, "from", day_text(line.from));
    put(&mut texts, "to", day_text(line.to));
    put(&mut texts, "pos", &line.place_of_service);
    put(&mut texts, "emg", &line.emergency);
    put(&mut texts, "code", &line.code);
    put(&mut texts, "mods", line.modifiers.join(" "));
    put(&mut texts, "pointers", pointer_letters(&line.pointers));
    if line.charge != Money::ZERO {
        put(&mut texts, "charge", line.charge.to_string());
    }
    put(&mut texts, "units", &line.units);
    put(&mut texts, "unit", &line.unit);
    put(&mut texts, "epsdt", &line.epsdt);
    put(&mut texts, "family", &line.family_planning);
    put(&mut texts, "description", &line.description);
    if let Some(note) = line.notes.first() {
        put(&mut texts, "note", &note.text);
    }
    if let Some(drug) = line.drugs.iter().find(|d| d.qualifier == "N4") {
        put(&mut texts, "ndc", &drug.code);
        put(&mut texts, "ndc_unit", &drug.unit);
        put(&mut texts, "ndc_quantity", &drug.quantity);
    }
    if let Some(rendering) = line.party("82") {
        put(&mut texts, "rendering_npi", rendering.npi());
    }
    if let Some(charge) = line.purchased_charge {
        put(&mut texts, "lab_charge", charge.to_string());
    }
    texts
}

/// `AB`; a place past the twelfth, which has no letter, as its number.
fn pointer_letters(pointers: &[u8]) -> String {
    pointers
        .iter()
        .filter_map(|p| LETTERS.get(usize::from(*p).checked_sub(1)?))
        .copied()
        .collect()
}

/// The highest number of a line in a form.
pub fn line_count(texts: &Texts) -> usize {
    texts
        .keys()
        .filter_map(|name| {
            name.strip_prefix("line.")?
                .split_once('.')?
                .0
                .parse::<usize>()
                .ok()
        })
        .filter(|n| *n < 1_000)
        .max()
        .unwrap_or(0)
}

/// Reads a row. None when nothing is typed in it.
pub fn line(
    texts: &Texts,
    prefix: &str,
    before: Option<&ServiceLine>,
    today: Day,
) -> (Option<ServiceLine>, Vec<Wrong>) {
    let was = before.map(line_texts).unwrap_or_default();
    let mut form = Reader::new(texts, prefix, was, today);
    let telling = [
        "from",
        "code",
        "charge",
        "pointers",
        "mods",
        "note",
        "ndc",
        "lab_charge",
        "description",
    ];
    if telling.iter().all(|name| form.get(name).is_empty()) {
        return (None, Vec::new());
    }
    let mut line = before.cloned().unwrap_or_else(|| ServiceLine {
        code_qualifier: "HC".to_owned(),
        unit: "UN".to_owned(),
        units: "1".to_owned(),
        ..ServiceLine::default()
    });
    form.day("from", &mut line.from);
    form.day("to", &mut line.to);
    if let (Some(from), Some(to)) = (line.from, line.to)
        && to < from
        && form.any_changed(&["from", "to"])
    {
        form.say(
            "to",
            "The last day lies before the first. Correct one of them.",
        );
    }
    form.code("pos", &mut line.place_of_service);
    form.code("emg", &mut line.emergency);
    form.code("code", &mut line.code);
    if form.changed("mods") {
        let typed = form.get("mods").to_uppercase();
        let parts: Vec<&str> = typed
            .split([' ', ',', '-'])
            .filter(|m| !m.is_empty())
            .collect();
        // `2559` is two modifiers as well.
        line.modifiers = match parts.as_slice() {
            [all] if all.len() % 2 == 0 && all.is_ascii() => (0..all.len())
                .step_by(2)
                .map(|at| all[at..at + 2].to_owned())
                .collect(),
            parts => parts.iter().map(|m| (*m).to_owned()).collect(),
        };
        if line.modifiers.iter().any(|m| m.chars().count() != 2) {
            form.say(
                "mods",
                "A modifier has two characters. Put a blank between two of them.",
            );
        }
    }
    if form.changed("pointers") {
        let typed = form.get("pointers").to_uppercase();
        line.pointers.clear();
        for letter in typed.chars().filter(|c| !matches!(c, ' ' | ',')) {
            match LETTERS.iter().position(|l| l.starts_with(letter)) {
                Some(at) => line.pointers.push(u8::try_from(at + 1).unwrap_or(u8::MAX)),
                None => {
                    form.say("pointers", "Pointers are letters of box 21, such as AB.");
                    break;
                }
            }
        }
    }
    if form.changed("charge") {
        line.charge = form.money("charge").unwrap_or_default();
    }
    if form.changed("units") {
        let typed = form.get("units").to_owned();
        let number = typed.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && typed.bytes().filter(|b| *b == b'.').count() < 2
            && typed.bytes().any(|b| b.is_ascii_digit());
        if !number && !typed.is_empty() {
            form.say("units", "Units are a number, such as 1 or 1.5.");
        }
        line.units = typed;
    }
    form.choice("unit", &["UN", "MJ"], &mut line.unit);
    form.code("epsdt", &mut line.epsdt);
    form.code("family", &mut line.family_planning);
    form.text("description", &mut line.description);
    if form.changed("note") {
        let text = form.get("note").to_owned();
        if !line.notes.is_empty() {
            line.notes.remove(0);
        }
        if !text.is_empty() {
            line.notes.insert(
                0,
                Note {
                    code: "ADD".to_owned(),
                    text,
                },
            );
        }
    }
    if form.any_changed(&["ndc", "ndc_unit", "ndc_quantity"]) {
        drug(&mut form, &mut line);
    }
    if form.changed("rendering_npi") {
        let mut npi = String::new();
        form.npi("rendering_npi", &mut npi);
        line.parties.retain(|p| p.role != "82");
        if !npi.is_empty() {
            line.parties.push(Party {
                role: "82".to_owned(),
                person: true,
                id_qualifier: "XX".to_owned(),
                id: npi,
                ..Party::default()
            });
        }
    }
    if form.changed("lab_charge") {
        line.purchased_charge = form.money("lab_charge");
    }
    (Some(line), form.wrong)
}

fn drug(form: &mut Reader<'_>, line: &mut ServiceLine) {
    let code = ndc(form.get("ndc"));
    let at = line.drugs.iter().position(|d| d.qualifier == "N4");
    if code.is_empty() {
        if let Some(at) = at {
            line.drugs.remove(at);
        }
        return;
    }
    let mut drug = at
        .and_then(|at| line.drugs.get(at))
        .cloned()
        .unwrap_or_else(|| Drug {
            qualifier: "N4".to_owned(),
            unit: "UN".to_owned(),
            ..Drug::default()
        });
    drug.code = code;
    form.choice("ndc_unit", &DRUG_UNITS, &mut drug.unit);
    form.text("ndc_quantity", &mut drug.quantity);
    match at {
        Some(at) => line.drugs[at] = drug,
        None => line.drugs.push(drug),
    }
}
