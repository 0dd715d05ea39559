//! A visit: what was done once and is charged once, however many claims ask for it (the claim to the
//! second payer, a corrected claim, the same claim from an older file). One of its claims carries the
//! charges.

use std::collections::BTreeMap;

use values::{ClaimId, Day, LineId, Money, PatientId, PayerId};

use super::Item;
use super::act::{Act, ActRow};
use crate::appeal::{self, Limit};
use crate::claim::{Claim, ClaimCoverage};

/// A service line that is charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitLine {
    /// The line of the carrying claim; none for opening balances, which have no lines.
    pub id: Option<LineId>,
    /// Its first day of service.
    pub service_on: Option<Day>,
    /// What was charged.
    pub charge: Money,
}

/// A payer that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitPayer {
    /// 1 primary, 2 secondary, 3 tertiary, and on.
    pub order: u8,
    /// Who, where it is known here.
    pub payer_id: Option<PayerId>,
    /// Its name.
    pub name: String,
    /// How long it takes an appeal: what is usual for the kind that the claim says, until its record is
    /// asked.
    pub appeal: Limit,
}

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its name in the books: the bytes of the claim that carries the charges, or of the row of
    /// opening balances.
    pub item: Item,
    /// The claim that carries the charges; none for opening balances.
    pub carrier: Option<ClaimId>,
    /// All its claims, the carrier too.
    pub claims: Vec<ClaimId>,
    /// The patient; none for the balance of a payer without one.
    pub patient: Option<PatientId>,
    /// The lines.
    pub lines: Vec<VisitLine>,
    /// In the order in which they pay.
    pub payers: Vec<VisitPayer>,
    /// Why a claim of it is held; none when none is.
    pub hold: Option<String>,
    /// True when its claims came in files of another system, which had sent them.
    pub imported: bool,
    /// When it was first stored here.
    pub made_on: Day,
    /// The lines of its other claims, and which line of the carrier each one is.
    pub twins: BTreeMap<LineId, LineId>,
    /// Claims in whose place another one stands (frequency 7), or that another one voids (8), and which.
    pub replaced: BTreeMap<ClaimId, ClaimId>,
    /// True when no claim asks for it any more: the last word to the first payer is a void.
    pub voided: bool,
}

/// SBR01 as a place: `P` 1, `S` 2, `T` 3, `A` to `H` 4 to 11; 1 where nobody knows.
pub fn order_of(sbr01: &str) -> u8 {
    match sbr01.as_bytes() {
        [b'S'] => 2,
        [b'T'] => 3,
        [letter @ b'A'..=b'H'] => letter - b'A' + 4,
        _ => 1,
    }
}

/// The order in which a claim asks its payer.
pub fn asks(claim: &Claim) -> u8 {
    order_of(&claim.content.coverage.order)
}

fn services(claim: &Claim) -> Vec<(Option<Day>, &str, &[String], Money)> {
    let mut lines: Vec<_> = claim
        .content
        .lines
        .iter()
        .map(|line| {
            (
                line.from,
                line.code.as_str(),
                &line.modifiers[..],
                line.charge,
            )
        })
        .collect();
    lines.sort();
    lines
}

/// True when a claim takes the place of another one of its payer, or voids it (frequency 7 and 8): the
/// two may have numbers of their own, and not every line is the same, but they have one in common.
fn replaces(a: &Claim, b: &Claim) -> bool {
    let again = |claim: &Claim| matches!(claim.content.frequency.as_str(), "7" | "8");
    let codes = |claim: &Claim| -> Vec<(Option<Day>, String)> {
        let lines = claim.content.lines.iter();
        lines.map(|line| (line.from, line.code.clone())).collect()
    };
    (again(a) || again(b))
        && asks(a) == asks(b)
        && a.payer_id == b.payer_id
        && codes(a).iter().any(|code| codes(b).contains(code))
}

