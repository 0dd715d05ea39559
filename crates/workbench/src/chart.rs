//! The patient chart and the claim view: everything that is known, and where it came from.

use billing::chart::{Coverage, Demographics, Patient, Payer};
use billing::party::{Address, Name};
use values::Day;
use vault::{claims, patients, writer};

use crate::Workbench;
use crate::bench::{Done, Open};
use crate::guarantors;
use crate::problem::{Code, Problem};
use crate::view::{Changed, view};

view! {
    /// A record by its id.
    pub struct ById {
        /// The record's id.
        pub id: String,
    }

    /// A postal address.
    pub struct AddressView {
        /// First line.
        pub line1: String,
        /// Second line.
        pub line2: String,
        /// City.
        pub city: String,
        /// Two letters in the US.
        pub state: String,
        /// 5 or 9 digits.
        pub zip: String,
    }

    /// A person.
    pub struct PersonView {
        /// Last name.
        pub last: String,
        /// First name.
        pub first: String,
        /// Middle name.
        pub middle: String,
        /// Jr, III.
        pub suffix: String,
        /// ISO, or empty.
        pub born_on: String,
        /// `F`, `M`, `U`, or empty.
        pub sex: String,
        /// Address.
        pub address: AddressView,
        /// Ten digits, or empty.
        pub phone: String,
    }

    /// The patient chart.
    pub struct PatientView {
        /// The patient's id.
        pub id: String,
        /// The version that was read; an edit names it.
        pub version: i64,
        /// The short number that people say.
        pub account: String,
        /// As lists show it.
        pub name: String,
        /// Age in whole years today; none when the date of birth is unknown.
        pub age: Option<i32>,
        /// The patient.
        pub person: PersonView,
        /// Who answers for the bill; none when the patient does.
        pub guarantor: Option<PersonView>,
        /// The address and the telephone that the patient asked for; none when reached at home.
        pub confidential: Option<PersonView>,
        /// In their order.
        pub coverages: Vec<CoverageView>,
        /// How many claims, and their charges.
        pub claims: i64,
        /// Charges of the patient's claims.
        pub charge_cents: i64,
        /// What claim files could not tell about the patient, in sentences.
        pub missing: Vec<String>,
    }

    /// A coverage of the chart.
    pub struct CoverageView {
        /// Its id.
        pub id: String,
        /// 1 primary, 2 secondary, …
        pub order: u8,
        /// The payer's name.
        pub payer: String,
        /// NM109 of 2010BB.
        pub payer_id: String,
        /// Item 1a.
        pub member_id: String,
        /// Item 11.
        pub group_number: String,
        /// Item 11c.
        pub plan_name: String,
        /// SBR09 in words.
        pub kind: String,
        /// The relationship in words: self, spouse, child.
        pub relationship: String,
        /// The insured, as lists show it.
        pub insured: String,
        /// The first day of service that used it, ISO, or empty.
        pub from: String,
        /// The last day of service that used it, ISO, or empty.
        pub to: String,
    }

    /// Corrected demographics of a patient, as typed.
    pub struct SavePatient {
        /// The patient's id.
        pub id: String,
        /// The version that was edited.
        pub version: i64,
        /// The person as typed; `born_on` as people write dates.
        pub person: PersonView,
    }

}

