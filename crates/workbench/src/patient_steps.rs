//! What is next of a patient's dollar once a statement asked for it: the patient has until the day on it,
//! then what a run of statements would do.

use std::collections::HashMap;

use billing::ledger::visit::Visit;
use billing::statement::rules::StatementRules;
use billing::statement::run::{AccountFacts, Decision, Stays, next};
use values::{Day, Money};
use vault::ledger::OpenItem;
use vault::{Connection, statements};

use crate::account::OpenView;
use crate::acts::in_sentence;
use crate::ledger::open_view;
use crate::lists::us_day;
use crate::problem::Problem;
use crate::statements::level_words;

/// Open amounts in words, each account looked up once.
pub(crate) struct PatientSteps<'a> {
    db: &'a Connection,
    today: Day,
    rules: StatementRules,
    accounts: HashMap<String, Option<AccountFacts>>,
}

impl<'a> PatientSteps<'a> {
    pub(crate) fn new(db: &'a Connection, today: Day) -> Result<PatientSteps<'a>, Problem> {
        Ok(PatientSteps {
            db,
            today,
            rules: statements::rules(db)?,
            accounts: HashMap::new(),
        })
    }

    /// An open amount in words, with what is next where it is a patient's.
    pub(crate) fn view(
        &mut self,
        open: &OpenItem,
        visit: Option<&Visit>,
    ) -> Result<OpenView, Problem> {
        let mut view = open_view(open, visit);
        if open.owner != "patient" || open.amount < Money::ZERO {
            return Ok(view);
        }
        let Some(until) = statements::asked_until(self.db, &open.guarantor, &open.since_on)? else {
            return Ok(view);
        };
        let until = until.to_string().max(open.due_on.clone());
        let then = self.then(&open.guarantor)?;
        if self.today.to_string() < until {
            view.step = "wait".to_owned();
            view.says = format!("Wait for the patient until {}, then {then}", us_day(&until));
        } else {
            view.says = format!("The patient had until {}: {then}", us_day(&until));
        }
        view.due_on = until;
        Ok(view)
    }

    /// What a run of statements does next with an account.
    fn then(&mut self, account: &str) -> Result<String, Problem> {
        if !self.accounts.contains_key(account) {
            let owing = statements::owing_of(self.db, account)?;
            let facts = owing.map(|owing| owing.facts);
            self.accounts.insert(account.to_owned(), facts);
        }
        let Some(Some(facts)) = self.accounts.get(account) else {
            return Ok("send the next statement".to_owned());
        };
        let (on, decision) = next(facts, &self.rules, self.today);
        Ok(match decision {
            Decision::Goes(level) => {
                let on = us_day(&on.to_string());
                format!(
                    "send the next statement on {on} ({})",
                    in_sentence(level_words(level))
                )
            }
            Decision::Stays(Stays::PastLast) => "write a letter".to_owned(),
            Decision::Stays(why) => {
                format!("no statement goes out: {}", in_sentence(why.words()))
            }
        })
    }
}