/// True when two claims ask for the same visit: of one patient, on one day, and either of one number
/// (sent again, corrected, replaced), one in the place of the other, or with the same services for
/// another payer.
pub fn same_visit(a: &Claim, b: &Claim) -> bool {
    let (one, two) = (&a.content, &b.content);
    if a.patient_id != b.patient_id || one.first_service_on() != two.first_service_on() {
        return false;
    }
    if !one.number.is_empty() && one.number == two.number {
        return true;
    }
    replaces(a, b) || asks(a) != asks(b) && services(a) == services(b)
}

/// The last claim of the chain of those that stand in a claim's place.
fn last_of(replaced: &BTreeMap<ClaimId, ClaimId>, claim: ClaimId) -> ClaimId {
    let mut last = claim;
    while let Some(later) = replaced.get(&last) {
        last = *later;
    }
    last
}

/// As [`same_visit`], with what is known of who stands in whose place: a claim that means another one is of
/// that one's visit, and of no other that has the same services.
fn together(a: &Claim, b: &Claim, replaced: &BTreeMap<ClaimId, ClaimId>) -> bool {
    if last_of(replaced, a.id) == last_of(replaced, b.id) {
        return true;
    }
    let settled = |claim: &Claim| {
        let mut meant = replaced.iter();
        meant.any(|(old, new)| claim.id == *old || claim.id == *new)
    };
    let number = !a.content.number.is_empty() && a.content.number == b.content.number;
    let apart = !number && asks(a) == asks(b) && (settled(a) || settled(b));
    !apart && same_visit(a, b)
}

/// Which claims of a patient's day another one stands for, and which. A replacement or a void names the claim
/// that it means: by that claim's number, or by the payer's number for it (REF*F8), which it shares with
/// others that mean the same one. Where it names none that is here, the only claim that it can mean is
/// meant; of several, none: a claim that is taken for replaced is not sent.
fn replaced(claims: &[&Claim]) -> BTreeMap<ClaimId, ClaimId> {
    let turn = |claim: &Claim| match claim.content.frequency.as_str() {
        "7" => 1,
        "8" => 2,
        _ => 0,
    };
    let mut later: Vec<&Claim> = claims.iter().copied().filter(|c| 0 < turn(c)).collect();
    later.sort_by_key(|claim| (turn(claim), claim.id));
    let mut found = BTreeMap::new();
    for new in later {
        let before = |old: &&Claim| {
            // What was made here after it is a claim of its own; files come in any order.
            let follows = new.id < old.id && old.import_id.is_none();
            let earlier = (turn(old), old.id) < (turn(new), new.id) && turn(old) < 2;
            earlier && !follows && asks(old) == asks(new) && old.payer_id == new.payer_id
        };
        let open = |old: &&Claim| !found.contains_key(&old.id);
        let can: Vec<&Claim> = (claims.iter().copied())
            .filter(|old| before(old) && open(old))
            .collect();
        let same = |one: &str, two: &str| !one.is_empty() && one == two;
        let named = |old: &&Claim| {
            same(&old.content.number, &new.content.number)
                || same(old.content.reference("F8"), new.content.reference("F8"))
        };
        let mut meant: Vec<&Claim> = can.iter().copied().filter(named).collect();
        if let ([], [only]) = (&meant[..], &can[..]) {
            // A void that names nothing is of what was there when it came.
            let there = only.id < new.id || only.import_id == new.import_id;
            if replaces(only, new) && (turn(new) == 1 || there) {
                meant.push(only);
            }
        }
        found.extend(meant.into_iter().map(|old| (old.id, new.id)));
    }
    found
}

/// The claim of a visit that carries its charges: of those that ask the first payer the newest that is
/// no void and that no other one stands for, a replacement before what it replaces, for files come in any
/// order; where all were voided, the newest of them; where no other is there, the first.
fn carrier<'a>(claims: &[&'a Claim], replaced: &BTreeMap<ClaimId, ClaimId>) -> Option<&'a Claim> {
    let first = claims.iter().map(|claim| asks(claim)).min()?;
    let asking = || claims.iter().copied().filter(|claim| asks(claim) == first);
    asking()
        .filter(|claim| claim.content.frequency != "8")
        .max_by_key(|claim| {
            let stands = !replaced.contains_key(&claim.id);
            (stands, claim.content.frequency == "7", claim.id)
        })
        .or_else(|| asking().min_by_key(|claim| claim.id))
}

