//! Good-faith estimates (45 CFR 149.610): what a visit is expected to cost a patient who pays without
//! insurance, from the practice's own fees and from what it usually charges. Their paper is `estimate_paper`.

use std::collections::BTreeMap;

use billing::chart::{Patient, Provider};
use billing::estimate::{Estimate, EstimateLine, Source, usual};
use billing::statement::Language;
use billing::{services, typed};
use values::{Day, EstimateId, Money, PatientId, ProviderId};
use vault::expected::{Service, own_charge};
use vault::{Connection, estimates as kept, local, writer};

use crate::Workbench;
use crate::bench::{Done, Open};
use crate::chart::{ById, iso};
use crate::problem::{Code, Problem};
use crate::statement_bill::Maker;
use crate::view::{Changed, Nothing, view};

view! {
    /// An estimate as it is typed.
    pub struct EstimateTexts {
        /// The estimate's id; empty for a new one.
        pub id: String,
        /// The version that was opened; 0 for a new one.
        pub version: i64,
        /// For whom.
        pub patient_id: String,
        /// When the visit was scheduled, or the patient asked, as typed; empty for today.
        pub asked_on: String,
        /// The day of the visit, as typed; empty when the patient only asks.
        pub scheduled_on: String,
        /// Diagnoses, a line each: the code, then words.
        pub diagnoses: String,
        /// Percent that is taken off for who pays themselves, as typed.
        pub discount: String,
        /// Who is expected to do it: a provider's id; empty for who bills.
        pub provider_id: String,
        /// Where: a facility's id; empty for the practice.
        pub facility_id: String,
        /// What is expected to be scheduled apart from it, a line each.
        pub separate: String,
        /// What is expected.
        pub lines: Vec<EstimateLineTexts>,
    }

    /// A service of an estimate as it is typed.
    pub struct EstimateLineTexts {
        /// CPT or HCPCS; a line without one is none.
        pub code: String,
        /// Modifiers, with blanks between.
        pub modifiers: String,
        /// Units; empty for one.
        pub units: String,
        /// What all units are charged; empty for what the practice charges.
        pub charge: String,
    }

    /// What an estimate comes to.
    pub struct EstimateChecked {
        /// The lines, in the order of the form.
        pub lines: Vec<EstimateLineView>,
        /// The expected charges.
        pub total_cents: i64,
        /// By when the patient has to have it, ISO; empty when none is due.
        pub due_on: String,
        /// The last day on which it holds, ISO.
        pub valid_until: String,
        /// The field that is wrong; empty when none is.
        pub field: String,
        /// What is wrong with it.
        pub says: String,
    }

    /// A service of an estimate.
    pub struct EstimateLineView {
        /// In plain words.
        pub what: String,
        /// What all units are charged.
        pub charge_cents: i64,
        /// What is taken off.
        pub discount_cents: i64,
        /// `typed`, `fee`, `usual`; empty where nobody knows a charge.
        pub source: String,
    }

    /// The good-faith estimates of a patient.
    pub struct EstimatesView {
        /// The newest first.
        pub rows: Vec<EstimateView>,
    }

    /// A good-faith estimate.
    pub struct EstimateView {
        /// Its id.
        pub id: String,
        /// The number that people say.
        pub number: String,
        /// The day that is printed on it, ISO.
        pub made_on: String,
        /// Who made it.
        pub made_by: String,
        /// The day of the visit, ISO, or empty.
        pub scheduled_on: String,
        /// By when the patient has to have it, ISO; empty when none is due.
        pub due_on: String,
        /// The last day on which it holds, ISO.
        pub valid_until: String,
        /// When the patient got it, ISO; empty before.
        pub given_on: String,
        /// The number of the one in whose place it stands; empty for none.
        pub replaces: String,
        /// True when another stands in its place.
        pub replaced: bool,
        /// The expected charges.
        pub total_cents: i64,
        /// By how much a bill passes it, when that may be disputed; 0 for none.
        pub over_cents: i64,
        /// As it is typed.
        pub texts: EstimateTexts,
    }
}

/// The first estimate's number.
const FIRST_NUMBER: i64 = 30_001;

/// Services on an estimate.
const MOST_LINES: usize = 40;

/// A year of charges tells what is usual.
const USUAL_DAYS: i32 = 365;

fn day(field: &str, text: &str, today: Day) -> Result<Option<Day>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => typed::day(text, today)
            .map(Some)
            .ok_or_else(|| Problem::field(field, "This is not a date: 05/04/26, 0504 or t+7.")),
    }
}

