//! Deposits: money in hand, what went to the bank together, and the slip that goes with it.

use billing::chart::{Patient, Payer};
use billing::deposit::{Deposit, Deposited, WAYS, next_number, way_of};
use billing::ledger::act::Act;
use billing::print_job::{DEPOSIT_SLIP, PrintItem};
use billing::remittance::Remittance;
use billing::statement::{DepositItem, DepositSlip, Tender};
use billing::typed;
use forms::Meta;
use forms::statement::deposit_slip;
use values::{ActId, DepositId, Money};
use vault::deposits::{self, Paid};
use vault::{Connection, statements, writer};

use crate::Workbench;
use crate::bench::{Done, Open, random};
use crate::chart::ById;
use crate::print::{count, pages_of};
use crate::print_jobs::{NewJob, Printed};
use crate::print_send::{Destination, print_job};
use crate::problem::{Code, Problem};
use crate::statement_bill::sender;
use crate::view::{Changed, Nothing, view};

/// Payments in hand that are listed; there are seldom more than a week's.
const MOST: u32 = 2_000;

view! {
    /// The deposits, and what is in none.
    pub struct DepositsView {
        /// Payments in hand, the oldest first, at most 2,000.
        pub hand: Vec<HandRow>,
        /// How many there are.
        pub hand_count: i64,
        /// What they come to.
        pub hand_cents: i64,
        /// The newest first, at most 200.
        pub rows: Vec<DepositRow>,
        /// The bank of the last deposit.
        pub bank: String,
        /// The last four digits of its account.
        pub account_ending: String,
    }

    /// A payment that is in no deposit.
    pub struct HandRow {
        /// Names it to `save_deposit`.
        pub source: String,
        /// The day of the payment, ISO.
        pub on: String,
        /// `bank` or `card`: which deposits it goes into.
        pub way: String,
        /// `Check 1187`, `Cash`, `Card 8841`.
        pub title: String,
        /// Whose: the patient as lists show it, or the payer.
        pub who: String,
        /// The patient's account number; empty for a payer.
        pub account: String,
        /// How much.
        pub cents: i64,
    }

    /// A deposit of the list.
    pub struct DepositRow {
        /// Its id.
        pub id: String,
        /// What people say.
        pub number: String,
        /// ISO.
        pub made_on: String,
        /// `bank` or `card`.
        pub way: String,
        /// In words.
        pub title: String,
        /// Who made it.
        pub by: String,
        /// Payments.
        pub count: u32,
        /// What its slip says.
        pub cents: i64,
        /// What stands of its payments now.
        pub now_cents: i64,
    }

    /// A deposit with what is in it.
    pub struct DepositView {
        /// Its id; empty for a new one.
        pub id: String,
        /// What is kept of it; 0 for a new one.
        pub version: i64,
        /// What people say.
        pub number: String,
        /// ISO.
        pub made_on: String,
        /// `bank` or `card`.
        pub way: String,
        /// The bank's name.
        pub bank: String,
        /// The last four digits of the account.
        pub account_ending: String,
        /// Who made it.
        pub by: String,
        /// What is in it.
        pub items: Vec<DepositItemView>,
        /// What its slip says.
        pub cents: i64,
        /// What stands of its payments now.
        pub now_cents: i64,
    }

    /// A payment of a deposit.
    pub struct DepositItemView {
        /// Names it.
        pub source: String,
        /// `Check 1187`, `Cash`, `Card 8841`.
        pub title: String,
        /// Whose.
        pub who: String,
        /// The patient's account number; empty for a payer.
        pub account: String,
        /// What the slip says.
        pub cents: i64,
        /// What stands of it now.
        pub now_cents: i64,
        /// Why the two differ; empty when they do not.
        pub says: String,
    }

    /// A deposit to make or to correct.
    pub struct SaveDeposit {
        /// Its id; empty for a new one.
        pub id: String,
        /// The version that was read; 0 for a new one.
        pub version: i64,
        /// The day; empty for today.
        pub on: String,
        /// `bank` or `card`.
        pub way: String,
        /// The bank's name.
        pub bank: String,
        /// The last four digits of the account.
        pub account_ending: String,
        /// The payments, by their sources.
        pub sources: Vec<String>,
    }

    /// A slip to print, and where.
    pub struct PrintDeposit {
        /// The deposit.
        pub id: String,
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }
}