pub(crate) fn iso(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

pub(crate) fn person_view(person: &Demographics) -> PersonView {
    let (name, address) = (&person.name, &person.address);
    PersonView {
        last: name.last.clone(),
        first: name.first.clone(),
        middle: name.middle.clone(),
        suffix: name.suffix.clone(),
        born_on: iso(person.born_on),
        sex: person.sex.clone(),
        address: AddressView {
            line1: address.line1.clone(),
            line2: address.line2.clone(),
            city: address.city.clone(),
            state: address.state.clone(),
            zip: address.zip.clone(),
        },
        phone: person.phone.clone(),
    }
}

/// The patient chart.
pub(crate) fn patient(bench: &Workbench, ask: ById) -> Result<PatientView, Problem> {
    let open = bench.opened()?;
    crate::lists::end_search(bench, &open)?;
    let view = patient_view(bench, &open, &*open.vault.reader()?, &ask.id)?;
    bench.log_view(&open, "view_patient", &ask.id, &ask.id)?;
    Ok(view)
}

fn patient_view(
    bench: &Workbench,
    open: &Open,
    db: &vault::Connection,
    id: &str,
) -> Result<PatientView, Problem> {
    let (patient, version) = writer::get::<Patient>(db, id)?;
    let filter = claims::Filter {
        patient: Some(id.to_owned()),
        ..claims::Filter::default()
    };
    let totals = claims::totals(db, &filter)?;
    let today = bench.today(open);
    let mut missing = Vec::new();
    let guarantor = guarantors::answering(db, &patient)?.who;
    if guarantor.is_none() {
        missing.push("No guarantor is named. The patient answers for the bill.".to_owned());
    }
    if patient.person.phone.is_empty() {
        missing.push("No telephone number.".to_owned());
    }
    Ok(PatientView {
        id: id.to_owned(),
        version,
        account: patient.account.clone(),
        name: patient.person.name.listed(),
        age: patient.person.born_on.map(|born| age(born, today)),
        person: person_view(&patient.person),
        guarantor: guarantor.map(|(_, person)| person_view(&person)),
        confidential: (patient.confidential.is_some()).then(|| person_view(&patient.reached())),
        coverages: patients::coverages(db, id)?
            .iter()
            .map(coverage_view)
            .collect(),
        claims: totals.iter().map(|(_, count, _)| count).sum(),
        charge_cents: totals.iter().map(|(_, _, cents)| cents).sum(),
        missing,
    })
}

/// Whole years from a birth to a day.
fn age(born: Day, on: Day) -> i32 {
    let years = i32::from(on.year()) - i32::from(born.year());
    if (on.month(), on.day()) < (born.month(), born.day()) {
        years - 1
    } else {
        years
    }
}

fn coverage_view((coverage, payer): &(Coverage, Payer)) -> CoverageView {
    CoverageView {
        id: coverage.id.to_string(),
        order: coverage.order,
        payer: payer.name.clone(),
        payer_id: payer.payer_id.clone(),
        member_id: coverage.member_id.clone(),
        group_number: coverage.group_number.clone(),
        plan_name: coverage.plan_name.clone(),
        kind: filing_words(&coverage.filing_indicator).to_owned(),
        relationship: relationship_words(&coverage.relationship).to_owned(),
        insured: coverage.insured.name.listed(),
        from: iso(coverage.from),
        to: iso(coverage.to),
    }
}

/// SBR09 in words.
fn filing_words(code: &str) -> &str {
    match code {
        "MB" => "Medicare Part B",
        "MA" => "Medicare Part A",
        "MC" => "Medicaid",
        "CH" => "TRICARE",
        "VA" => "Veterans Affairs",
        "BL" => "Blue Cross Blue Shield",
        "CI" => "Commercial",
        "HM" => "HMO",
        "12" => "PPO",
        "13" => "Point of service",
        "14" => "EPO",
        "15" => "Indemnity",
        "16" => "Medicare Advantage HMO",
        "AM" => "Automobile",
        "LM" => "Liability",
        "WC" => "Workers' compensation",
        "FI" => "Federal employees",
        "OF" => "Other federal",
        "TV" => "Title V",
        "DS" => "Disability",
        "11" => "Other nonfederal",
        "17" => "Dental maintenance",
        "ZZ" => "Mutually defined",
        other => other,
    }
}

/// PAT01 or SBR02 in words.
fn relationship_words(code: &str) -> &str {
    match code {
        "18" => "self",
        "01" => "spouse",
        "19" => "child",
        "20" => "employee",
        "21" => "unknown",
        "39" => "organ donor",
        "40" => "cadaver donor",
        "53" => "life partner",
        "G8" => "other",
        other => other,
    }
}

/// Reads what was typed into a person's form; every wrong field is named.
fn typed_person(
    typed: &PersonView,
    before: &Demographics,
    today: Day,
) -> Result<Demographics, Problem> {
    let text = |value: &str| value.trim().to_owned();
    let name = Name {
        last: text(&typed.last),
        first: text(&typed.first),
        middle: text(&typed.middle),
        suffix: text(&typed.suffix),
        prefix: before.name.prefix.clone(),
    };
    if name.last.is_empty() {
        return Err(Problem::field("last", "A patient needs a last name."));
    }
    let born_on = match typed.born_on.trim() {
        "" => None,
        born => {
            let day: Day = born
                .parse()
                .map_err(|e| Problem::field("born_on", format!("This is not a day: {e}.")))?;
            if today < day {
                return Err(Problem::field(
                    "born_on",
                    "The date of birth lies in the future.",
                ));
            }
            Some(day)
        }
    };
    let sex = text(&typed.sex).to_uppercase();
    if !matches!(sex.as_str(), "" | "F" | "M" | "U") {
        return Err(Problem::field("sex", "Sex is F, M or U."));
    }
    let digits = |value: &str| {
        value
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let phone = digits(&typed.phone);
    if !matches!(phone.len(), 0 | 10) {
        return Err(Problem::field(
            "phone",
            "A telephone number has ten digits, the area code first.",
        ));
    }
    let address = Address {
        line1: text(&typed.address.line1),
        line2: text(&typed.address.line2),
        city: text(&typed.address.city),
        state: text(&typed.address.state).to_uppercase(),
        zip: text(&typed.address.zip),
        country: before.address.country.clone(),
        subdivision: before.address.subdivision.clone(),
    };
    if address.country.is_empty() {
        if !matches!(address.state.len(), 0 | 2) {
            return Err(Problem::field("state", "A state has two letters."));
        }
        let zip = digits(&address.zip);
        if !matches!(zip.len(), 0 | 5 | 9)
            || address.zip.chars().any(|c| !c.is_ascii_digit() && c != '-')
        {
            return Err(Problem::field("zip", "A ZIP code has 5 or 9 digits."));
        }
        return Ok(Demographics {
            name,
            born_on,
            sex,
            address: Address { zip, ..address },
            phone,
            died_on: before.died_on,
        });
    }
    Ok(Demographics {
        name,
        born_on,
        sex,
        address,
        phone,
        died_on: before.died_on,
    })
}

/// Corrects a patient's demographics.
pub(crate) fn save_patient(
    bench: &Workbench,
    ask: SavePatient,
) -> Result<Changed<PatientView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let draft = format!("patient {}", ask.id);
    bench.transact(&open, "save_patient", |writer| {
        let (patient, version) = vault::writer::get::<Patient>(writer.db(), &ask.id)?;
        if version != ask.version {
            return Err(Problem::new(
                Code::Changed,
                "Somebody changed this patient while you typed. What you typed is kept; open the patient again to see both.",
            ));
        }
        let person = typed_person(&ask.person, &patient.person, today)?;
        let fields = changed_fields(&patient.person, &person);
        let title = format!("Change {}", patient.person.name.listed());
        writer.put(&Patient { person, ..patient })?;
        vault::local::drop_draft(writer.db(), writer.user(), &draft)?;
        let view = patient_view(bench, &open, writer.db(), &ask.id)?;
        Ok(Done::new(view, title).about([ask.id.clone()]).with("fields", fields.join(" ")).if_changed())
    })
}

/// The names of the fields that differ; their values stay out of the log.
pub(crate) fn changed_fields(before: &Demographics, after: &Demographics) -> Vec<&'static str> {
    [
        ("name", before.name != after.name),
        ("born_on", before.born_on != after.born_on),
        ("sex", before.sex != after.sex),
        ("address", before.address != after.address),
        ("phone", before.phone != after.phone),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

/// A patient's account number.
pub(crate) fn account_of(db: &vault::Connection, patient: &str) -> Result<String, Problem> {
    Ok(patients::account(db, patient)?)
}

/// The id of a patient who is named by its id or account number.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub fn patient_id(bench: &Workbench, named: &str) -> Result<String, Problem> {
    bench.allow("patient", crate::role::Right::SeeClaims)?;
    if named.parse::<values::PatientId>().is_ok() {
        return Ok(named.to_owned());
    }
    let open = bench.opened()?;
    patients::by_account(&*open.vault.reader()?, named)?
        .ok_or_else(|| Problem::new(Code::NotFound, "No patient has that account number."))
}
