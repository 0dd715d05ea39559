//! Where everybody lives: real towns with their real ZIP codes, so that a check of city, state and ZIP
//! passes, and streets that no town has.

use billing::party::Address;

use crate::dice::Dice;

/// Town, state, ZIP code and telephone area code.
pub(crate) type Town = (&'static str, &'static str, &'static str, &'static str);

/// The practice's own town.
pub(crate) const HOME: Town = ("Nelsonville", "OH", "45764", "740");

/// Where patients live.
pub(crate) const TOWNS: &[Town] = &[
    HOME,
    HOME,
    HOME,
    ("Athens", "OH", "45701", "740"),
    ("Albany", "OH", "45710", "740"),
    ("Amesville", "OH", "45711", "740"),
    ("Belpre", "OH", "45714", "740"),
    ("Buchtel", "OH", "45716", "740"),
    ("Chauncey", "OH", "45719", "740"),
    ("Coolville", "OH", "45723", "740"),
    ("Glouster", "OH", "45732", "740"),
    ("Guysville", "OH", "45735", "740"),
    ("Millfield", "OH", "45761", "740"),
    ("New Marshfield", "OH", "45766", "740"),
    ("The Plains", "OH", "45780", "740"),
    ("Trimble", "OH", "45782", "740"),
    ("Logan", "OH", "43138", "740"),
    ("Murray City", "OH", "43144", "740"),
    ("New Straitsville", "OH", "43766", "740"),
    ("South Bloomingville", "OH", "43152", "740"),
    ("Corning", "OH", "43730", "740"),
    ("Zaleski", "OH", "45698", "740"),
    ("Lancaster", "OH", "43130", "740"),
    ("Parkersburg", "WV", "26101", "304"),
    ("Ravenswood", "WV", "26164", "304"),
    ("Richmond", "KY", "40475", "859"),
];

/// Where payers and employers have their desks.
pub(crate) const DESKS: &[Town] = &[
    ("Columbus", "OH", "43085", "614"),
    ("Cleveland", "OH", "44101", "216"),
    ("Harrisburg", "PA", "17101", "717"),
    ("Indianapolis", "IN", "46201", "317"),
    ("Lansing", "MI", "48901", "517"),
    ("Charleston", "WV", "25301", "304"),
    ("Louisville", "KY", "40201", "502"),
];

const ROADS: &[&str] = &[
    "Larkmoss",
    "Quarryfen",
    "Tansyfield",
    "Hobnail",
    "Millrace Hollow",
    "Otterbank",
    "Pennywhistle",
    "Sootgate",
    "Barleycorn",
    "Foxholt",
    "Candlewick",
    "Drystone",
    "Emberglow",
    "Fiddlehead",
    "Gooseberry",
    "Hawkweed",
    "Inkberry",
    "Juniper Notch",
    "Kestrel Run",
    "Lanternside",
    "Marlpit",
    "Nettlebed",
    "Oxbow Bend",
    "Puddingstone",
    "Quillwort",
    "Rushlight",
    "Saddlebag",
    "Thimblerig",
    "Umberfold",
    "Vinegar Hill",
    "Wickerwork",
    "Yellowbark",
    "Ropewalk",
    "Cobblestile",
    "Duskwater",
];

const KINDS: &[&str] = &["St", "Rd", "Ln", "Ave", "Dr", "Way", "Ct"];

/// A house that does not stand in a town that does.
pub(crate) fn house(dice: &mut Dice, town: &Town) -> Address {
    let line1 = format!(
        "{} {} {}",
        dice.between(11, 2980),
        dice.pick(ROADS),
        dice.pick(KINDS)
    );
    let line2 = match dice.below(100) {
        0..12 if line1.len() < 20 => format!("Apt {}", dice.between(1, 24)),
        12..15 if line1.len() < 20 => format!("Lot {}", dice.between(1, 60)),
        _ => String::new(),
    };
    Address {
        line1,
        line2,
        city: town.0.into(),
        state: town.1.into(),
        zip: town.2.into(),
        ..Address::default()
    }
}

/// A telephone number of those that are kept for stories: 555-0100 to 555-0199.
pub(crate) fn telephone(dice: &mut Dice, town: &Town) -> String {
    format!("{}55501{}", town.3, dice.digits(2))
}