fn rows(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

/// `20`, `12.5%` as hundredths of a percent.
fn percent(text: &str) -> Result<u32, Problem> {
    let text = text.trim().trim_end_matches('%').trim_end();
    if text.is_empty() {
        return Ok(0);
    }
    match text.parse::<Money>() {
        Ok(share) if (0..=10_000).contains(&share.cents()) => {
            Ok(u32::try_from(share.cents()).unwrap_or(0))
        }
        _ => Err(Problem::field(
            "discount",
            "A percentage from 0 to 100, such as 20.",
        )),
    }
}

/// What the practice charges for a service: by its fees, else what it usually charged in the last year.
fn charge(
    db: &Connection,
    line: &EstimateLine,
    on: Day,
) -> Result<Option<(Money, Source)>, Problem> {
    let units = line.units.to_string();
    let service = Service {
        payer: "",
        code: &line.code,
        modifiers: &line.modifiers,
        pos: "11",
        units: &units,
        on,
        without: "",
    };
    if let Some(fee) = own_charge(db, &service)? {
        return Ok(Some((fee, Source::Fee)));
    }
    let since = on.plus_days(-USUAL_DAYS);
    let one = usual(kept::charged(db, (&line.code, &line.modifiers), since)?);
    Ok(one.map(|one| {
        let all = one.cents().saturating_mul(line.units.into());
        (Money::from_cents(all), Source::Usual)
    }))
}

/// Reads a line; none where no code is typed. The charge is zero where nobody knows it.
fn line(
    db: &Connection,
    (n, texts): (usize, &EstimateLineTexts),
    (on, discount): (Day, u32),
) -> Result<Option<(EstimateLine, bool)>, Problem> {
    let field = |name: &str| format!("line.{n}.{name}");
    let code = typed::code(&texts.code);
    let empty = texts.charge.trim().is_empty() && texts.modifiers.trim().is_empty();
    if code.is_empty() && empty {
        return Ok(None);
    }
    if code.len() != 5 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Problem::field(
            &field("code"),
            "A code has five letters and digits: 99213.",
        ));
    }
    let modifiers: Vec<String> = texts
        .modifiers
        .split_whitespace()
        .map(typed::code)
        .collect();
    if 4 < modifiers.len() || modifiers.iter().any(|modifier| modifier.len() != 2) {
        return Err(Problem::field(
            &field("modifiers"),
            "Modifiers have two letters or digits each, up to four.",
        ));
    }
    let units = match texts.units.trim() {
        "" => 1,
        text => match text.parse::<u32>() {
            Ok(units @ 1..=999) => units,
            _ => return Err(Problem::field(&field("units"), "Units from 1 to 999.")),
        },
    };
    let mut line = EstimateLine {
        code,
        modifiers,
        units,
        ..EstimateLine::default()
    };
    let known = match texts.charge.trim() {
        "" => charge(db, &line, on)?,
        text => match text.parse::<Money>() {
            Ok(amount) if Money::ZERO <= amount => Some((amount, Source::Typed)),
            _ => {
                return Err(Problem::field(
                    &field("charge"),
                    "This is not an amount: 120.00.",
                ));
            }
        },
    };
    if let Some((charge, source)) = known {
        (line.charge, line.source) = (charge, source);
    }
    Ok(Some((line.discounted(discount), known.is_some())))
}

/// Reads what was typed.
fn read(
    db: &Connection,
    texts: &EstimateTexts,
    (before, today): (Estimate, Day),
) -> Result<Estimate, Problem> {
    let scheduled_on = day("scheduled_on", &texts.scheduled_on, today)?;
    let asked_on = day("asked_on", &texts.asked_on, today)?.or(Some(today));
    if asked_on.is_some_and(|day| today < day) {
        return Err(Problem::field("asked_on", "This day is still to come."));
    }
    let discount_bp = percent(&texts.discount)?;
    let mut lines = Vec::new();
    let on = scheduled_on.unwrap_or(today);
    for (n, typed) in (1..).zip(&texts.lines) {
        match line(db, (n, typed), (on, discount_bp))? {
            Some((line, true)) => lines.push(line),
            Some((line, false)) => {
                return Err(Problem::field(
                    &format!("line.{n}.charge"),
                    format!(
                        "No fee and no charge of the last year is known for {}. Type what it costs.",
                        line.code
                    ),
                ));
            }
            None => (),
        }
    }
    if lines.is_empty() {
        return Err(Problem::field(
            "line.1.code",
            "Type the services that are expected.",
        ));
    }
    if MOST_LINES < lines.len() {
        return Err(Problem::field(
            "line.1.code",
            format!("An estimate takes {MOST_LINES} services. Make two of it."),
        ));
    }
    let provider = |field: &str, id: &str| -> Result<Option<ProviderId>, Problem> {
        if id.is_empty() {
            return Ok(None);
        }
        let (provider, _) = writer::get::<Provider>(db, id)
            .map_err(|_| Problem::field(field, "Choose one of the list."))?;
        Ok(Some(provider.id))
    };
    Ok(Estimate {
        asked_on,
        scheduled_on,
        diagnoses: rows(&texts.diagnoses),
        lines,
        discount_bp,
        provider_id: provider("provider_id", &texts.provider_id)?,
        facility_id: provider("facility_id", &texts.facility_id)?,
        separate: rows(&texts.separate),
        ..before
    })
}