/// The visits of some claims of one patient. `payer_of` tells who another payer of a claim is here.
pub fn visits(
    claims: &[Claim],
    payer_of: impl Fn(&ClaimCoverage) -> Option<PayerId>,
    day_of: impl Fn(ClaimId) -> Day,
) -> Vec<Visit> {
    let mut groups: Vec<Vec<&Claim>> = Vec::new();
    let mut sorted: Vec<&Claim> = claims.iter().collect();
    sorted.sort_by_key(|claim| claim.id);
    let mut days: BTreeMap<_, Vec<&Claim>> = BTreeMap::new();
    for claim in &sorted {
        let day = (claim.patient_id, claim.content.first_service_on());
        days.entry(day).or_default().push(claim);
    }
    let replaced: BTreeMap<ClaimId, ClaimId> =
        days.values().flat_map(|claims| replaced(claims)).collect();
    for claim in sorted {
        let own = |group: &&mut Vec<&Claim>| {
            let mut others = group.iter();
            others.any(|other| together(other, claim, &replaced))
        };
        match groups.iter_mut().find(own) {
            Some(group) => group.push(claim),
            None => groups.push(vec![claim]),
        }
    }
    groups
        .into_iter()
        .filter_map(|group| visit(&group, &replaced, &payer_of, &day_of))
        .collect()
}

fn visit(
    group: &[&Claim],
    replaced: &BTreeMap<ClaimId, ClaimId>,
    payer_of: &impl Fn(&ClaimCoverage) -> Option<PayerId>,
    day_of: &impl Fn(ClaimId) -> Day,
) -> Option<Visit> {
    let carrying = carrier(group, replaced)?;
    let last = replaced.get(&carrying.id).unwrap_or(&carrying.id);
    let voided = (group.iter()).any(|c| c.id == *last && c.content.frequency == "8");
    let mut payers: Vec<VisitPayer> = Vec::new();
    let mut add = |payer_id: Option<PayerId>, coverage: &ClaimCoverage| {
        let order = order_of(&coverage.order);
        match payers.iter_mut().find(|payer| payer.order == order) {
            Some(there) if there.payer_id.is_none() => there.payer_id = payer_id,
            Some(_) => {}
            None => payers.push(VisitPayer {
                order,
                payer_id,
                name: coverage.payer.name.last.clone(),
                appeal: appeal::usual(&coverage.filing_indicator),
            }),
        }
    };
    let newest_first = || std::iter::once(carrying).chain(group.iter().copied().rev());
    for claim in newest_first() {
        add(Some(claim.payer_id), &claim.content.coverage);
    }
    for other in newest_first().flat_map(|claim| &claim.content.other_coverages) {
        add(payer_of(&other.coverage), &other.coverage);
    }
    payers.sort_by_key(|payer| payer.order);
    Some(Visit {
        item: carrying.id.bytes(),
        carrier: Some(carrying.id),
        claims: group.iter().map(|claim| claim.id).collect(),
        patient: Some(carrying.patient_id),
        lines: carrying
            .content
            .lines
            .iter()
            .map(|line| VisitLine {
                id: line.id,
                service_on: line.from.or(line.to),
                charge: line.charge,
            })
            .collect(),
        payers,
        hold: group.iter().find_map(|claim| claim.hold.clone()),
        imported: carrying.import_id.is_some(),
        twins: twins(carrying, group),
        replaced: group
            .iter()
            .filter_map(|claim| Some((claim.id, *replaced.get(&claim.id)?)))
            .collect(),
        voided,
        made_on: group
            .first()
            .map_or_else(|| day_of(carrying.id), |first| day_of(first.id)),
    })
}