fn way_words(way: &str) -> String {
    let found = WAYS.iter().find(|(code, _)| *code == way);
    found.map_or(way, |(_, words)| words).to_owned()
}

fn title(method: &str, number: &str) -> String {
    let word = match method {
        "cash" => "Cash",
        "check" => "Check",
        "card" => "Card",
        _ => "Other",
    };
    format!("{word} {number}").trim().to_owned()
}

/// Whose a payment is: as lists show it, and the account's number.
fn whose(db: &Connection, paid: &Paid) -> Result<(String, String), Problem> {
    if !paid.payer.is_empty() {
        let (payer, _) = writer::get::<Payer>(db, &paid.payer)?;
        return Ok((payer.name, String::new()));
    }
    if paid.patient.is_empty() {
        return Ok((String::new(), String::new()));
    }
    let (patient, _) = writer::get::<Patient>(db, &paid.patient)?;
    Ok((patient.person.name.listed(), patient.account))
}

/// The deposits, the newest first, and the money that is in none.
pub(crate) fn deposits(bench: &Workbench, _: Nothing) -> Result<DepositsView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (found, hand_count, hand_cents) = deposits::in_hand(&db, MOST)?;
    let mut hand = Vec::with_capacity(found.len());
    for paid in &found {
        let (who, account) = whose(&db, paid)?;
        hand.push(HandRow {
            source: paid.source.clone(),
            on: paid.on.clone(),
            way: way_of(&paid.method).unwrap_or("bank").to_owned(),
            title: title(&paid.method, &paid.number),
            who,
            account,
            cents: paid.amount.cents(),
        });
    }
    let kept = deposits::deposits(&db, (0, 200))?;
    let mut rows = Vec::with_capacity(kept.len());
    for deposit in &kept {
        let now: Money = deposits::standing(&db, &deposit.id.to_string())?
            .iter()
            .map(|paid| paid.amount)
            .sum();
        rows.push(DepositRow {
            id: deposit.id.to_string(),
            number: deposit.number.clone(),
            made_on: deposit.made_on.to_string(),
            way: deposit.way.clone(),
            title: way_words(&deposit.way),
            by: deposit.by.clone(),
            count: count(deposit.items.len()),
            cents: deposit.total().cents(),
            now_cents: now.cents(),
        });
    }
    let last = kept.iter().find(|deposit| deposit.way == "bank");
    Ok(DepositsView {
        hand,
        hand_count,
        hand_cents: hand_cents.cents(),
        rows,
        bank: last.map(|one| one.bank.clone()).unwrap_or_default(),
        account_ending: last
            .map(|one| one.account_ending.clone())
            .unwrap_or_default(),
    })
}

fn deposit_view(db: &Connection, deposit: &Deposit, version: i64) -> Result<DepositView, Problem> {
    let standing = deposits::standing(db, &deposit.id.to_string())?;
    let mut items = Vec::new();
    for item in &deposit.items {
        let now = standing.iter().find(|paid| paid.source == item.source);
        let there = now.map(|paid| paid.amount).unwrap_or_default();
        let (name, (who, account)) = match now {
            Some(paid) => (title(&paid.method, &paid.number), whose(db, paid)?),
            None => gone(db, &item.source)?,
        };
        let says = match (there == item.amount, there == Money::ZERO) {
            (true, _) => String::new(),
            (false, true) => "It was taken back since.".to_owned(),
            (false, false) => format!("{} of it was taken back since.", item.amount - there),
        };
        items.push(DepositItemView {
            source: item.source.clone(),
            title: name,
            who,
            account,
            cents: item.amount.cents(),
            now_cents: there.cents(),
            says,
        });
    }
    Ok(DepositView {
        id: deposit.id.to_string(),
        version,
        number: deposit.number.clone(),
        made_on: deposit.made_on.to_string(),
        way: deposit.way.clone(),
        bank: deposit.bank.clone(),
        account_ending: deposit.account_ending.clone(),
        by: deposit.by.clone(),
        cents: deposit.total().cents(),
        now_cents: items.iter().map(|item| item.now_cents).sum(),
        items,
    })
}

