//! Payment plans of accounts: agreed on, looked at with what came and what was missed, ended.

use billing::payment_plan::{Every, MOST, PaymentPlan, PlanEnd, PlanVisit, schedule};
use billing::statement::plan::PAYMENTS_WITHOUT_DISCLOSURE;
use billing::statement::{Instalment, Plan};
use billing::typed;
use values::{ActId, ClaimId, Day, GuarantorId, Money, PlanId};
use vault::accounts::{self, DueVisit};
use vault::{Connection, statements, writer};

use crate::Workbench;
use crate::bench::{Done, Open};
use crate::chart::ById;
use crate::guarantors;
use crate::ledger::Names;
use crate::lists::us_day;
use crate::problem::{Code, Problem};
use crate::view::{Changed, view};

view! {
    /// The payment plans of an account, and what can go on one.
    pub struct AccountPlans {
        /// The account's key.
        pub account: String,
        /// The number that people say.
        pub number: String,
        /// The plan that is under way, if there is one.
        pub live: Option<PlanView>,
        /// Those that ended, the newest first.
        pub past: Vec<PlanView>,
        /// What is due and can go on a plan, the oldest first.
        pub due: Vec<PlanRow>,
    }

    /// A payment plan with what came for it.
    pub struct PlanView {
        /// Its id.
        pub id: String,
        /// `live`, `finished` or `cancelled`.
        pub state: String,
        /// What was agreed, in words: `120.00 a month`.
        pub title: String,
        /// The day on which it was agreed, ISO.
        pub made_on: String,
        /// Who agreed to it.
        pub by: String,
        /// All of it, as it stands.
        pub total_cents: i64,
        /// What came.
        pub paid_cents: i64,
        /// What is left.
        pub left_cents: i64,
        /// How many payments are missed.
        pub missed: u32,
        /// What is missing of them.
        pub missed_cents: i64,
        /// The day of the next payment that is open, ISO, or empty.
        pub next_on: String,
        /// The payments, in the order of their days.
        pub payments: Vec<PlanPayment>,
        /// The visits, with what was agreed for each.
        pub visits: Vec<PlanRow>,
        /// In a person's words.
        pub text: String,
        /// When it ended, who ended it and why; empty while it is under way.
        pub ended: String,
    }

    /// A payment of a plan.
    pub struct PlanPayment {
        /// Its day, ISO.
        pub due_on: String,
        /// How much was agreed.
        pub cents: i64,
        /// What came for it.
        pub paid_cents: i64,
        /// `paid`, `missed`, `due` (today or in its days of grace) or `waits`.
        pub state: String,
    }

    /// A visit that is on a plan, or can be.
    pub struct PlanRow {
        /// A claim of it, or empty.
        pub claim_id: String,
        /// A row of opening balances, or empty.
        pub opening: String,
        /// The claim's number.
        pub number: String,
        /// The patient, as lists show it.
        pub patient: String,
        /// The first day of service, ISO.
        pub service_on: String,
        /// What is owed, or was agreed.
        pub cents: i64,
    }

    /// A plan as it is typed.
    pub struct SavePlan {
        /// The account's key.
        pub account: String,
        /// The visits; none for all that is due.
        pub rows: Vec<PlanPick>,
        /// One payment, as typed.
        pub amount: String,
        /// `month`, `two_weeks` or `week`.
        pub every: String,
        /// The day of the first payment, as typed.
        pub first_on: String,
        /// The disclosures of Regulation Z were handed out.
        pub disclosed: bool,
        /// In a person's words.
        pub text: String,
    }

    /// A visit that goes on a plan.
    pub struct PlanPick {
        /// A claim of it, or empty.
        pub claim_id: String,
        /// A row of opening balances, or empty.
        pub opening: String,
    }

    /// What a typed plan comes to. Nothing is stored.
    pub struct PlanChecked {
        /// All of it.
        pub total_cents: i64,
        /// The payments; none while they cannot be told.
        pub payments: Vec<PlanPayment>,
        /// True when the disclosures of Regulation Z are needed.
        pub needs_disclosure: bool,
        /// What is wrong, or empty.
        pub says: String,
    }

    /// A plan to end.
    pub struct CancelPlan {
        /// Its id.
        pub id: String,
        /// Why.
        pub reason: String,
    }
}

/// How a payment of a plan stands on a day.
fn payment(plan: &Plan, one: &Instalment, today: Day) -> PlanPayment {
    let state = if one.open() <= Money::ZERO {
        "paid"
    } else if plan.is_missed(one, today) {
        "missed"
    } else if one.due_on.is_some_and(|on| on <= today) {
        "due"
    } else {
        "waits"
    };
    PlanPayment {
        due_on: crate::chart::iso(one.due_on),
        cents: one.amount.cents(),
        paid_cents: one.paid.cents(),
        state: state.to_owned(),
    }
}

