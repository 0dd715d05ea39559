//! The rules of money that a practice sets: fee schedules, what adjustments do, who may write off how
//! much.

use billing::ledger::policy::{Effect, PolicyRow, refused, shipped};
use billing::{reasons, typed};
use values::{FeeId, Money, PayerId};
use vault::remittances::{self, Fee, RULES};
use vault::{Connection, VaultError};

use crate::Workbench;
use crate::account::*;
use crate::acts::limit;
use crate::bench::Done;
use crate::chart::ById;
use crate::ledger::Names;
use crate::payments::refund_limit;
use crate::problem::Problem;
use crate::role::Role;
use crate::view::{Changed, Nothing};

fn fees_view(db: &Connection, zone: String) -> Result<FeesView, Problem> {
    let mut names = Names::new(db, zone);
    let mut rows = Vec::new();
    for fee in remittances::fees(db)? {
        let payer_id = fee.payer_id.map(|id| id.to_string()).unwrap_or_default();
        rows.push(FeeRow {
            id: fee.id.to_string(),
            payer: names.payer(&payer_id)?,
            payer_id,
            code: fee.code,
            modifiers: fee.modifiers.join(" "),
            pos: fee.pos,
            from: fee.from.map(|day| day.to_string()).unwrap_or_default(),
            amount: fee.amount.to_string(),
        });
    }
    rows.sort_by(|a, b| {
        (&a.payer, &a.code, &a.modifiers, &a.from).cmp(&(&b.payer, &b.code, &b.modifiers, &b.from))
    });
    Ok(FeesView { rows })
}

/// The fee schedules.
pub(crate) fn fees(bench: &Workbench, _: Nothing) -> Result<FeesView, Problem> {
    let open = bench.opened()?;
    fees_view(&*open.vault.reader()?, open.zone())
}

/// Adds or changes a fee.
pub(crate) fn save_fee(bench: &Workbench, ask: FeeRow) -> Result<Changed<FeesView>, Problem> {
    let open = bench.opened()?;
    let id = match ask.id.parse::<FeeId>() {
        Ok(id) => id,
        Err(_) => FeeId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?),
    };
    let code = typed::code(&ask.code);
    if code.is_empty() || 5 < code.len() || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Problem::field(
            "code",
            "A code has five letters and digits: 99213.",
        ));
    }
    let modifiers: Vec<String> = ask.modifiers.split_whitespace().map(typed::code).collect();
    if 4 < modifiers.len() || modifiers.iter().any(|modifier| modifier.len() != 2) {
        return Err(Problem::field(
            "modifiers",
            "Modifiers have two letters or digits each, up to four.",
        ));
    }
    let pos = ask.pos.trim().to_owned();
    if !pos.is_empty() && (pos.len() != 2 || !pos.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Problem::field(
            "pos",
            "A place of service has two digits: 11.",
        ));
    }
    let from =
        match ask.from.trim() {
            "" => None,
            text => Some(typed::day(text, bench.today(&open)).ok_or_else(|| {
                Problem::field("from", "This is not a date: 05/04/26, 0504 or t.")
            })?),
        };
    let amount: Money = ask
        .amount
        .parse()
        .map_err(|error| Problem::field("amount", format!("This is not an amount: {error}.")))?;
    if amount < Money::ZERO {
        return Err(Problem::field("amount", "A fee is not below zero."));
    }
    let payer_id = ask.payer_id.parse::<PayerId>().ok();
    if payer_id.is_none() && !ask.payer_id.is_empty() {
        return Err(Problem::field("payer_id", "Choose the payer."));
    }
    bench.transact(&open, "save_fee", |writer| {
        if let Some(payer) = payer_id {
            writer.get::<billing::chart::Payer>(&payer.to_string())?;
        }
        let fee = Fee {
            id,
            payer_id,
            code: code.clone(),
            modifiers,
            pos,
            from,
            amount,
        };
        let twin = remittances::fees_of(writer.db(), &code)?.into_iter().find(|other| {
            other.id != id
                && (other.payer_id, &other.modifiers, &other.pos, other.from)
                    == (fee.payer_id, &fee.modifiers, &fee.pos, fee.from)
        });
        if twin.is_some() {
            return Err(Problem::field(
                "code",
                "There is a fee for that already. Change that one, or give this one a day from which it holds.",
            ));
        }
        writer.put(&fee)?;
        let view = fees_view(writer.db(), open.zone())?;
        Ok(Done::new(view, format!("Save the fee of {code}")).about([id.to_string()]))
    })
}