/// What is known of a payment of a deposit that stands no more.
fn gone(db: &Connection, source: &str) -> Result<(String, (String, String)), Problem> {
    let lost = || ("A payment that was undone".to_owned(), Default::default());
    if source.starts_with(ActId::PREFIX) {
        let Ok((act, _)) = writer::get::<Act>(db, source) else {
            return Ok(lost());
        };
        let (who, account) = match act.patient_id {
            Some(id) => {
                let (patient, _) = writer::get::<Patient>(db, &id.to_string())?;
                (patient.person.name.listed(), patient.account)
            }
            None => Default::default(),
        };
        return Ok((title(&act.method, &act.number), (who, account)));
    }
    let Ok((remittance, _)) = writer::get::<Remittance>(db, source) else {
        return Ok(lost());
    };
    let payer = match remittance.payer_id {
        Some(id) => writer::get::<Payer>(db, &id.to_string())?.0.name,
        None => String::new(),
    };
    Ok((title("check", &remittance.number), (payer, String::new())))
}

/// A deposit with what is in it.
pub(crate) fn deposit(bench: &Workbench, ask: ById) -> Result<DepositView, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (deposit, version) = writer::get::<Deposit>(&db, &ask.id)?;
    deposit_view(&db, &deposit, version)
}

/// Makes a deposit of payments in hand, or corrects one.
pub(crate) fn save_deposit(
    bench: &Workbench,
    ask: SaveDeposit,
) -> Result<Changed<DepositView>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let on = match ask.on.trim() {
        "" => today,
        text => typed::day(text, today)
            .filter(|day| *day <= today)
            .ok_or_else(|| Problem::field("on", "This is no date that has come: 05/04/26 or t."))?,
    };
    if WAYS.iter().all(|(code, _)| *code != ask.way) {
        return Err(Problem::field("way", "Choose the bank, or cards."));
    }
    let (bank, ending) = (ask.bank.trim(), ask.account_ending.trim());
    if !(ending.is_empty() || ending.len() == 4 && ending.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Problem::field(
            "account_ending",
            "Type the last four digits of the account, or nothing.",
        ));
    }
    if ask.sources.is_empty() {
        return Err(Problem::field("sources", "Choose what goes into it."));
    }
    let fresh = DepositId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    let done = bench.transact(&open, "save_deposit", |writer| {
        let mut made = match ask.id.as_str() {
            "" => {
                let there = deposits::numbers(writer.db(), &on.to_string())?;
                Deposit {
                    id: fresh,
                    number: next_number(on, there.iter().map(String::as_str)),
                    made_on: on,
                    way: ask.way.clone(),
                    by: open.who.name.clone(),
                    by_id: open.who.id,
                    bank: String::new(),
                    account_ending: String::new(),
                    items: Vec::new(),
                }
            }
            id => {
                let (deposit, version) = writer::get::<Deposit>(writer.db(), id)?;
                if version != ask.version {
                    return Err(Problem::new(
                        Code::Changed,
                        "Somebody changed this deposit meanwhile. Open it again.",
                    ));
                }
                deposit
            }
        };
        made.made_on = on;
        bank.clone_into(&mut made.bank);
        ending.clone_into(&mut made.account_ending);
        let mut items = Vec::new();
        for source in &ask.sources {
            items.push(item(writer.db(), &made, source)?);
        }
        made.items = items;
        writer.put(&made)?;
        let (_, version) = writer::get::<Deposit>(writer.db(), &made.id.to_string())?;
        let value = deposit_view(writer.db(), &made, version)?;
        let did = if ask.id.is_empty() { "Make" } else { "Correct" };
        Ok(Done::new(value, format!("{did} deposit {}", made.number))
            .about([made.id.to_string()])
            .with("payments", made.items.len())
            .with("cents", made.total().cents()))
    })?;
    Ok(done)
}

/// A payment as it goes into a deposit.
fn item(db: &Connection, deposit: &Deposit, source: &str) -> Result<Deposited, Problem> {
    let other = deposits::of_source(db, source)?.filter(|other| other.id != deposit.id);
    if let Some(other) = other {
        return Err(Problem::new(
            Code::Changed,
            format!(
                "One of these payments is in deposit {} already. Look at the list again.",
                other.number
            ),
        ));
    }
    let Some(paid) = deposits::paid(db, source)? else {
        return Err(Problem::new(
            Code::Changed,
            "One of these payments was taken back. Look at the list again.",
        ));
    };
    if way_of(&paid.method) != Some(deposit.way.as_str()) {
        return Err(Problem::field(
            "sources",
            "Cash and checks go to the bank; card payments come from the processor. Make a deposit of each.",
        ));
    }
    Ok(Deposited {
        source: source.to_owned(),
        amount: paid.amount,
    })
}

