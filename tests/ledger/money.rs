//! Steps with money apart from checks: what patients pay and get back, what is let off and written off,
//! fees, whose balance it is, and balances of before.

use serde_json::{Value, json};
use values::Day;
use workbench::Code;

use crate::bed::text;
use crate::drive::{Pair, dollars};
use crate::reference::{Act, Fault, Open, Row, Visit, Word};

impl Pair {
    /// What a patient owes on each visit; negative is owed to the patient.
    pub fn owed(&self, patient: &str, account: bool) -> Vec<(usize, i64)> {
        let of = |at: usize| -> i64 {
            let (open, _) = self.is.standing(at);
            let own = open.iter().filter(|open| {
                let who = if account { &open.debtor } else { &open.owner };
                who == "patient"
            });
            own.map(|open| open.cents).sum()
        };
        (0..self.is.visits.len())
            .filter(|at| self.is.visits[*at].patient == patient && self.is.exists(*at))
            .map(|at| (at, of(at)))
            .collect()
    }

    fn row_texts(&self, rows: &[Row]) -> Vec<Value> {
        rows.iter()
            .map(|row| {
                let visit = &self.is.visits[row.visit];
                let (claim, opening) = match visit.alone {
                    true => ("", visit.claim.as_str()),
                    false => (visit.claim.as_str(), ""),
                };
                let line = row
                    .line
                    .map_or("", |line| &self.line_ids[&visit.claim][line]);
                json!({
                    "claim_id": claim, "line_id": line, "opening": opening, "owner": row.owner,
                    "amount": dollars(row.cents),
                })
            })
            .collect()
    }

    /// Asks for an act and notes it.
    pub fn act(&mut self, kind: &'static str, patient: &str, amount: i64, rows: Vec<Row>) {
        let mut ask = act_texts(kind);
        ask["patient_id"] = json!(patient);
        ask["text"] = json!("as agreed");
        ask["rows"] = json!(self.row_texts(&rows));
        if matches!(kind, "payment" | "refund" | "apply" | "use_credit") {
            ask["amount"] = json!(dollars(amount));
            ask["method"] = json!("check");
        }
        let reason = match kind {
            "write_off" => "bundled",
            "discount" => "hardship",
            _ => "",
        };
        ask["reason"] = json!(reason);
        let was = self.is.clone();
        if matches!(kind, "payment" | "apply" | "use_credit") && self.more_than_its_plan(&rows) {
            let problem = self.bed.refused("save_act", ask);
            assert_eq!(problem.field.as_deref(), Some("rows"), "{problem:?}");
            self.note("refused: more than its plan");
            return;
        }
        let alone = self.is.refund_limit.is_none_or(|limit| amount <= limit);
        let waits = matches!(kind, "refund" | "payer_refund") && !alone;
        let id = match self.is.fault {
            Some(Fault::RefundOverCredit) => {
                let problem = self.bed.refused("save_act", ask);
                assert_eq!(problem.field.as_deref(), Some("amount"), "{problem:?}");
                "refused".to_owned()
            }
            _ => {
                let done = self.bed.ask("save_act", ask);
                assert_eq!(done["value"]["waits"], waits, "{done}");
                text(&done["value"]["id"])
            }
        };
        let rows = match kind {
            // The program says whose credit it took: the oldest.
            "use_credit" => self.rows_of(&id),
            _ => rows,
        };
        self.is.acts.push(Act {
            first: id.clone(),
            id,
            kind,
            reason: reason.to_owned(),
            patient: patient.to_owned(),
            amount,
            rows,
            at: self.step,
            word: waits.then_some(Word::Waits),
            ..Act::default()
        });
        self.done(if waits { "a refund that waits" } else { kind }, was);
    }

    pub fn a_patient(&mut self) -> String {
        let at = self.dice.below(self.patients.len());
        self.patients[at].0.clone()
    }

