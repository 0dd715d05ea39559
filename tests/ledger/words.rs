//! Steps in which somebody's word counts: a second person says yes or no to a refund, and the practice
//! changes its rules of money.

use serde_json::{Value, json};
use workbench::Code;

use crate::bed::{PASSWORD, text};
use crate::drive::{Pair, dollars};
use crate::reference::{Does, Rule, Word};

/// The password of who says yes or no.
pub const SECONDS: &str = "seven green lanterns at dusk";

/// Rows that a practice may have: what it works, writes off, or leaves to the patient.
const RULES: [(&str, &str, Does); 9] = [
    ("PI", "45", Does::Patient),
    ("PI", "", Does::Off),
    ("CO", "97", Does::Off),
    ("CO", "16", Does::Off),
    ("CO", "45", Does::Work),
    ("PR", "3", Does::Work),
    ("PR", "27", Does::Patient),
    ("PR", "", Does::Work),
    ("OA", "94", Does::Work),
];

fn rule_texts(rule: &Rule) -> Value {
    let effect = match rule.does {
        Does::Off => "write_off",
        Does::Patient => "patient",
        Does::Work => "work",
        Does::Nothing => "nothing",
    };
    json!({
        "group": rule.group, "reason": rule.reason, "words": "", "payer": "",
        "payer_id": rule.payer.clone().unwrap_or_default(), "effect": effect,
    })
}

impl Pair {
    /// The practice changes what adjustments do, of all payers or of one, and what its owner gives back
    /// alone.
    pub fn change_rules(&mut self) -> bool {
        let mut rules: Vec<Rule> = Vec::new();
        for _ in 0..self.dice.below(4) {
            let (group, reason, does) = RULES[self.dice.below(RULES.len())];
            let payer = self.dice.one_in(2).then(|| self.a_payer());
            let same =
                |other: &Rule| (other.group, other.reason, &other.payer) == (group, reason, &payer);
            if !rules.iter().any(same) {
                rules.push(Rule {
                    group,
                    reason,
                    payer,
                    does,
                });
            }
        }
        let limit = [None, Some(0), Some(2_000)][self.dice.below(3)];
        self.rules(rules, limit);
        true
    }

    /// Sets the practice's own rules, and what its owner gives back alone.
    pub fn rules(&mut self, rules: Vec<Rule>, limit: Option<i64>) {
        let was = self.is.clone();
        let mut policy = self.bed.ask("policy", json!({}));
        let never = rule_texts(&Rule {
            group: "CO",
            reason: "50",
            payer: None,
            does: Does::Patient,
        });
        policy["own"] = json!([never]);
        let problem = self.bed.refused("save_policy", policy.clone());
        assert_eq!(problem.field.as_deref(), Some("effect"), "{problem:?}");
        policy["own"] = rules.iter().map(rule_texts).collect();
        for row in policy["limits"].as_array_mut().unwrap() {
            if row["role"] == "owner" {
                row["refund"] = json!(limit.map(dollars).unwrap_or_default());
            }
        }
        self.bed.ask("save_policy", policy);
        if (&was.rules, was.refund_limit) == (&rules, limit) {
            // Nothing changed, so there is nothing to undo.
            return self.note("save the rules as they are");
        }
        (self.is.rules, self.is.refund_limit) = (rules, limit);
        self.done("change the rules", was);
    }

    /// Somebody else says yes or no to a refund that waits, and may take the word back.
    pub fn give_word(&mut self) -> bool {
        let acts = 0..self.is.acts.len();
        let waiting: Vec<usize> = acts.filter(|at| self.is.acts[*at].waits()).collect();
        let Some(at) = self.dice.pick(&waiting).copied() else {
            return false;
        };
        let given = !self.dice.one_in(3);
        self.word_for(at, given)
    }

    /// Somebody else says yes or no to the refund at a place.
    pub fn word_for(&mut self, at: usize, given: bool) -> bool {
        let act = self.is.acts[at].clone();
        let reason = if given { "" } else { "nothing is owed back" };
        let ask = json!({ "id": act.id, "given": given, "reason": reason });
        assert_eq!(
            self.bed.refused("answer_act", ask.clone()).code,
            Code::Refused
        );
        self.bed.unlock_as(&self.second, SECONDS).unwrap();
        let name = if given && !self.is.owed_back(&act) {
            let problem = self.bed.refused("answer_act", ask);
            assert_eq!(problem.field.as_deref(), Some("amount"), "{problem:?}");
            "refused: a yes too late"
        } else {
            let done = self.bed.ask("answer_act", ask);
            assert_eq!(text(&done["value"]["id"]), act.id);
            if self.dice.one_in(4) {
                self.bed.ask("undo", json!({}));
                "a word that is taken back"
            } else if given {
                self.is.acts[at].word = Some(Word::Given);
                "a refund is approved"
            } else {
                self.is.acts[at].word = Some(Word::TurnedDown);
                "a refund is turned down"
            }
        };
        self.bed.unlock(PASSWORD).unwrap();
        self.done_by_another(name);
        true
    }
}