fn texts_of(estimate: &Estimate, version: i64) -> EstimateTexts {
    EstimateTexts {
        id: estimate.id.to_string(),
        version,
        patient_id: estimate.patient_id.to_string(),
        asked_on: typed::day_text(estimate.asked_on),
        scheduled_on: typed::day_text(estimate.scheduled_on),
        diagnoses: estimate.diagnoses.join("\n"),
        discount: match estimate.discount_bp {
            0 => String::new(),
            share => Money::from_cents(share.into())
                .to_string()
                .trim_end_matches(".00")
                .to_owned(),
        },
        provider_id: estimate
            .provider_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        facility_id: estimate
            .facility_id
            .map(|id| id.to_string())
            .unwrap_or_default(),
        separate: estimate.separate.join("\n"),
        lines: estimate
            .lines
            .iter()
            .map(|line| EstimateLineTexts {
                code: line.code.clone(),
                modifiers: line.modifiers.join(" "),
                units: line.units.to_string(),
                charge: line.charge.to_string(),
            })
            .collect(),
    }
}

/// By the numbers of estimates: by how much the bills of a patient pass them.
fn passed(
    open: &Open,
    db: &Connection,
    (patient, today): (&Patient, Day),
) -> Result<BTreeMap<String, Money>, Problem> {
    let (zone, name) = (open.zone(), open.facts().name.clone());
    let mut maker = Maker::new(db, &zone, (&name, today))?;
    let mut found = BTreeMap::new();
    for account in vault::ledger::accounts_of(db, &patient.id.to_string())? {
        let (bill, _) = maker.preview(&account, "0")?;
        for visit in bill.visits() {
            if let (Some(estimate), Some(over)) = (&visit.estimate, visit.over_estimate()) {
                *found.entry(estimate.number.clone()).or_default() += over;
            }
        }
    }
    Ok(found)
}

fn view_of(
    db: &Connection,
    estimate: &Estimate,
    (all, over): (&[Estimate], &BTreeMap<String, Money>),
) -> Result<EstimateView, Problem> {
    let (_, version) = writer::get::<Estimate>(db, &estimate.id.to_string())?;
    let number_of = |id: EstimateId| all.iter().find(|one| one.id == id);
    Ok(EstimateView {
        id: estimate.id.to_string(),
        number: estimate.number.clone(),
        made_on: estimate.made_on.to_string(),
        made_by: estimate.made_by.clone(),
        scheduled_on: iso(estimate.scheduled_on),
        due_on: iso(estimate.due_on()),
        valid_until: estimate.valid_until().to_string(),
        given_on: iso(estimate.given_on),
        replaces: estimate
            .replaces
            .and_then(number_of)
            .map(|one| one.number.clone())
            .unwrap_or_default(),
        replaced: all.iter().any(|one| one.replaces == Some(estimate.id)),
        total_cents: estimate.total().cents(),
        over_cents: over.get(&estimate.number).map_or(0, |over| over.cents()),
        texts: texts_of(estimate, version),
    })
}

/// The good-faith estimates of a patient, the newest first.
pub(crate) fn estimates(bench: &Workbench, ask: ById) -> Result<EstimatesView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (patient, _) = writer::get::<Patient>(&db, &ask.id)?;
    let all = kept::of_patient(&db, &ask.id)?;
    let over = match all.is_empty() {
        true => BTreeMap::new(),
        false => passed(&open, &db, (&patient, bench.today(&open)))?,
    };
    let rows = all
        .iter()
        .map(|one| view_of(&db, one, (&all, &over)))
        .collect::<Result<_, _>>()?;
    bench.log_view(&open, "view_patient", &ask.id, &ask.id)?;
    Ok(EstimatesView { rows })
}