fn plan_view(
    db: &Connection,
    zone: &str,
    plan: &PaymentPlan,
    (grace, today): (u16, Day),
) -> Result<PlanView, Problem> {
    let now = accounts::stands(db, plan, grace)?;
    let ended = plan.ended.as_ref();
    let state = match ended {
        Some(end) if !end.reason.is_empty() => "cancelled",
        Some(_) => "finished",
        None if now.open() <= Money::ZERO => "finished",
        None => "live",
    };
    // What came after it ended came for no plan.
    let stands = match ended {
        Some(end) => {
            let whole = billing::payment_plan::OnPlan {
                agreed: plan.total,
                paid: end.paid,
                owed: plan.total - end.paid,
            };
            plan.stands([whole], grace)
        }
        None => now,
    };
    let open = stands.payments.iter().find(|one| Money::ZERO < one.open());
    let missed: Vec<&Instalment> = stands.missed(today).collect();
    let live = state == "live";
    let mut names = Names::new(db, zone.to_owned());
    let mut visits = Vec::new();
    for visit in &plan.visits {
        let claim = visit.claim_id.map(|id| id.to_string()).unwrap_or_default();
        let (number, service_on, _) = names.claim(&claim)?;
        visits.push(PlanRow {
            claim_id: claim,
            opening: visit.opening.map(|id| id.to_string()).unwrap_or_default(),
            number,
            patient: String::new(),
            service_on,
            cents: visit.agreed.cents(),
        });
    }
    Ok(PlanView {
        id: plan.id.to_string(),
        state: state.to_owned(),
        title: title(plan),
        made_on: plan.made_on.to_string(),
        by: plan.by.clone(),
        total_cents: stands.total().cents(),
        paid_cents: (stands.total() - stands.open()).cents(),
        left_cents: stands.open().cents(),
        missed: match live {
            true => crate::print::count(missed.len()),
            false => 0,
        },
        missed_cents: match live {
            true => missed.iter().map(|one| one.open().cents()).sum(),
            false => 0,
        },
        next_on: match live {
            true => crate::chart::iso(open.and_then(|one| one.due_on)),
            false => String::new(),
        },
        payments: stands
            .payments
            .iter()
            .map(|one| payment(&stands, one, today))
            .collect(),
        visits,
        text: plan.text.clone(),
        ended: match ended {
            Some(end) if !end.reason.is_empty() => format!(
                "Ended {} by {}: {}",
                us_day(&end.on.to_string()),
                end.by,
                end.reason
            ),
            _ => String::new(),
        },
    })
}

fn title(plan: &PaymentPlan) -> String {
    format!("{} {}", plan.amount, plan.every.words())
}

fn row(names: &mut Names<'_>, db: &Connection, due: &DueVisit) -> Result<PlanRow, Problem> {
    let (number, ..) = names.claim(&due.claim)?;
    let patient = writer::get::<billing::chart::Patient>(db, &due.patient)?.0;
    Ok(PlanRow {
        opening: match due.claim.as_str() {
            "" => ActId::from_bytes(due.item).to_string(),
            _ => String::new(),
        },
        claim_id: due.claim.clone(),
        number,
        patient: patient.person.name.listed(),
        service_on: due.service_on.clone(),
        cents: due.owed.cents(),
    })
}

/// The plans of an account.
///
/// # Errors
/// As the database answers.
pub(crate) fn plans(
    db: &Connection,
    zone: &str,
    (key, today): (&str, Day),
) -> Result<AccountPlans, Problem> {
    let who = guarantors::account(db, key)?;
    let grace = statements::rules(db)?.grace();
    let mut names = Names::new(db, zone.to_owned());
    let mut due = Vec::new();
    for visit in accounts::due_visits(db, key)? {
        due.push(row(&mut names, db, &visit)?);
    }
    let mut all = Vec::new();
    for plan in accounts::plans_of(db, key)? {
        all.push(plan_view(db, zone, &plan, (grace, today))?);
    }
    let (live, past): (Vec<_>, Vec<_>) = all.into_iter().partition(|plan| plan.state == "live");
    Ok(AccountPlans {
        account: key.to_owned(),
        number: who.number,
        live: live.into_iter().next(),
        past,
        due,
    })
}

/// The payment plans of an account, and what can go on one.
pub(crate) fn payment_plans(bench: &Workbench, ask: ById) -> Result<AccountPlans, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let key = guarantors::key_now(&db, &ask.id)?;
    plans(&db, &open.zone(), (&key, bench.today(&open)))
}

/// What was typed, read.
struct Typed {
    rows: Vec<DueVisit>,
    total: Money,
    amount: Money,
    every: Every,
    first_on: Day,
    payments: Vec<Instalment>,
}