    pub fn pay(&mut self) -> bool {
        let patient = self.a_patient();
        let owed = self.owed(&patient, false);
        let mut rows = Vec::new();
        let first = self.dice.below(owed.len().max(1));
        for (visit, owes) in owed.into_iter().skip(first).take(2) {
            if self.is.visits[visit].alone && owes <= 0 {
                continue;
            }
            // What is owed, a part of it, or a copay before anybody answered.
            let cents = match (0 < owes, self.dice.one_in(3)) {
                (true, false) => owes,
                (true, true) => self.dice.cents(owes),
                (false, _) => 1_500,
            };
            rows.push(balance(visit, "patient", cents));
        }
        let more = if self.dice.one_in(3) || rows.is_empty() {
            2_222
        } else {
            0
        };
        let amount = rows.iter().map(|row| row.cents).sum::<i64>() + more;
        if rows.is_empty()
            && self
                .owed(&patient, false)
                .iter()
                .any(|(_, owes)| *owes != 0)
        {
            return false;
        }
        self.act("payment", &patient, amount, rows);
        true
    }

    pub fn apply(&mut self) -> bool {
        let patient = self.a_patient();
        let loose = self.is.unapplied(&patient);
        let visits = self.owed(&patient, false);
        let Some((visit, _)) = self.dice.pick(&visits).copied() else {
            return false;
        };
        if loose < 1 {
            return false;
        }
        let cents = self.dice.cents(loose);
        let row = balance(visit, "patient", cents);
        self.act("apply", &patient, cents, vec![row]);
        true
    }

    /// What is owed back on visits of an account pays for another of its visits.
    pub fn use_credit(&mut self) -> bool {
        let patient = self.a_patient();
        let who = self.answers_for(&patient);
        let family = self
            .people()
            .into_iter()
            .filter(|id| self.answers_for(id) == who);
        let family: Vec<String> = family.collect();
        let credit: i64 = (self.is.visits.iter().enumerate())
            .filter(|(_, visit)| family.contains(&visit.patient))
            .flat_map(|(at, _)| self.is.standing(at).0)
            .filter(|open| open.cents < 0 && open.debtor == "patient")
            .map(|open| -open.cents)
            .sum();
        let owed = family.iter().flat_map(|id| self.owed(id, false));
        let owed: Vec<(usize, i64)> = owed.filter(|(_, owes)| 0 < *owes).collect();
        let Some((visit, owes)) = self.dice.pick(&owed).copied() else {
            return false;
        };
        if credit < 1 {
            return false;
        }
        let cents = self.dice.cents(owes.min(credit));
        self.act(
            "use_credit",
            &patient,
            cents,
            vec![balance(visit, "patient", cents)],
        );
        true
    }

    pub fn refund(&mut self) -> bool {
        let patient = self.a_patient();
        let loose = self.is.unapplied(&patient).max(0);
        let credit = (self.owed(&patient, true).into_iter()).find(|(_, owes)| *owes < 0);
        let mut rows = Vec::new();
        if let Some((visit, owes)) = credit {
            let cents = self.dice.cents(-owes);
            rows.push(balance(visit, "patient", cents));
        }
        let amount = loose / 2 + rows.iter().map(|row| row.cents).sum::<i64>();
        if amount < 1 {
            return false;
        }
        self.act("refund", &patient, amount, rows);
        true
    }

    /// An open amount that fits, with its visit.
    pub fn an_open(&mut self, fits: impl Fn(&Open) -> bool) -> Option<(usize, Open)> {
        let mut found = Vec::new();
        for at in 0..self.is.visits.len() {
            let (open, _) = self.is.standing(at);
            let alone = self.is.visits[at].alone;
            found.extend(
                open.into_iter()
                    .filter(|open| !alone && fits(open))
                    .map(|open| (at, open)),
            );
        }
        self.dice.pick(&found).cloned()
    }

    pub fn refund_payer(&mut self) -> bool {
        let Some((visit, open)) = self.an_open(|o| o.cents < 0 && o.debtor != "patient") else {
            return false;
        };
        let row = Row {
            visit,
            owner: open.debtor,
            line: Some(open.line),
            cents: self.dice.cents(-open.cents),
        };
        self.act("payer_refund", "", row.cents, vec![row]);
        true
    }

    pub fn write_off(&mut self) -> bool {
        let Some((visit, open)) =
            self.an_open(|o| 0 < o.cents && !matches!(o.owner.as_str(), "patient" | "hold"))
        else {
            return false;
        };
        let row = Row {
            visit,
            owner: open.owner,
            line: Some(open.line),
            cents: self.dice.cents(open.cents),
        };
        self.act("write_off", "", row.cents, vec![row]);
        true
    }