/// Takes a fee out of its schedule.
pub(crate) fn remove_fee(bench: &Workbench, ask: ById) -> Result<Changed<FeesView>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "remove_fee", |writer| {
        let fee: Fee = writer.get(&ask.id)?;
        writer.remove::<Fee>(&ask.id)?;
        let view = fees_view(writer.db(), open.zone())?;
        Ok(Done::new(view, format!("Remove the fee of {}", fee.code)).about([ask.id.clone()]))
    })
}

fn policy_view(db: &Connection, zone: String) -> Result<PolicyView, Problem> {
    let rules = remittances::rules(db, RULES)?;
    let mut names = Names::new(db, zone);
    let mut view = |row: &PolicyRow| -> Result<PolicyRowView, Problem> {
        let payer_id = row.payer_id.map(|id| id.to_string()).unwrap_or_default();
        Ok(PolicyRowView {
            group: row.group.clone(),
            reason: row.reason.clone(),
            words: match row.reason.as_str() {
                "" => reasons::group_words(&row.group).to_owned(),
                reason => reasons::carc_words(reason),
            },
            payer: names.payer(&payer_id)?,
            payer_id,
            effect: row.effect.name().to_owned(),
        })
    };
    let own = rules.rows.iter().map(&mut view).collect::<Result<_, _>>()?;
    let shipped = shipped().iter().map(&mut view).collect::<Result<_, _>>()?;
    let limits = Role::ALL
        .into_iter()
        .filter(|role| role.may(crate::role::Right::PostPayments))
        .map(|role| LimitView {
            role: role.name().to_owned(),
            title: role.title().to_owned(),
            amount: limit(&rules, role)
                .map(|money| money.to_string())
                .unwrap_or_default(),
            refund: refund_limit(&rules, role)
                .map(|money| money.to_string())
                .unwrap_or_default(),
        })
        .collect();
    Ok(PolicyView {
        own,
        shipped,
        limits,
    })
}

/// What adjustments do, and who may write off how much.
pub(crate) fn policy(bench: &Workbench, _: Nothing) -> Result<PolicyView, Problem> {
    let open = bench.opened()?;
    policy_view(&*open.vault.reader()?, open.zone())
}

/// What a row is about, as the table shows it: `CO-45`, or `CO` for all of the group.
fn code_of(row: &PolicyRowView) -> String {
    let codes = [typed::code(&row.group), typed::code(&row.reason)];
    let codes = codes.iter().filter(|code| !code.is_empty());
    codes.map(String::as_str).collect::<Vec<_>>().join("-")
}

/// Changes the practice's own rules. Checks that are posted keep the rules they were posted under.
pub(crate) fn save_policy(
    bench: &Workbench,
    ask: PolicyView,
) -> Result<Changed<PolicyView>, Problem> {
    let open = bench.opened()?;
    let mut rows: Vec<PolicyRow> = Vec::new();
    for row in &ask.own {
        let place = format!("{}: ", code_of(row));
        let effect = Effect::read(&row.effect)
            .ok_or_else(|| Problem::field("effect", format!("{place}choose what it does.")))?;
        let read = PolicyRow {
            group: typed::code(&row.group),
            reason: typed::code(&row.reason),
            payer_id: row.payer_id.parse::<PayerId>().ok(),
            effect,
        };
        if let Some((field, why)) = refused(&read) {
            return Err(Problem::field(field, format!("{place}{why}")));
        }
        let same = |other: &PolicyRow| {
            (&other.group, &other.reason, other.payer_id)
                == (&read.group, &read.reason, read.payer_id)
        };
        if rows.iter().any(same) {
            return Err(Problem::field(
                "reason",
                format!("{place}there is a rule for it already. Change that one, or remove it."),
            ));
        }
        rows.push(read);
    }
    let cents = |role: Role, text: &str| match text.trim() {
        "" => Ok(-1),
        text => match text.parse::<Money>() {
            Ok(money) => Ok(money.max(Money::ZERO).cents()),
            Err(error) => Err(Problem::field(
                "limits",
                format!("{}: this is not an amount: {error}.", role.title()),
            )),
        },
    };
    let mut limits = std::collections::BTreeMap::new();
    let mut refunds = std::collections::BTreeMap::new();
    for limit in &ask.limits {
        let role: Role = limit
            .role
            .parse()
            .map_err(|()| Problem::field("limits", "There is no such role."))?;
        limits.insert(role.name().to_owned(), cents(role, &limit.amount)?);
        refunds.insert(role.name().to_owned(), cents(role, &limit.refund)?);
    }
    bench.transact(&open, "save_policy", |writer| {
        let mut rules = remittances::rules(writer.db(), RULES)?;
        rules.rows = rows;
        rules.limits = limits;
        rules.refunds = refunds;
        match writer.put(&rules) {
            Ok(()) | Err(VaultError::NoSuch(_)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(Done::new(
            policy_view(writer.db(), open.zone())?,
            "Change the rules of money",
        ))
    })
}