impl Typed {
    fn needs_disclosure(&self) -> bool {
        PAYMENTS_WITHOUT_DISCLOSURE < self.payments.len()
    }
}

/// Reads a plan; the account is asked under the key that it has now.
fn read(db: &Connection, ask: &SavePlan, today: Day) -> Result<Typed, Problem> {
    let mut rows = accounts::due_visits(db, &guarantors::key_now(db, &ask.account)?)?;
    if !ask.rows.is_empty() {
        let wanted = |due: &DueVisit| {
            ask.rows.iter().any(|pick| match pick.claim_id.as_str() {
                "" => pick.opening == ActId::from_bytes(due.item).to_string(),
                claim => claim == due.claim,
            })
        };
        let of = rows.len().min(ask.rows.len());
        rows.retain(wanted);
        if rows.len() < of {
            return Err(Problem::field(
                "rows",
                "A visit that was chosen is not due on this account any more. Choose again.",
            ));
        }
    }
    if rows.is_empty() {
        return Err(Problem::field(
            "rows",
            "Nothing of this account is the patient's to pay now.",
        ));
    }
    let total: Money = rows.iter().map(|due| due.owed).sum();
    let amount: Money = (ask.amount.trim().parse())
        .map_err(|error| Problem::field("amount", format!("This is not an amount: {error}.")))?;
    if amount <= Money::ZERO {
        return Err(Problem::field("amount", "The amount is above zero."));
    }
    if total <= amount {
        return Err(Problem::field(
            "amount",
            format!(
                "{total} is due: a plan has two payments or more. Type less, or take it at once."
            ),
        ));
    }
    let every = Every::of(&ask.every)
        .ok_or_else(|| Problem::field("every", "Choose a month, two weeks or a week."))?;
    let first_on = typed::day(ask.first_on.trim(), today)
        .ok_or_else(|| Problem::field("first_on", "This is not a date: 05/04/26, 0504 or t+7."))?;
    if first_on < today {
        return Err(Problem::field(
            "first_on",
            "This day has passed. The first payment is today or later.",
        ));
    }
    let payments = schedule(total, amount, every, first_on);
    if payments.is_empty() {
        return Err(Problem::field(
            "amount",
            format!("This makes more than {MOST} payments. Type more."),
        ));
    }
    Ok(Typed {
        rows,
        total,
        amount,
        every,
        first_on,
        payments,
    })
}

/// What a typed plan comes to. Nothing is stored.
pub(crate) fn check_plan(bench: &Workbench, ask: SavePlan) -> Result<PlanChecked, Problem> {
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let today = bench.today(&open);
    Ok(match read(&db, &ask, today) {
        Ok(typed) => PlanChecked {
            total_cents: typed.total.cents(),
            needs_disclosure: typed.needs_disclosure(),
            payments: (typed.payments.iter())
                .map(|one| payment(&Plan::default(), one, today))
                .collect(),
            says: String::new(),
        },
        Err(problem) => PlanChecked {
            total_cents: 0,
            payments: Vec::new(),
            needs_disclosure: false,
            says: problem.says,
        },
    })
}

/// Refuses a visit that is on a plan already: it would be paid twice. A visit that somebody else answers
/// for since is on their plan no more.
fn on_no_plan(db: &Connection, due: &DueVisit) -> Result<(), Problem> {
    let name = match due.claim.as_str() {
        "" => ActId::from_bytes(due.item).to_string(),
        claim => claim.to_owned(),
    };
    for plan in accounts::plans_on(db, &due.item, &name)? {
        let on_plan = accounts::on_plan(db, &plan)?;
        if (on_plan.get(&due.item)).is_some_and(|visit| Money::ZERO < visit.left()) {
            let of = guarantors::account(db, &plan.account.to_string())?.number;
            return Err(Problem::field(
                "rows",
                format!(
                    "A visit is on a payment plan of account {of} already. Cancel that plan first."
                ),
            ));
        }
    }
    Ok(())
}

/// The account of a key as a guarantor; the patient who answers becomes one.
///
/// # Errors
/// As the database answers.
pub(crate) fn guarantor_of(
    writer: &mut vault::Writer<'_>,
    key: &str,
) -> Result<GuarantorId, Problem> {
    if key.starts_with(values::PatientId::PREFIX) {
        let patient: billing::chart::Patient = writer.get(key)?;
        return guarantors::as_guarantor(writer, &patient);
    }
    Ok(writer.get::<billing::chart::Guarantor>(key)?.id)
}

