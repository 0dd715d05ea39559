//! Twelve payers that do not exist, one of each sort that a family practice bills.

use billing::party::{Address, Name, Party};

use crate::places::DESKS;

/// A payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Its id, `CBD01` to `CBD12`: no clearinghouse routes them anywhere.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// SBR09: what sort of payer it is.
    pub filing_indicator: &'static str,
    desk: (&'static str, usize, &'static str),
}

/// The payers, by id.
pub const PAYERS: [Payer; 12] = [
    payer(
        "CBD01",
        "Blue Quillon Health Plan",
        "BL",
        ("PO Box 55101", 0, "0101"),
    ),
    payer(
        "CBD02",
        "Northmarl PPO",
        "12",
        ("4400 Wickerwork Way", 1, "0202"),
    ),
    payer("CBD03", "Cedarvane HMO", "HM", ("PO Box 55303", 0, "0303")),
    payer(
        "CBD04",
        "Demo Medicare Part B",
        "MB",
        ("PO Box 55404", 3, "0404"),
    ),
    payer(
        "CBD05",
        "Demo State Medicaid",
        "MC",
        ("PO Box 55505", 0, "0505"),
    ),
    payer(
        "CBD06",
        "Harvestmoor Mutual",
        "CI",
        ("71 Rushlight Ave", 2, "0606"),
    ),
    payer(
        "CBD07",
        "Orrinfield Trades Fund",
        "CI",
        ("PO Box 55707", 4, "0707"),
    ),
    payer(
        "CBD08",
        "Ternharbor Supplement",
        "CI",
        ("PO Box 55808", 6, "0808"),
    ),
    payer(
        "CBD09",
        "Garrisonwell Families Plan",
        "CH",
        ("PO Box 55909", 2, "0909"),
    ),
    payer(
        "CBD10",
        "Stonelatch Workers Comp",
        "WC",
        ("1200 Ropewalk Rd", 0, "1010"),
    ),
    payer(
        "CBD11",
        "Pikewander Auto",
        "AM",
        ("PO Box 55111", 1, "1111"),
    ),
    payer(
        "CBD12",
        "Fennimark Federal Staff Plan",
        "FI",
        ("PO Box 55112", 5, "1212"),
    ),
];

const fn payer(
    id: &'static str,
    name: &'static str,
    filing_indicator: &'static str,
    desk: (&'static str, usize, &'static str),
) -> Payer {
    Payer {
        id,
        name,
        filing_indicator,
        desk,
    }
}

/// Places in [`PAYERS`].
pub(crate) const HMO: usize = 2;
pub(crate) const MEDICARE: usize = 3;
pub(crate) const MEDICAID: usize = 4;
pub(crate) const SUPPLEMENT: usize = 7;
pub(crate) const GARRISON: usize = 8;
pub(crate) const COMP: usize = 9;
pub(crate) const AUTO: usize = 10;
/// Those that employers buy.
pub(crate) const COMMERCIAL: &[usize] = &[0, 0, 1, HMO, 5, 6, 11];

impl Payer {
    /// The payer as 2010BB or 2330B names it.
    pub fn party(&self) -> Party {
        let (line1, town, plus4) = self.desk;
        let (city, state, zip, _) = DESKS[town];
        Party {
            role: "PR".into(),
            name: Name {
                last: self.name.into(),
                ..Name::default()
            },
            id_qualifier: "PI".into(),
            id: self.id.into(),
            address: Address {
                line1: line1.into(),
                city: city.into(),
                state: state.into(),
                zip: format!("{zip}{plus4}"),
                ..Address::default()
            },
            ..Party::default()
        }
    }
}