    pub fn discount(&mut self) -> bool {
        let Some((visit, open)) = self.an_open(|o| 0 < o.cents && o.owner == "patient") else {
            return false;
        };
        let row = Row {
            visit,
            owner: "patient".to_owned(),
            line: None,
            cents: self.dice.cents(open.cents),
        };
        self.act("discount", "", row.cents, vec![row]);
        true
    }

    pub fn decide(&mut self) -> bool {
        let Some((visit, _)) = self.an_open(|_| true) else {
            return false;
        };
        let mut owners = vec!["patient".to_owned(), "us".to_owned()];
        owners.extend((1..=self.is.visits[visit].payers.len()).map(|order| order.to_string()));
        let owner = self.dice.pick(&owners).unwrap().clone();
        let row = Row {
            visit,
            owner,
            line: None,
            cents: 0,
        };
        self.act("decision", "", 0, vec![row]);
        true
    }

    pub fn open_balances(&mut self) -> bool {
        let Some((patient, _)) = self.dice.pick(&self.patients).cloned() else {
            return false;
        };
        let (mut rows, mut more) = (Vec::new(), Vec::new());
        let unanswered: Vec<usize> = (0..self.is.visits.len())
            .filter(|at| {
                let posted = self.is.checks.iter().filter(|check| check.posted.is_some());
                let mut answers = posted.flat_map(|check| &check.claims);
                let answered = answers.any(|answer| answer.visit == *at);
                !self.is.visits[*at].alone && !answered && self.is.opened(*at).is_none()
            })
            .collect();
        if let Some(visit) = self.dice.pick(&unanswered).copied() {
            let it = &self.is.visits[visit];
            let charged: i64 = it.lines.iter().sum();
            let owner = ["patient", "1", "2", "3"][self.dice.below(1 + it.payers.len())];
            let cents = match self.dice.one_in(6) {
                true => -700,
                false => self.dice.cents(charged),
            };
            rows.push(balance(visit, owner, cents));
        }
        let payer = self.a_payer();
        for owner in ["patient", "1"] {
            let cents = match self.dice.one_in(5) {
                true => -900,
                false => self.dice.cents(9_000),
            };
            rows.push(balance(self.is.visits.len() + more.len(), owner, cents));
            let mut visit = Visit {
                lines: vec![cents],
                alone: true,
                ..Visit::default()
            };
            match owner {
                "patient" => visit.patient.clone_from(&patient),
                _ => visit.payers.push(payer.clone()),
            }
            more.push(visit);
        }
        self.enter_balances(rows, more);
        true
    }

    /// Enters opening balances of visits, and of `more` that no claim explains, in a batch that ties.
    pub fn enter_balances(&mut self, rows: Vec<Row>, mut more: Vec<Visit>) {
        let known = self.is.visits.len();
        let texts = rows.iter().map(|row| {
            let (mut claim, mut account, mut payer) = ("", "", "");
            match row.visit.checked_sub(known).map(|at| &more[at]) {
                None => claim = &self.is.visits[row.visit].claim,
                Some(visit) => {
                    let own = self.patients.iter().find(|(id, _)| *id == visit.patient);
                    account = own.map_or("", |(_, account)| account);
                    payer = visit.payers.first().map_or("", String::as_str);
                }
            }
            json!({
                "claim": claim, "patient": account, "payer_id": payer, "owner": row.owner,
                "amount": dollars(row.cents), "service_on": "",
            })
        });
        let texts: Vec<Value> = texts.collect();
        let sum: i64 = rows.iter().map(|row| row.cents).sum();
        let ask = |ties: i64| json!({ "on": "t", "ties_to": dollars(ties), "rows": texts });
        let problem = self.bed.refused("save_opening", ask(sum + 1));
        assert_eq!(problem.field.as_deref(), Some("ties_to"), "{problem:?}");
        let was = self.is.clone();
        self.bed.ask("save_opening", ask(sum));
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let day: Day = self.bed.bench.today(&open);
        let day = day.to_string();
        let acts = vault::remittances::acts(&db, (&day, &day), None, None, 100).unwrap();
        let acts = acts.into_iter().filter(|act| act.kind == "opening");
        let act = acts.max_by_key(|act| act.id).unwrap();
        let alone = act.rows.iter().filter(|row| row.claim_id.is_none());
        for (row, visit) in alone.zip(&mut more) {
            visit.claim = row.opening.unwrap().to_string();
        }
        self.is.visits.extend(more);
        self.is.acts.push(Act {
            first: act.id.to_string(),
            id: act.id.to_string(),
            kind: "opening",
            amount: sum,
            rows,
            at: self.step,
            ..Act::default()
        });
        self.done("opening", was);
    }

