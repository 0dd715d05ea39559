//! People and organisations as a claim names them.

use values::Day;

use crate::record::record;

record! {
    /// A postal address (X12 N3, N4).
    pub struct Address {
        /// N301, first line.
        pub line1: String,
        /// N302, second line.
        pub line2: String,
        /// N401.
        pub city: String,
        /// N402, two letters in the US.
        pub state: String,
        /// N403, 5 or 9 digits in the US, no hyphen.
        pub zip: String,
        /// N404, only outside the US.
        pub country: String,
        /// N407, country subdivision, only outside the US and Canada.
        pub subdivision: String,
    }

    /// A name (X12 NM103-NM107). An organisation has only `last`.
    pub struct Name {
        /// NM103: last name, or the organisation's name.
        pub last: String,
        /// NM104.
        pub first: String,
        /// NM105.
        pub middle: String,
        /// NM106.
        pub prefix: String,
        /// NM107: Jr, III; credentials of a provider.
        pub suffix: String,
    }

    /// A number under which a party or a claim is known (X12 REF01, REF02).
    pub struct Reference {
        /// REF01: `EI`, `SY`, `G2`, `0B`, `F8`, `G1`, …
        pub qualifier: String,
        /// REF02.
        pub value: String,
        /// REF03, seldom sent.
        pub description: String,
        /// REF04-2: the payer or program that the number is for (composite REF04, components joined by `:`).
        pub further: String,
    }

    /// A way to reach a party (X12 PER03-PER08).
    pub struct Contact {
        /// PER02.
        pub name: String,
        /// Pairs of qualifier (`TE`, `FX`, `EM`, `EX`) and number, in the order sent.
        pub numbers: Vec<Reference>,
    }

    /// A person or an organisation in a loop of its own (X12 NM1 and what follows it).
    pub struct Party {
        /// NM101: `85` billing, `82` rendering, `DN` referring, `77` facility, `PR` payer, `IL` insured, `QC` patient, …
        pub role: String,
        /// NM102: true for a person (`1`), false for an organisation (`2`).
        pub person: bool,
        /// NM103-NM107.
        pub name: Name,
        /// NM108: `XX` NPI, `MI` member id, `PI` payer id, `XV`, `24` EIN, `34` SSN, …
        pub id_qualifier: String,
        /// NM109.
        pub id: String,
        /// N3, N4.
        pub address: Address,
        /// DMG02.
        pub born_on: Option<Day>,
        /// DMG03: `F`, `M` or `U`.
        pub sex: String,
        /// PAT06 (with PAT05 D8): date of death.
        pub died_on: Option<Day>,
        /// PRV03, a taxonomy code.
        pub taxonomy: String,
        /// REF segments of the loop.
        pub references: Vec<Reference>,
        /// PER segments of the loop.
        pub contacts: Vec<Contact>,
        /// Segments of the loop that have no field here, as they stood (elements joined by `*`, components by `:`).
        pub more: Vec<String>,
    }
}

impl Party {
    /// The NPI, when the party is named by one.
    pub fn npi(&self) -> &str {
        if self.id_qualifier == "XX" {
            &self.id
        } else {
            ""
        }
    }

    /// The first reference with the qualifier, or "".
    pub fn reference(&self, qualifier: &str) -> &str {
        find(&self.references, qualifier)
    }

    /// The tax number: REF*EI or REF*SY, or NM109 of older files (24, 34). True when it is an EIN.
    pub fn tax_id(&self) -> Option<(&str, bool)> {
        for (qualifier, ein) in [("EI", true), ("SY", false), ("TJ", true)] {
            let value = self.reference(qualifier);
            if !value.is_empty() {
                return Some((value, ein));
            }
        }
        match self.id_qualifier.as_str() {
            "24" => Some((&self.id, true)),
            "34" => Some((&self.id, false)),
            _ => None,
        }
    }

    /// The first number of a kind of contact (`TE` telephone), or "".
    pub fn contact(&self, qualifier: &str) -> &str {
        self.contacts
            .iter()
            .map(|contact| find(&contact.numbers, qualifier))
            .find(|number| !number.is_empty())
            .unwrap_or("")
    }

    /// True when nothing names the party.
    pub fn is_nobody(&self) -> bool {
        self.name == Name::default() && self.id.is_empty()
    }
}

impl Name {
    /// `Ortega, Felix R`, as lists show it; an organisation is its name.
    pub fn listed(&self) -> String {
        let given: Vec<&str> = [&self.first, &self.middle]
            .into_iter()
            .map(String::as_str)
            .filter(|s| !s.is_empty())
            .collect();
        let last = match self.suffix.as_str() {
            "" => self.last.clone(),
            suffix => format!("{} {suffix}", self.last),
        };
        if given.is_empty() {
            last
        } else {
            format!("{last}, {}", given.join(" "))
        }
    }
}

/// The value of the first reference with the qualifier, or "".
pub fn find<'a>(references: &'a [Reference], qualifier: &str) -> &'a str {
    references
        .iter()
        .find(|r| r.qualifier == qualifier)
        .map_or("", |r| r.value.as_str())
}