/// What an estimate comes to as it is typed.
pub(crate) fn check_estimate(
    bench: &Workbench,
    ask: EstimateTexts,
) -> Result<EstimateChecked, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let today = bench.today(&open);
    let (mut field, mut says) = (String::new(), String::new());
    let mut wrong = |problem: Problem| {
        if field.is_empty() {
            field = problem.field.unwrap_or_default();
            says = problem.says;
        }
    };
    let mut tell = |read: Result<Option<Day>, Problem>| match read {
        Ok(day) => day,
        Err(problem) => {
            wrong(problem);
            None
        }
    };
    let scheduled = tell(day("scheduled_on", &ask.scheduled_on, today));
    let asked = tell(day("asked_on", &ask.asked_on, today)).unwrap_or(today);
    let discount = percent(&ask.discount).unwrap_or_else(|problem| {
        wrong(problem);
        0
    });
    let on = scheduled.unwrap_or(today);
    let (mut lines, mut total) = (Vec::new(), Money::ZERO);
    for (n, typed) in (1..).zip(&ask.lines) {
        let read = line(&db, (n, typed), (on, discount)).unwrap_or_else(|problem| {
            wrong(problem);
            None
        });
        let mut shown = EstimateLineView {
            what: String::new(),
            charge_cents: 0,
            discount_cents: 0,
            source: String::new(),
        };
        if let Some((line, known)) = read {
            total += line.expected();
            services::plain(&line.code, Language::English).clone_into(&mut shown.what);
            (shown.charge_cents, shown.discount_cents) =
                (line.charge.cents(), line.discount.cents());
            if known {
                shown.source = match line.source {
                    Source::Typed => "typed",
                    Source::Fee => "fee",
                    Source::Usual => "usual",
                }
                .to_owned();
            }
        }
        lines.push(shown);
    }
    Ok(EstimateChecked {
        lines,
        total_cents: total.cents(),
        due_on: iso(billing::estimate::due_on(asked, scheduled)),
        valid_until: billing::estimate::valid_until(today).to_string(),
        field,
        says,
    })
}

/// Makes an estimate, or corrects one. One that the patient has stays as it was: a new one takes its
/// place.
pub(crate) fn save_estimate(
    bench: &Workbench,
    ask: EstimateTexts,
) -> Result<Changed<EstimateView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let fresh = EstimateId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    let done = bench.transact(&open, "save_estimate", |writer| {
        let known = match ask.id.as_str() {
            "" => None,
            id => {
                let (known, version) = writer::get::<Estimate>(writer.db(), id)?;
                if version != ask.version {
                    return Err(Problem::new(
                        Code::Changed,
                        "Somebody changed this estimate meanwhile. Open it again.",
                    ));
                }
                Some(known)
            }
        };
        let patient_id: PatientId = match &known {
            Some(known) => known.patient_id,
            None => writer.get::<Patient>(&ask.patient_id)?.id,
        };
        let mut made = Estimate {
            id: fresh,
            number: String::new(),
            patient_id,
            made_on: today,
            made_by: open.who.name.clone(),
            asked_on: None,
            scheduled_on: None,
            diagnoses: Vec::new(),
            lines: Vec::new(),
            discount_bp: 0,
            provider_id: None,
            facility_id: None,
            separate: Vec::new(),
            claims: Vec::new(),
            replaces: None,
            given_on: None,
        };
        match known {
            Some(known) if known.given_on.is_some() => made.replaces = Some(known.id),
            Some(known) => {
                made = Estimate {
                    made_on: today,
                    made_by: open.who.name.clone(),
                    ..known
                };
            }
            None => (),
        }
        let mut made = read(writer.db(), &ask, (made, today))?;
        let title = match (made.number.is_empty(), made.replaces) {
            (true, Some(_)) => "Replace an estimate",
            (true, None) => "Make an estimate",
            (false, _) => "Correct an estimate",
        };
        if made.number.is_empty() {
            made.number = local::next_number(writer.db(), "estimate", FIRST_NUMBER)?.to_string();
        }
        writer.put(&made)?;
        let patient = made.patient_id.to_string();
        let cents = made.total().cents();
        Ok(Done::new(made.id, title)
            .about([made.id.to_string(), patient])
            .with("cents", cents))
    })?;
    let db = open.vault.reader()?;
    let (estimate, _) = writer::get::<Estimate>(&db, &done.value.to_string())?;
    let all = kept::of_patient(&db, &estimate.patient_id.to_string())?;
    Ok(Changed {
        value: view_of(&db, &estimate, (&all, &BTreeMap::new()))?,
        touched: done.touched,
        undo: done.undo,
    })
}

/// Throws away an estimate that the patient does not have yet.
pub(crate) fn remove_estimate(bench: &Workbench, ask: ById) -> Result<Changed<Nothing>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "remove_estimate", |writer| {
        let estimate: Estimate = writer.get(&ask.id)?;
        let printed = vault::prints::runs_of(writer.db(), &ask.id)?;
        if estimate.given_on.is_some() || !printed.is_empty() {
            return Err(Problem::new(
                Code::Changed,
                "The patient has it, or it was printed. Correct it: a new one takes its place.",
            ));
        }
        writer.remove::<Estimate>(&ask.id)?;
        Ok(Done::new(Nothing {}, "Throw away an estimate")
            .about([ask.id.clone(), estimate.patient_id.to_string()]))
    })
}