/// Takes a deposit apart: its payments are in hand again.
pub(crate) fn remove_deposit(bench: &Workbench, ask: ById) -> Result<Changed<Nothing>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "remove_deposit", |writer| {
        let deposit: Deposit = writer.get(&ask.id)?;
        writer.remove::<Deposit>(&ask.id)?;
        Ok(
            Done::new(Nothing {}, format!("Take deposit {} apart", deposit.number))
                .about([ask.id.clone()])
                .with("cents", deposit.total().cents()),
        )
    })
}

/// What the bank gets with a deposit.
fn slip(
    db: &Connection,
    open: &Open,
    deposit: &Deposit,
    practice: billing::statement::Practice,
) -> Result<DepositSlip, Problem> {
    let standing = deposits::standing(db, &deposit.id.to_string())?;
    let (mut items, mut cash, mut coins) = (Vec::new(), Money::ZERO, 0);
    for item in &deposit.items {
        let paid = standing.iter().find(|paid| paid.source == item.source);
        let Some(paid) = paid.filter(|paid| paid.method != "cash") else {
            cash += item.amount;
            coins += 1;
            continue;
        };
        let (who, account) = whose(db, paid)?;
        items.push(DepositItem {
            from: match account.as_str() {
                "" => who,
                account => format!("Patient, account {account}"),
            },
            tender: Tender::Check {
                number: paid.number.clone(),
            },
            posted_to: posted_to(db, &item.source)?,
            amount: item.amount,
        });
    }
    if 0 < coins {
        items.push(DepositItem {
            from: match coins {
                1 => "Cash, 1 payment".to_owned(),
                n => format!("Cash, {n} payments"),
            },
            tender: Tender::Cash,
            posted_to: String::new(),
            amount: cash,
        });
    }
    Ok(DepositSlip {
        number: deposit.number.clone(),
        made_on: Some(deposit.made_on),
        practice,
        account_ending: deposit.account_ending.clone(),
        bank: deposit.bank.clone(),
        items,
        posted: standing.iter().map(|paid| paid.amount).sum(),
        prepared_by: open.who.name.clone(),
    })
}

fn posted_to(db: &Connection, source: &str) -> Result<String, Problem> {
    let of = |n: usize, one: &str| match n {
        0 => "not applied yet".to_owned(),
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    };
    if source.starts_with(ActId::PREFIX) {
        let (act, _) = writer::get::<Act>(db, source)?;
        return Ok(of(act.rows.len(), "visit"));
    }
    let (remittance, _) = writer::get::<Remittance>(db, source)?;
    Ok(of(remittance.claims.len(), "claim"))
}

/// Prints the slip of a deposit, or saves it as a file.
pub(crate) fn print_deposit(
    bench: &Workbench,
    ask: PrintDeposit,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let id = bench.print_id()?;
    print_job(bench, &open, "print_deposit", &destination, |writer| {
        let deposit: Deposit = writer.get(&ask.id)?;
        if deposit.way != "bank" {
            return Err(Problem::new(
                Code::Refused,
                "Card payments need no slip: the processor pays them out itself.",
            ));
        }
        let db = writer.db();
        let rules = statements::rules(db)?;
        let practice = sender(&rules, &vault::register::providers(db)?, &open.facts().name);
        let made = slip(db, &open, &deposit, practice)?;
        let meta = Meta {
            made_on: bench.today(&open),
            id: random()?,
        };
        let pdf = deposit_slip(&made, meta).map_err(|_| {
            Problem::new(
                Code::NeedsYou,
                "Payments of this deposit were taken back since it was made. Correct the deposit, then print its slip.",
            )
        })?;
        let pages = pages_of(&pdf)?;
        Ok(NewJob {
            id,
            what: DEPOSIT_SLIP,
            title: format!("Deposit slip {}", deposit.number),
            items: vec![PrintItem {
                id: deposit.id.to_string(),
                first_page: 0,
                pages,
                cents: deposit.total(),
            }],
            style: "",
            pages,
            cents: deposit.total(),
            pdf,
        })
    })
}
