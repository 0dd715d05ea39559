//! What stands out in the audit log, and what the practice calls usual.

use std::collections::HashMap;

use billing::lookups::{self, Colleague, Leaving, Look, Usual, Why};
use vault::audit_list::{self, Wanted};
use vault::kinds::Setting;
use vault::{Connection, VaultError, writer};

use crate::audit::{
    AuditDays, AuditFilter, NoticedRow, NoticedRows, UsualView, keep_up, names, wanted,
};
use crate::bench::Done;
use crate::problem::Problem;
use crate::view::{Changed, Nothing};
use crate::{Workbench, time};

/// Events that are gone through.
const MOST_LOOKS: u32 = 400_000;

/// Where the practice's own bundle of this area is kept.
const USUAL: &str = "usual";

fn usual_of(db: &Connection) -> Result<Usual, Problem> {
    let values = match writer::get::<Setting>(db, USUAL) {
        Ok((setting, _)) => setting.values,
        Err(VaultError::NoSuch(_)) => return Ok(Usual::default()),
        Err(error) => return Err(error.into()),
    };
    let number = |name: &str| values.get(name).and_then(|text| text.parse::<u32>().ok());
    let minute = |name: &str| values.get(name).and_then(|text| minute_of(text));
    let other = Usual::default();
    Ok(Usual {
        patients_an_hour: number("patients_an_hour").unwrap_or(other.patients_an_hour),
        opens: minute("opens").unwrap_or(other.opens),
        closes: minute("closes").unwrap_or(other.closes),
        records_a_day: number("records_a_day").unwrap_or(other.records_a_day),
    })
}

/// Minutes after midnight out of `07:00`, `7:00` or `0700`.
fn minute_of(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !matches!(digits.len(), 3 | 4) || text.chars().any(|c| c != ':' && !c.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at(digits.len() - 2);
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60 && hours * 60 + minutes <= 1_440).then_some(hours * 60 + minutes)
}

fn usual_view(usual: Usual) -> UsualView {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    UsualView {
        patients_an_hour: usual.patients_an_hour,
        opens: clock(usual.opens),
        closes: clock(usual.closes),
        records_a_day: usual.records_a_day,
    }
}

/// What the practice calls usual.
pub(crate) fn usual(bench: &Workbench, _: Nothing) -> Result<UsualView, Problem> {
    Ok(usual_view(usual_of(&*bench.opened()?.vault.reader()?)?))
}

/// Changes what the practice calls usual.
pub(crate) fn save_usual(bench: &Workbench, ask: UsualView) -> Result<Changed<UsualView>, Problem> {
    let open = bench.opened()?;
    let minute = |field: &str, text: &str| {
        minute_of(text.trim()).ok_or_else(|| Problem::field(field, "A time looks like 07:00."))
    };
    let (opens, closes) = (minute("opens", &ask.opens)?, minute("closes", &ask.closes)?);
    if closes <= opens {
        return Err(Problem::field(
            "closes",
            "The office closes after it opens.",
        ));
    }
    for (field, number) in [
        ("patients_an_hour", ask.patients_an_hour),
        ("records_a_day", ask.records_a_day),
    ] {
        if !(1..=100_000).contains(&number) {
            return Err(Problem::field(field, "A number from 1 to 100,000."));
        }
    }
    let view = usual_view(Usual {
        patients_an_hour: ask.patients_an_hour,
        opens,
        closes,
        records_a_day: ask.records_a_day,
    });
    bench.transact(&open, "save_usual", |writer| {
        let values = [
            ("patients_an_hour", view.patients_an_hour.to_string()),
            ("opens", view.opens.clone()),
            ("closes", view.closes.clone()),
            ("records_a_day", view.records_a_day.to_string()),
        ];
        writer.put(&Setting {
            id: USUAL.to_owned(),
            values: values.map(|(name, value)| (name.to_owned(), value)).into(),
        })?;
        Ok(Done::new(view.clone(), "Change what is usual"))
    })
}

fn why_name(why: Why) -> &'static str {
    match why {
        Why::OwnName => "own_name",
        Why::CoWorker => "co_worker",
        Why::ManyPatients => "many_patients",
        Why::AfterHours => "after_hours",
        Why::ManyLeft => "many_left",
    }
}

/// What stands out in a span of days.
pub(crate) fn audit_noticed(bench: &Workbench, ask: AuditDays) -> Result<NoticedRows, Problem> {
    let open = bench.opened()?;
    bench.log_reading(&open, "read_noticed", "")?;
    let job = ask.job.map(|name| bench.job(&name));
    keep_up(&open, job.as_ref())?;
    let db = open.vault.reader()?;
    let filter = AuditFilter {
        who: String::new(),
        kinds: Vec::new(),
        patient: String::new(),
        from: ask.from,
        to: ask.to,
        text: String::new(),
    };
    let zone = open.zone();
    let span = wanted(&open, &db, &filter)?;
    let of = |did: &[&str]| Wanted {
        did: Some(did.iter().map(|did| (*did).to_owned()).collect()),
        ..span.clone()
    };
    let mut patients: HashMap<String, Option<(String, String)>> = HashMap::new();
    let mut looks = Vec::new();
    let seen = audit_list::page(&db, &of(&["view_patient", "view_claim"]), 0, MOST_LOOKS)?;
    for (n, event) in seen {
        let Some(id) = event.about.first() else {
            continue;
        };
        if !patients.contains_key(id) {
            let found = audit_list::whose(&db, id)?;
            let found = found.and_then(|(name, patient)| {
                let name = name.split(", claim ").next().unwrap_or_default().to_owned();
                patient.map(|patient| (patient, name))
            });
            patients.insert(id.clone(), found);
        }
        let Some(Some((patient, name))) = patients.get(id) else {
            continue;
        };
        let (last, first) = name.split_once(", ").unwrap_or((name, ""));
        let (minute, weekend) = time::clock(event.at, &zone);
        looks.push(Look {
            event: n,
            at: event.at,
            minute,
            weekend,
            who: event.who,
            patient: patient.clone(),
            last: last.to_owned(),
            first: first.to_owned(),
        });
    }
    let left = audit_list::page(
        &db,
        &of(&["print_forms", "send_print", "reprint", "export_list"]),
        0,
        MOST_LOOKS,
    )?
    .into_iter()
    .map(|(event, left)| {
        let count = |name: &str| left.detail.get(name).and_then(|text| text.parse().ok());
        Leaving {
            event,
            at: left.at,
            day: time::day(left.at, &zone)
                .map(|day| day.to_string())
                .unwrap_or_default(),
            records: count("claims").or_else(|| count("rows")).unwrap_or(0),
            who: left.who,
        }
    })
    .collect::<Vec<_>>();
    let colleagues: Vec<Colleague> = vault::local::users(&db)?
        .into_iter()
        .map(|user| Colleague {
            id: user.id.to_string(),
            name: user.name,
        })
        .collect();
    let mut names = names(&db);
    let rows = lookups::noticed(&looks, &left, &colleagues, &usual_of(&db)?)
        .into_iter()
        .map(|noticed| {
            Ok(NoticedRow {
                n: noticed.event,
                when: time::moment(noticed.at, &zone),
                day: time::day(noticed.at, &zone)
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
                who: names.who(&noticed.who)?,
                who_id: noticed.who,
                why: why_name(noticed.why).to_owned(),
                whom: match &noticed.patient {
                    Some(patient) => names.of(patient)?,
                    None => String::new(),
                },
                patient: noticed.patient.unwrap_or_default(),
                count: noticed.count,
            })
        })
        .collect::<Result<_, Problem>>()?;
    Ok(NoticedRows { rows })
}