/// Puts what an account owes on a plan.
pub(crate) fn save_plan(
    bench: &Workbench,
    ask: SavePlan,
) -> Result<Changed<AccountPlans>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    if 2_000 < ask.text.chars().count() {
        return Err(Problem::field("text", "This takes 2,000 characters."));
    }
    let id = PlanId::new(u64::try_from(bench.now()).unwrap_or(0), bench.random()?);
    let done = bench.transact(&open, "save_plan", |writer| {
        guarantors::account(writer.db(), &ask.account)?;
        let grace = statements::rules(writer.db())?.grace();
        let key = guarantors::key_now(writer.db(), &ask.account)?;
        if !accounts::live(writer.db(), Some(&key), grace)?.is_empty() {
            return Err(Problem::new(
                Code::NeedsYou,
                "This account has a payment plan. Cancel it, then make the new one.",
            ));
        }
        let typed = read(writer.db(), &ask, today)?;
        let mut visits = Vec::new();
        for due in &typed.rows {
            on_no_plan(writer.db(), due)?;
            let claim_id = due.claim.parse::<ClaimId>().ok();
            visits.push(PlanVisit {
                claim_id,
                opening: claim_id.is_none().then(|| ActId::from_bytes(due.item)),
                agreed: due.owed,
                paid_before: accounts::paid(writer.db(), &due.item)?,
            });
        }
        if typed.needs_disclosure() && !ask.disclosed {
            return Err(Problem::field(
                "disclosed",
                format!(
                    "{} payments need the disclosures of Regulation Z. Tick that you handed them out, or agree on {PAYMENTS_WITHOUT_DISCLOSURE} payments.",
                    typed.payments.len()
                ),
            ));
        }
        let account = guarantor_of(writer, &ask.account)?;
        // Plans of which all came are over for good: what is sent back later is on no plan.
        for mut over in accounts::plans_of(writer.db(), &account.to_string())? {
            if over.ended.is_none() {
                over.ended = Some(end(&open, writer, (&over, today), "")?);
                writer.put(&over)?;
            }
        }
        let plan = PaymentPlan {
            id,
            account,
            made_on: today,
            by: open.who.name.clone(),
            by_id: Some(open.who.id),
            visits,
            total: typed.total,
            amount: typed.amount,
            every: typed.every,
            first_on: typed.first_on,
            disclosed: ask.disclosed,
            text: ask.text.trim().to_owned(),
            ended: None,
        };
        writer.put(&plan)?;
        let step = format!("Payment plan of {}", plan.total);
        Ok(Done::new(account.to_string(), step)
            .about(about(&plan))
            .with("cents", plan.total.cents())
            .with("payments", typed.payments.len()))
    })?;
    answer(bench, &open, done)
}

/// What an event about a plan names.
fn about(plan: &PaymentPlan) -> Vec<String> {
    let claims = plan.visits.iter().filter_map(|visit| visit.claim_id);
    [plan.id.to_string(), plan.account.to_string()]
        .into_iter()
        .chain(claims.map(|id| id.to_string()))
        .collect()
}

fn end(
    open: &Open,
    writer: &vault::Writer<'_>,
    (plan, today): (&PaymentPlan, Day),
    reason: &str,
) -> Result<PlanEnd, Problem> {
    let stands = accounts::stands(writer.db(), plan, 0)?;
    Ok(PlanEnd {
        at: writer.at(),
        on: today,
        by: open.who.name.clone(),
        by_id: Some(open.who.id),
        reason: reason.to_owned(),
        paid: stands.total() - stands.open(),
    })
}

fn answer(
    bench: &Workbench,
    open: &Open,
    done: Changed<String>,
) -> Result<Changed<AccountPlans>, Problem> {
    let db = open.vault.reader()?;
    Ok(Changed {
        value: plans(&db, &open.zone(), (&done.value, bench.today(open)))?,
        touched: done.touched,
        undo: done.undo,
    })
}

/// Ends a plan before all of it came: what is left is due as before.
pub(crate) fn cancel_plan(
    bench: &Workbench,
    ask: CancelPlan,
) -> Result<Changed<AccountPlans>, Problem> {
    let open = bench.opened()?;
    let today = bench.today(&open);
    let reason = ask.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::field("reason", "Say in words why the plan ends."));
    }
    let done = bench.transact(&open, "cancel_plan", |writer| {
        let mut plan: PaymentPlan = writer.get(&ask.id)?;
        let over = || Problem::new(Code::Changed, "This plan is over already.");
        if plan.ended.is_some() {
            return Err(over());
        }
        let end = end(&open, writer, (&plan, today), &reason)?;
        if accounts::stands(writer.db(), &plan, 0)?.open() <= Money::ZERO {
            return Err(over());
        }
        plan.ended = Some(end);
        writer.put(&plan)?;
        Ok(Done::new(plan.account.to_string(), "Cancel the payment plan").about(about(&plan)))
    })?;
    answer(bench, &open, done)
}