/// Which line of the carrier each line of the other claims is: the first free one that says the same,
/// with the charge or without it; else of the same code, since modifiers are what is corrected.
fn twins(carrying: &Claim, group: &[&Claim]) -> BTreeMap<LineId, LineId> {
    let mut twins = BTreeMap::new();
    for claim in group.iter().filter(|claim| claim.id != carrying.id) {
        let mut taken = Vec::new();
        for line in &claim.content.lines {
            let same = |modifiers: bool, charge: bool| {
                carrying.content.lines.iter().find(|other| {
                    other.id.is_some_and(|id| !taken.contains(&id))
                        && (other.from, &other.code) == (line.from, &line.code)
                        && (!modifiers || other.modifiers == line.modifiers)
                        && (!charge || other.charge == line.charge)
                })
            };
            let twin = same(true, true)
                .or_else(|| same(true, false))
                .or_else(|| same(false, true))
                .or_else(|| same(false, false))
                .and_then(|other| other.id);
            if let (Some(id), Some(twin)) = (line.id, twin) {
                taken.push(twin);
                twins.insert(id, twin);
            }
        }
    }
    twins
}

impl Visit {
    /// The line of the carrier that a line of any of its claims is.
    pub fn line(&self, line: LineId) -> Option<LineId> {
        let own = self
            .lines
            .iter()
            .find(|l| l.id == Some(line))
            .and_then(|l| l.id);
        own.or_else(|| self.twins.get(&line).copied())
    }

    /// On whose account its charges begin: the first payer's, or the patient's where none is asked.
    pub fn first_debtor(&self) -> super::Debtor {
        self.payers.first().map_or(super::Debtor::Patient, |payer| {
            super::Debtor::Payer(payer.order)
        })
    }

    /// A row of opening balances that names no claim; none when it does, or names no patient.
    pub fn opening(act: &Act, row: &ActRow) -> Option<Visit> {
        let order = match row.owner.as_str() {
            "patient" => None,
            owner => Some(owner.parse().unwrap_or(1)),
        };
        let payer = order.map(|order| VisitPayer {
            order,
            payer_id: row.payer_id,
            name: String::new(),
            appeal: appeal::usual(""),
        });
        Some(Visit {
            item: row.opening?.bytes(),
            carrier: None,
            claims: Vec::new(),
            patient: row.patient_id,
            lines: vec![VisitLine {
                id: None,
                service_on: row.service_on,
                charge: row.amount,
            }],
            payers: payer.into_iter().collect(),
            hold: None,
            imported: true,
            made_on: act.on,
            twins: BTreeMap::new(),
            replaced: BTreeMap::new(),
            voided: false,
        })
    }

    /// The payer of an order.
    pub fn payer(&self, order: u8) -> Option<&VisitPayer> {
        self.payers.iter().find(|payer| payer.order == order)
    }