    /// Whether a check pays a balance without a claim, or a credit was used for it or is its own.
    fn is_used(&self, visit: usize) -> bool {
        let posted = self.is.checks.iter().filter(|check| check.posted.is_some());
        let mut answers = posted.flat_map(|check| &check.claims);
        let mut acts = self
            .is
            .standing_acts()
            .filter(|act| act.kind == "use_credit");
        answers.any(|answer| answer.visit == visit && !answer.left_out)
            || acts.any(|act| act.rows.iter().any(|row| row.visit == visit))
    }

    pub fn take_back_act(&mut self) -> bool {
        let standing: Vec<usize> = (0..self.is.acts.len())
            .filter(|at| !self.is.acts[*at].taken_back)
            .collect();
        let Some(at) = self.dice.pick(&standing).copied() else {
            return false;
        };
        let was = self.is.clone();
        let id = self.is.acts[at].id.clone();
        let ask = json!({ "id": id, "reason": "keyed in error" });
        if self.is.returned(&id) {
            assert_eq!(self.bed.refused("take_back_act", ask).code, Code::Refused);
            return false;
        }
        let makes = matches!(self.is.acts[at].kind, "opening" | "fee");
        let rows = self.is.acts[at].rows.iter().map(|row| row.visit);
        if makes
            && rows
                .filter(|at| self.is.visits[*at].alone)
                .any(|at| self.is_used(at))
        {
            assert_eq!(self.bed.refused("take_back_act", ask).code, Code::Refused);
            return false;
        }
        // What was applied or given back since is not taken away beneath it.
        self.is.acts[at].taken_back = true;
        let less = |id: &String| {
            let left = self.is.unapplied(id);
            left < 0 && left < was.unapplied(id)
        };
        if self.people().iter().any(less) {
            self.bed.refused("take_back_act", ask);
            self.is = was;
            return false;
        }
        self.bed.ask("take_back_act", ask);
        self.done("take back an act", was);
        true
    }

    pub fn fee(&mut self) -> bool {
        let patient = self.a_patient();
        self.fee_for(&patient)
    }

    /// A fee on a patient's account.
    pub fn fee_for(&mut self, patient: &str) -> bool {
        let patient = patient.to_owned();
        let was = self.is.clone();
        let mut ask = act_texts("fee");
        ask["patient_id"] = json!(patient);
        ask["amount"] = json!("25.00");
        ask["reason"] = json!("missed_visit");
        let id = text(&self.bed.ask("save_act", ask)["value"]["id"]);
        let open = self.bed.open();
        let db = open.vault.reader().unwrap();
        let (act, _) = vault::writer::get::<billing::ledger::act::Act>(&db, &id).unwrap();
        let visit = self.is.visits.len();
        self.is.visits.push(Visit {
            claim: act.rows[0].opening.unwrap().to_string(),
            patient: patient.clone(),
            lines: vec![2_500],
            alone: true,
            ..Visit::default()
        });
        self.is.acts.push(Act {
            first: id.clone(),
            id,
            kind: "fee",
            reason: "missed_visit".to_owned(),
            patient,
            amount: 2_500,
            rows: vec![Row {
                visit,
                owner: "patient".to_owned(),
                line: None,
                cents: 2_500,
            }],
            at: self.step,
            ..Act::default()
        });
        self.done("a fee", was);
        true
    }
}

/// An act as it is typed, with nothing in it.
pub fn act_texts(kind: &str) -> Value {
    json!({
        "kind": kind, "patient_id": "", "payer_id": "", "on": "", "amount": "", "method": "",
        "number": "", "reason": "", "text": "", "rows": [],
    })
}

/// A row of an act about a visit's balance of an owner.
pub fn balance(visit: usize, owner: &str, cents: i64) -> Row {
    Row {
        visit,
        owner: owner.to_owned(),
        line: None,
        cents,
    }
}
