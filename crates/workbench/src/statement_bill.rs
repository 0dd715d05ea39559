//! The bill of an account, made from the ledger: the visits of all its patients, each with its story.

use std::collections::BTreeMap;

use billing::chart::{Demographics, Patient, Provider, ProviderRole};
use billing::claim::Claim;
use billing::ledger::standing::{What, standing};
use billing::ledger::{Entry, Item, aging, policy::Policy};
use billing::party::{Address, Name};
use billing::payment_plan::{OnPlan, PaymentPlan};
use billing::statement::rules::StatementRules;
use billing::statement::run::{Decision, decide};
use billing::statement::sent::Statement;
use billing::statement::story::{Answered, Facts, Story};
use billing::statement::{
    Aged, Bill, Estimate, Language, Level, Moved, Movement, PayPage, Person, Practice, Scanline,
    Visit,
};
use values::{ActId, ClaimId, Day, Money, PatientId};
use vault::{Connection, VaultError, accounts, register, statements, writer};

use crate::guarantors::{self, Account};
use crate::ledger::Names;
use crate::problem::Problem;
use crate::told::{Reader, Told};

/// Days that the last notice gives before an agency.
const AGENCY_DAYS: i32 = 10;

/// Makes bills: what is the same for all of a run is read once.
pub(crate) struct Maker<'a> {
    db: &'a Connection,
    zone: &'a str,
    today: Day,
    rules: StatementRules,
    practice: Practice,
    scanline: Option<Scanline>,
    policy: Policy,
    names: Names<'a>,
    providers: BTreeMap<String, String>,
    /// Every bill in this language, whatever the account's is.
    language: Option<Language>,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(
        db: &'a Connection,
        zone: &'a str,
        (name, today): (&str, Day),
    ) -> Result<Maker<'a>, Problem> {
        let rules = statements::rules(db)?;
        let providers = register::providers(db)?;
        let practice = sender(&rules, &providers, name);
        Ok(Maker {
            db,
            zone,
            today,
            practice,
            scanline: match rules.scanline.as_str() {
                "" => None,
                template => Scanline::try_from(template.to_owned()).ok(),
            },
            policy: Policy::default(),
            names: Names::new(db, zone.to_owned()),
            providers: providers
                .iter()
                .map(|one| (one.id.to_string(), spoken(&one.party.name)))
                .collect(),
            rules,
            language: None,
        })
    }

    /// For those who answer the telephone: every bill in English.
    pub(crate) fn in_english(self) -> Maker<'a> {
        Maker {
            language: Some(Language::English),
            ..self
        }
    }

    pub(crate) fn rules(&self) -> &StatementRules {
        &self.rules
    }

    /// Who sends it.
    pub(crate) fn practice(&self) -> &Practice {
        &self.practice
    }

    /// The bill that an account would get today, whether a run would send it or not, and whether in large
    /// print.
    ///
    /// # Errors
    /// As [`Maker::bill`].
    pub(crate) fn preview(&mut self, account: &str, number: &str) -> Result<(Bill, bool), Problem> {
        let decision = statements::owing_of(self.db, account)?
            .map(|owing| decide(&owing.facts, &self.rules, self.today));
        let level = match decision {
            Some(Decision::Goes(level)) => level,
            Some(Decision::Stays(_)) | None => Level::New,
        };
        self.bill(account, (number, level))
    }

    /// The bill of an account today, and whether in large print.
    ///
    /// # Errors
    /// [`VaultError::NoSuch`] when there is no such account; else as the database answers.
    pub(crate) fn bill(
        &mut self,
        account: &str,
        (number, level): (&str, Level),
    ) -> Result<(Bill, bool), Problem> {
        let who = guarantors::account(self.db, account)?;
        let large = who.guarantor.as_ref().is_some_and(|g| g.large_print);
        let own = match who.guarantor.as_ref().map(|g| g.language.as_str()) {
            Some("es") => Language::Spanish,
            _ => Language::English,
        };
        let language = self.language.unwrap_or(own);
        let last = statements::last_sent(self.db, account)?;
        let due_on = self.today.plus_days(i32::from(self.rules.due_days));
        let mut bill = Bill {
            number: number.to_owned(),
            account: who.number.clone(),
            language,
            made_on: Some(self.today),
            due_on: Some(due_on),
            practice: self.practice.clone(),
            guarantor: spoken(&who.person.name),
            addressee: addressee(&who.reached),
            pay: self.pay_page(number),
            scanline: self.scanline.clone(),
            promises: self.rules.promises.clone(),
            ..Bill::default()
        };
        self.visits(&mut bill, (account, &who), last.as_ref())?;
        bill.due = bill.fresh() + bill.past_due() + bill.plan_due();
        bill.level = match bill.past_due() {
            Money::ZERO => Level::New,
            _ => level,
        };
        bill.call_by = (bill.level == Level::PastDue).then_some(due_on);
        bill.agency_on = (bill.level == Level::Last).then(|| due_on.plus_days(AGENCY_DAYS));
        for aged in bill
            .people
            .iter()
            .flat_map(|p| &p.visits)
            .flat_map(|v| &v.since)
        {
            let bucket = aged.on.map_or(0, |on| aging::bucket_of(on, self.today));
            if let Some(sum) = bill.aging.get_mut(bucket) {
                *sum += aged.amount;
            }
        }
        Ok((bill, large))
    }

    pub(crate) fn pay_page(&self, number: &str) -> Option<PayPage> {
        let page = self.rules.pay_page.trim();
        let bare = page.trim_start_matches("https://").trim_end_matches('/');
        (!bare.is_empty()).then(|| PayPage {
            address: bare.to_owned(),
            code: number.to_owned(),
            link: format!("https://{bare}?bill={number}"),
        })
    }

    fn visits(
        &mut self,
        bill: &mut Bill,
        (account, who): (&str, &Account),
        last: Option<&Statement>,
    ) -> Result<(), Problem> {
        let before = |claim: Option<ClaimId>, on: Option<Day>| {
            let mut visits = last.into_iter().flat_map(|last| last.bill.visits());
            visits.find(|visit| visit.claim_id == claim && (claim.is_some() || visit.on == on))
        };
        let mut planned = self.plan_of(account)?;
        let mut moved = Moves::default();
        let mut seen = Vec::new();
        let mut patients: Vec<PatientId> = Vec::new();
        for (item, claim) in statements::items(self.db, account)? {
            let Some(told) = self.told(item, &claim)? else {
                continue;
            };
            seen.extend(told.visit.carrier);
            let Some(patient) = told.visit.patient else {
                continue;
            };
            // It stands on the patient's own account; on another's bill it shows in no case.
            if told.is_sensitive() && who.patient != Some(patient) {
                continue;
            }
            let person = self.person(patient, who)?;
            let story = self.story(&told, bill.language, &person)?;
            bill.pending.extend(story.pending);
            let Some(mut visit) = story.visit else {
                continue;
            };
            // Who does not use insurance has this right, whatever plan the claim names.
            if visit.insurance_off + visit.insurance_paid == Money::ZERO {
                visit.estimate = self.estimate(patient, &visit)?;
            }
            if let Some(planned) = &mut planned {
                planned.put(&told.visit.item, &mut visit);
            }
            let then = before(visit.claim_id, visit.on);
            if let Some(then) = then {
                let asked = visit.owed - visit.on_plan;
                visit.past_due = asked.min(then.owed).max(Money::ZERO);
                visit.new = asked - visit.past_due;
                if visit.past_due != Money::ZERO {
                    visit.past_due_since = then
                        .past_due_since
                        .or(last.and_then(|last| last.bill.due_on));
                }
                moved.add(then, &visit);
            }
            if visit.owed <= Money::ZERO {
                continue;
            }
            let names = told.visit.payers.iter().map(|payer| payer.name.clone());
            for name in names {
                if !bill.insurers.contains(&name) {
                    bill.insurers.push(name);
                }
            }
            match patients.iter().position(|id| *id == patient) {
                Some(at) => {
                    if let Some(of) = bill.people.get_mut(at) {
                        of.visits.push(visit);
                    }
                }
                None => {
                    patients.push(patient);
                    bill.people.push(Person {
                        visits: vec![visit],
                        ..person
                    });
                }
            }
        }
        let closed: Vec<Visit> = last
            .into_iter()
            .flat_map(|last| last.bill.visits())
            .filter(|visit| visit.claim_id.is_some_and(|id| !seen.contains(&id)))
            .cloned()
            .collect();
        for then in closed {
            let claim = then.claim_id.map(|id| id.to_string()).unwrap_or_default();
            let now = match self.told_of(&claim)? {
                // Whatever happened to it since is told on the account where it stands now.
                Some(told) if told.account != account => {
                    moved.elsewhere += -then.owed;
                    continue;
                }
                Some(told) => self
                    .story(&told, bill.language, &Person::default())?
                    .visit
                    .unwrap_or_default(),
                None => Visit::default(),
            };
            moved.add(&then, &now);
        }
        for person in &mut bill.people {
            person.visits.sort_by_key(|visit| visit.on);
        }
        bill.people.sort_by_key(|person| {
            let first = person.visits.first().and_then(|visit| visit.on);
            (!person.guarantor, first)
        });
        bill.pending.sort_by_key(|one| one.on);
        bill.plan = planned.and_then(|planned| planned.told(self.rules.grace()));
        if let Some(plan) = &mut bill.plan
            && !plan.is_kept(self.today)
        {
            plan.keep_by = bill.due_on;
        }
        if let Some(last) = last {
            bill.moved = moved.steps(last, (bill.fresh(), bill.plan_due(), bill.due_on));
        }
        for patient in patients {
            // What lies unapplied may be of a visit that nobody else may know of.
            let own = who.patient == Some(patient);
            if own || !vault::claims::any_sensitive(self.db, &patient.to_string())? {
                bill.unapplied += crate::follow::unapplied(self.db, patient)?.max(Money::ZERO);
            }
        }
        Ok(())
    }

    /// The good-faith estimate that a patient has for a visit: the newest of those that they got.
    fn estimate(&self, patient: PatientId, visit: &Visit) -> Result<Option<Estimate>, Problem> {
        let all = vault::estimates::of_patient(self.db, &patient.to_string())?;
        let given = all.iter().filter(|one| one.given_on.is_some());
        let found = given
            .clone()
            .find(|one| one.covers(visit.claim_id, visit.on, &visit.codes));
        Ok(found.map(|one| Estimate {
            number: one.number.clone(),
            amount: one.total(),
            dispute_from: self.rules.dispute_from,
        }))
    }

    /// The plan of an account that is under way, with its visits.
    fn plan_of(&self, account: &str) -> Result<Option<Planned>, Problem> {
        let live = accounts::live(self.db, Some(account), self.rules.grace())?;
        let Some((plan, _)) = live.into_iter().next() else {
            return Ok(None);
        };
        let mut visits = accounts::on_plan(self.db, &plan)?;
        // What a visit of the plan owes is told by its story, so that both are the same dollars.
        for visit in visits.values_mut() {
            visit.owed = Money::ZERO;
        }
        Ok(Some(Planned { plan, visits }))
    }

    /// What is known of a visit with something open.
    fn told(&mut self, item: [u8; 16], claim: &str) -> Result<Option<Told>, Problem> {
        if claim.is_empty() {
            let reader = Reader::new(self.db, self.zone);
            return match reader.opening(&ActId::from_bytes(item).to_string())? {
                Some(visit) => Ok(Some(reader.told(visit, Vec::new())?)),
                None => Ok(None),
            };
        }
        self.told_of(claim)
    }

    fn told_of(&mut self, claim: &str) -> Result<Option<Told>, Problem> {
        let mut reader = Reader::new(self.db, self.zone);
        match reader.visit_of(claim) {
            Ok((visit, claims)) => Ok(Some(reader.told(visit, claims)?)),
            Err(VaultError::NoSuch(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A patient as a bill names them.
    fn person(&mut self, patient: PatientId, who: &Account) -> Result<Person, Problem> {
        let (patient, _) = writer::get::<Patient>(self.db, &patient.to_string())?;
        let name = &patient.person.name;
        Ok(Person {
            name: spoken(name),
            called: if name.first.is_empty() {
                name.last.clone()
            } else {
                cased(&name.first)
            },
            guarantor: who.patient == Some(patient.id),
            visits: Vec::new(),
        })
    }

    fn story(
        &mut self,
        told: &Told,
        language: Language,
        person: &Person,
    ) -> Result<Story, Problem> {
        let visit = &told.visit;
        let carrier = visit
            .carrier
            .and_then(|id| told.claims.iter().find(|claim| claim.id == id))
            .map(std::rc::Rc::as_ref);
        let entries: Vec<Entry> = vault::ledger::entries_of(self.db, &visit.item)?;
        let stands = standing(visit, &told.happened);
        let mut answers = Vec::new();
        for found in &told.remittances {
            let remittance = &found.remittance;
            let payer_id = remittance.payer_id;
            let id = payer_id.map(|id| id.to_string()).unwrap_or_default();
            let payer = cased(&self.names.payer(&id)?);
            for claim in found.parts_of(visit) {
                let whole = claim.paid - claim.lines.iter().map(|line| line.paid).sum();
                let mut lines = vec![(None, whole, claim.adjustments.clone())];
                lines.extend(claim.lines.iter().map(|line| {
                    let own = line.line_id.and_then(|id| visit.line(id));
                    (own, line.paid, line.adjustments.clone())
                }));
                answers.push(Answered {
                    order: visit.order_of(payer_id, &claim.status),
                    payer_id,
                    payer: payer.clone(),
                    on: remittance.posted_on.unwrap_or(visit.made_on),
                    takes_back: claim.takes_back(),
                    lines,
                });
            }
        }
        let refs: Vec<&Claim> = told.claims.iter().map(std::rc::Rc::as_ref).collect();
        let files: Money = (told.files.iter())
            .flat_map(|file| file.lines.iter().map(|(_, paid, _)| *paid))
            .sum();
        for file in &told.files {
            let payer = visit.payer(file.order).map(|payer| cased(&payer.name));
            answers.push(Answered {
                order: file.order,
                payer_id: file.payer_id,
                payer: payer.unwrap_or_default(),
                on: visit.made_on,
                takes_back: false,
                lines: file.lines.clone(),
            });
        }
        let own = match told.opened {
            None => billing::ledger::postings::paid_by_patient(&refs),
            Some(_) => Money::ZERO,
        };
        let paid = told
            .acts
            .iter()
            .filter(|act| matches!(act.kind.as_str(), "payment" | "apply" | "use_credit"));
        let sent = told
            .happened
            .iter()
            .filter(|h| matches!(h.what, What::Sent(_)));
        let rendering = carrier.map(|claim| claim.rendering_id.to_string());
        let facts = Facts {
            visit,
            carrier,
            entries: &entries,
            open: &stands.open,
            answers: &answers,
            before: (files, own),
            policy: &self.policy,
            patient_paid_on: paid.map(|act| act.on).max(),
            sent_on: sent.map(|h| h.on).max(),
            provider: rendering
                .and_then(|id| self.providers.get(&id).cloned())
                .unwrap_or_default(),
            called: if person.guarantor {
                String::new()
            } else {
                person.called.clone()
            },
            language,
        };
        Ok(facts.story())
    }
}

/// A payment plan that is under way, while the visits of its account are told.
struct Planned {
    plan: PaymentPlan,
    visits: BTreeMap<Item, OnPlan>,
}

impl Planned {
    /// Says what of a visit is on the plan: the oldest of what is owed.
    fn put(&mut self, item: &Item, visit: &mut Visit) {
        let Some(stands) = self.visits.get_mut(item) else {
            return;
        };
        stands.owed = visit.owed;
        visit.on_plan = stands.left();
        visit.new = visit.owed - visit.on_plan;
        let mut rest = visit.on_plan;
        for Aged { amount, .. } in &mut visit.since {
            let part = rest.min(*amount).max(Money::ZERO);
            *amount = *amount - part;
            rest = rest - part;
        }
        visit.since.retain(|aged| aged.amount != Money::ZERO);
    }

    /// The plan as the bill shows it; none when nothing of it is open.
    fn told(self, grace: u16) -> Option<billing::statement::Plan> {
        let stands = self.plan.stands(self.visits.into_values(), grace);
        (Money::ZERO < stands.open()).then_some(stands)
    }
}

/// What happened to the visits of the last bill since.
#[derive(Default)]
struct Moves {
    paid: Money,
    paid_on: Option<Day>,
    off: Money,
    insurance: Money,
    elsewhere: Money,
    on_plan: Money,
}

impl Moves {
    fn add(&mut self, then: &Visit, now: &Visit) {
        let paid = now.patient_paid - then.patient_paid;
        let off = now.discount - then.discount;
        self.paid += paid;
        self.off += off;
        self.insurance += now.past_due + now.on_plan - (then.owed - paid - off);
        self.on_plan += now.on_plan;
        if paid != Money::ZERO {
            self.paid_on = self.paid_on.max(now.patient_paid_on);
        }
    }

    /// The steps, with what is new and what the plan wants by a day.
    fn steps(self, last: &Statement, (new, wants, by): (Money, Money, Option<Day>)) -> Vec<Moved> {
        let step = |what, on, amount| Moved { what, on, amount };
        let paid = if self.paid < Money::ZERO {
            step(Movement::Refunded, None, -self.paid)
        } else {
            step(Movement::YouPaid, self.paid_on, -self.paid)
        };
        // What the last bill did not ask for because it was on the plan, less what of its visits is there
        // now.
        let off_plan = last.bill.plan_later() - self.on_plan;
        let planned = if off_plan < Money::ZERO {
            step(Movement::ToPlan, None, off_plan)
        } else {
            step(Movement::FromPlan, None, off_plan)
        };
        let steps = [
            step(Movement::LastBill, last.bill.made_on, last.bill.due),
            paid,
            step(Movement::TakenOff, None, -self.off),
            step(Movement::Insurance, None, self.insurance),
            step(Movement::Elsewhere, None, self.elsewhere),
            planned,
            step(Movement::New, None, new),
            step(Movement::PlanPayment, by, wants),
        ];
        let keeps = |one: &Moved| one.what == Movement::LastBill || one.amount != Money::ZERO;
        steps.into_iter().filter(keeps).collect()
    }
}

/// Who sends a statement: as set; name and address else from the practice and the provider that bills.
pub(crate) fn sender(rules: &StatementRules, providers: &[Provider], name: &str) -> Practice {
    let mut practice = rules.practice.clone();
    let billing = providers
        .iter()
        .find(|one| one.role == ProviderRole::Billing);
    if practice.name.is_empty() {
        practice.name = name.to_owned();
    }
    if let Some(party) = billing.map(|one| &one.party) {
        if practice.address.is_empty() {
            practice.address = address_lines(&party.address);
        }
        if practice.phone.is_empty() {
            let numbers = party.contacts.iter().flat_map(|contact| &contact.numbers);
            let phone = numbers.clone().find(|number| number.qualifier == "TE");
            practice.phone = phone
                .map(|number| dashed(&number.value))
                .unwrap_or_default();
        }
        if practice.tax_id.is_empty() {
            practice.tax_id = party
                .tax_id()
                .map(|(id, _)| id.to_owned())
                .unwrap_or_default();
        }
    }
    if practice.remit_to.is_empty() && !practice.address.is_empty() {
        practice.remit_to = std::iter::once(practice.name.clone())
            .chain(practice.address.iter().cloned())
            .collect();
    }
    practice
}

fn dashed(phone: &str) -> String {
    match (phone.get(..3), phone.get(3..6), phone.get(6..)) {
        (Some(area), Some(exchange), Some(rest)) if phone.len() == 10 => {
            format!("{area}-{exchange}-{rest}")
        }
        _ => phone.to_owned(),
    }
}

/// The lines of an address, street first; none of an address that is empty.
pub(crate) fn address_lines(address: &Address) -> Vec<String> {
    let street = [&address.line1, &address.line2].map(|line| line.trim());
    let street = street.join(" ").trim().to_owned();
    let zip = match address.zip.split_at_checked(5) {
        Some((five, four)) if address.zip.len() == 9 => format!("{five}-{four}"),
        _ => address.zip.clone(),
    };
    let place = [address.city.as_str(), address.state.as_str(), zip.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    [street, place]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect()
}

/// Name and address as an envelope shows them: capitals, no commas.
pub(crate) fn addressee(person: &Demographics) -> Vec<String> {
    on_an_envelope(spoken(&person.name), &person.address)
}

/// As [`addressee`]; no lines where no whole address is known.
pub(crate) fn whole_addressee(person: &Demographics) -> Vec<String> {
    match person.address.line1.is_empty() || person.address.city.is_empty() {
        true => Vec::new(),
        false => addressee(person),
    }
}

/// A name and an address as an envelope shows them.
pub(crate) fn on_an_envelope(name: String, address: &Address) -> Vec<String> {
    std::iter::once(name)
        .chain(address_lines(address))
        .map(|line| line.replace([',', '.'], "").to_uppercase())
        .collect()
}

/// A name as it is said: `Elena M. Rivera`.
pub(crate) fn spoken(name: &Name) -> String {
    let middle = match name.middle.chars().next() {
        Some(letter) if name.middle.chars().count() == 1 => format!("{}.", letter.to_uppercase()),
        Some(_) => cased(&name.middle),
        None => String::new(),
    };
    [
        cased(&name.first),
        middle,
        cased(&name.last),
        suffix(&name.suffix),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" ")
}

/// What stands behind a name as people write it: `Jr`, `III`, `NP`.
fn suffix(text: &str) -> String {
    match text.trim().to_uppercase().as_str() {
        "JR" | "JR." => "Jr".to_owned(),
        "SR" | "SR." => "Sr".to_owned(),
        other => other.to_owned(),
    }
}

/// A name that came in capitals as people write it; one that has small letters stays.
pub(crate) fn cased(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.trim().to_owned();
    }
    let mut text = String::with_capacity(name.len());
    let mut begins = true;
    for c in name.trim().chars() {
        if begins {
            text.extend(c.to_uppercase());
        } else {
            text.extend(c.to_lowercase());
        }
        begins = !c.is_alphabetic() && c != '\'';
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_read_as_people_write_them() {
        let name = |last: &str, first: &str, middle: &str| Name {
            last: last.to_owned(),
            first: first.to_owned(),
            middle: middle.to_owned(),
            ..Name::default()
        };
        assert_eq!(spoken(&name("RIVERA", "ELENA", "M")), "Elena M. Rivera");
        assert_eq!(
            spoken(&name("O'Brien-Smith", "Ann", "")),
            "Ann O'Brien-Smith"
        );
        assert_eq!(
            spoken(&name("SMITH-JONES", "MARY ANN", "")),
            "Mary Ann Smith-Jones"
        );
        let behind = |suffix: &str| {
            spoken(&Name {
                suffix: suffix.to_owned(),
                ..name("FLANDERS", "INES", "")
            })
        };
        for (suffix, says) in [
            ("NP", "Ines Flanders NP"),
            ("III", "Ines Flanders III"),
            ("Jr.", "Ines Flanders Jr"),
        ] {
            assert_eq!(behind(suffix), says);
        }
        let person = Demographics {
            name: name("Rivera", "Elena", ""),
            address: Address {
                line1: "9 Cooper Ct.".to_owned(),
                line2: "Apt 2".to_owned(),
                city: "Weir Falls".to_owned(),
                state: "OH".to_owned(),
                zip: "439992207".to_owned(),
                ..Address::default()
            },
            ..Demographics::default()
        };
        assert_eq!(
            addressee(&person),
            [
                "ELENA RIVERA",
                "9 COOPER CT APT 2",
                "WEIR FALLS OH 43999-2207"
            ]
        );
    }
}
