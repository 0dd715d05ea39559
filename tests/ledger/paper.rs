//! Steps with paper: claims are printed and count as sent, again after a denial too; a run is unsent.

use serde_json::json;

use crate::bed::text;
use crate::drive::Pair;
use crate::reference::Sent;

impl Pair {
    /// Prints a claim, at best one of which something was denied, and at times another one with it.
    pub fn print(&mut self) -> bool {
        let mut visits = Vec::new();
        let denied = self.an_open(|open| open.owner == "us" && 0 < open.cents);
        visits.extend(denied.map(|(visit, _)| visit));
        if visits.is_empty() || self.dice.one_in(3) {
            visits.push(self.dice.below(self.is.visits.len()));
        }
        visits.dedup();
        let mut claims = Vec::new();
        for visit in visits {
            let it = &self.is.visits[visit];
            if it.alone || it.held {
                return false;
            }
            match it.second.clone().filter(|_| self.dice.one_in(2)) {
                Some(second) => claims.push((visit, 2, second)),
                None => claims.push((visit, 1, it.claim.clone())),
            }
        }
        self.print_claims(claims)
    }

    /// Prints claims of visits that ask the payer of an order.
    pub fn print_claims(&mut self, claims: Vec<(usize, usize, String)>) -> bool {
        let ids: Vec<String> = claims.iter().map(|(_, _, id)| id.clone()).collect();
        let preview = self.bed.preview(&ids, false);
        if preview["blocked"] != json!([]) {
            return false;
        }
        let to = self.bed.desk(&format!("claims-{}.pdf", self.step));
        let run = text(&self.bed.print(&preview, &to)["id"]);
        for (visit, order, id) in claims {
            self.is.sent.push(Sent {
                visit,
                order,
                at: self.step,
                run: run.clone(),
            });
            self.printed.insert(id);
        }
        let again = self.is.sent.iter().filter(|sent| sent.run == run);
        let again = { again }.any(|sent| self.is.answered(sent.visit, sent.order));
        self.note(if again { "print again" } else { "print" });
        true
    }

    /// What was printed never left.
    pub fn unsend(&mut self) -> bool {
        let runs: Vec<String> = self.is.sent.iter().map(|sent| sent.run.clone()).collect();
        let Some(run) = self.dice.pick(&runs).cloned() else {
            return false;
        };
        let ask = json!({ "id": run, "reason": "left in the tray" });
        self.bed.ask("unsend_print", ask);
        self.is.sent.retain(|sent| sent.run != run);
        self.note("unsend");
        true
    }
}