    /// The order in which a payer is asked that answers with a status (CLP02). What the payer is to
    /// the visit comes before what it says of itself, unless it is asked twice.
    pub fn order_of(&self, payer: Option<PayerId>, status: &str) -> u8 {
        let said = match status {
            "2" | "20" => 2,
            "3" | "21" => 3,
            _ => 1,
        };
        let mut of = self
            .payers
            .iter()
            .filter(|asked| payer.is_some() && asked.payer_id == payer);
        match (of.next(), of.next()) {
            (Some(only), None) => only.order,
            _ if self.payer(said).is_some() => said,
            (Some(first), _) => first.order,
            (None, _) => said,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::claim::{ClaimContent, ServiceLine};
    use values::{CoverageId, ProviderId};

    fn claim(n: u8, number: &str, frequency: &str, codes: &[(&str, &str)]) -> Claim {
        let day = Day::new(2026, 3, 2).unwrap();
        Claim {
            id: ClaimId::new(u64::from(n), [n; 10]),
            patient_id: PatientId::new(1, [1; 10]),
            coverage_id: CoverageId::new(1, [1; 10]),
            payer_id: PayerId::new(1, [1; 10]),
            billing_id: ProviderId::new(1, [1; 10]),
            rendering_id: ProviderId::new(1, [1; 10]),
            facility_id: None,
            import_id: None,
            sent_on: None,
            fingerprint: String::new(),
            hold: None,
            guarantor_id: None,
            sensitive: false,
            content: ClaimContent {
                number: number.into(),
                frequency: frequency.into(),
                lines: (1..)
                    .zip(codes)
                    .map(|(at, (code, modifier))| ServiceLine {
                        id: Some(LineId::new(u64::from(n), [at; 10])),
                        code: (*code).into(),
                        modifiers: vec![(*modifier).into()],
                        from: Some(day),
                        charge: Money::from_cents(10_000),
                        ..ServiceLine::default()
                    })
                    .collect(),
                ..ClaimContent::default()
            },
        }
    }

    #[test]
    fn a_replacement_with_its_own_number_is_of_the_same_visit() {
        let first = claim(1, "100", "1", &[("99213", ""), ("85025", "")]);
        let right = claim(2, "177", "7", &[("99213", "25"), ("85025", "")]);
        let void = claim(3, "180", "8", &[("99213", ""), ("85025", "")]);
        let other = claim(4, "101", "1", &[("99213", ""), ("85025", "")]);
        let made = |_| Day::new(2026, 3, 2).unwrap();
        let all = [first.clone(), right.clone(), void.clone()];
        let found = visits(&all, |_| None, made);
        assert_eq!(found.len(), 1);
        let visit = &found[0];
        assert_eq!(visit.carrier, Some(right.id));
        let stands = [(first.id, right.id), (right.id, void.id)];
        assert_eq!(visit.replaced, stands.into());
        assert!(visit.voided);
        for at in 0..2 {
            let line = visit.line(first.content.lines[at].id.unwrap());
            assert_eq!(line, right.content.lines[at].id);
        }
        assert_eq!(visits(&[first, other], |_| None, made).len(), 2);
    }

    /// Which claims are replaced by which, by their numbers, and whether the visit is voided.
    fn told(claims: &[&Claim], visits: usize) -> (Vec<(String, String)>, Vec<bool>) {
        let claims: Vec<Claim> = claims.iter().copied().cloned().collect();
        let found = super::visits(&claims, |_| None, |_| Day::new(2026, 3, 2).unwrap());
        assert_eq!(found.len(), visits);
        let number = |id: &ClaimId| {
            let claim = claims.iter().find(|claim| claim.id == *id).unwrap();
            claim.content.number.clone()
        };
        let replaced = found.iter().flat_map(|visit| &visit.replaced);
        let replaced = replaced.map(|(old, new)| (number(old), number(new)));
        let voided = found.iter().map(|visit| visit.voided);
        (replaced.collect(), voided.collect())
    }

    #[test]
    fn a_claim_is_replaced_by_the_one_that_means_it_alone() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        let codes = [("99213", "")];
        let one = claim(1, "100", "1", &codes);
        let two = claim(2, "101", "1", &codes);
        let mut right = claim(3, "177", "7", &codes);
        // Two could be meant, and none is named.
        assert_eq!(told(&[&one, &two, &right], 2).0, []);
        right.content.number = "100".to_owned();
        let named = vec![pair("100", "100")];
        assert_eq!(told(&[&one, &two, &right], 2), (named, vec![false; 2]));
        // What was made here after a void asks anew.
        let void = claim(2, "180", "8", &codes);
        let again = claim(3, "190", "1", &codes);
        let replaced = vec![pair("100", "180")];
        assert_eq!(told(&[&one, &void], 1), (replaced.clone(), vec![true]));
        let asked = vec![true, false];
        assert_eq!(told(&[&one, &void, &again], 2), (replaced, asked));
        // A void alone: what it voids was never here.
        assert_eq!(told(&[&void], 1), (vec![], vec![true]));
    }

    #[test]
    fn the_number_of_the_payer_tells_what_a_void_means() {
        let codes = [("99213", "")];
        let mut right = claim(3, "177", "7", &codes);
        let mut void = claim(4, "180", "8", &codes);
        for claim in [&mut right, &mut void] {
            claim.content.references.push(crate::party::Reference {
                qualifier: "F8".to_owned(),
                value: "ICN9".to_owned(),
                ..crate::party::Reference::default()
            });
        }
        let one = claim(1, "100", "1", &codes);
        let other = claim(2, "101", "1", &codes);
        let (replaced, voided) = told(&[&one, &other, &right, &void], 3);
        assert_eq!(replaced, [("177".to_owned(), "180".to_owned())]);
        assert_eq!(voided, [false, false, true]);
    }
}
