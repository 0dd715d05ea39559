//! What a keyed line does not say but follows from what it says: the contractual part, what earlier
//! payers did, and whose the rest is. Nothing is made up where an amount is missing.

use values::Money;

use super::RemitLine;
use crate::claim::Adjustment;

/// What is known of a line beside what was keyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// What earlier payers paid and took off (OA-23); zero for the first.
    pub earlier: Money,
    /// The patient's reason where the paper names none: `1` deductible, `2` coinsurance, `3` copay.
    pub patient_reason: &'a str,
}

/// The adjustments that follow, for a line with `allowed` and `paid` and what was typed. A takeback's
/// amounts keep their sign.
///
/// In this order: OA-23 for what earlier payers did; CO-45 for what is above the allowed amount; PR for
/// what is allowed and neither paid nor explained. A reason that was typed is never computed again.
pub fn computed(line: &RemitLine, known: &Known<'_>) -> Vec<Adjustment> {
    // What is not allowed at all is a denial, and its reason stands on the paper.
    let allowed = line.allowed.filter(|allowed| *allowed != Money::ZERO);
    if allowed.is_none() && known.earlier == Money::ZERO {
        return Vec::new();
    }
    let typed = |group: &str, reason: &str| {
        line.adjustments
            .iter()
            .any(|a| a.group == group && (reason.is_empty() || a.reason == reason))
    };
    // Sequestration (CO-253) comes out of what is allowed, other reductions out of the charge.
    let above_allowed: Money = line
        .adjustments
        .iter()
        .filter(|a| matches!(a.group.as_str(), "CO" | "PI" | "CR") && a.reason != "253")
        .map(|a| a.amount)
        .sum();
    let mut found = Vec::new();
    let mut add = |group: &str, reason: &str, amount: Money| {
        if amount != Money::ZERO {
            found.push(Adjustment {
                group: group.to_owned(),
                reason: reason.to_owned(),
                amount,
                quantity: String::new(),
            });
        }
        amount
    };
    let mut left = line.charge - line.paid - line.adjusted();
    // What they did is what they did: where that and the payment come to more than the charge, the line
    // does not add up, and a person sees it.
    if known.earlier != Money::ZERO && !typed("OA", "23") && same_sign(known.earlier, left) {
        left = left - add("OA", "23", known.earlier);
    }
    let later = known.earlier != Money::ZERO || typed("OA", "23");
    let above = line.charge - allowed.unwrap_or(line.charge) - above_allowed;
    if !later && !typed("CO", "45") && same_sign(above, left) {
        let contractual = nearer_zero(above, left);
        left = left - add("CO", "45", contractual);
    }
    // Nobody owes less than nothing: too much that is paid stays unexplained.
    if !typed("PR", "") && same_sign(left, line.charge) {
        add("PR", known.patient_reason, left);
    }
    found
}

/// What an adjustment takes that was keyed without an amount, beside the others that were. A patient's
/// part (PR) ends at what is allowed: what is above that is the contract's and computed.
pub fn rest(line: &RemitLine, earlier: Money, group: &str, others: &[Adjustment]) -> Money {
    let sum = |of: fn(&Adjustment) -> bool| -> Money {
        others.iter().filter(|a| of(a)).map(|a| a.amount).sum()
    };
    let left = line.charge - line.paid - earlier - sum(|_| true);
    match line.allowed.filter(|allowed| *allowed != Money::ZERO) {
        Some(allowed) if group == "PR" && earlier == Money::ZERO => {
            let below = sum(|a| a.group == "PR" || a.reason == "253");
            nearer_zero(allowed - line.paid - below, left)
        }
        _ => left,
    }
}

fn same_sign(a: Money, b: Money) -> bool {
    (Money::ZERO < a && Money::ZERO < b) || (a < Money::ZERO && b < Money::ZERO)
}

fn nearer_zero(a: Money, b: Money) -> Money {
    if a.cents().abs() < b.cents().abs() {
        a
    } else {
        b
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(keyed: &str, earlier: &str, want: &str) {
        let mut words = keyed.split_whitespace();
        let mut next = || money(words.next().unwrap());
        let (charge, allowed, paid) = (next(), next(), next());
        let adjustments = words
            .map(|word| {
                let (code, amount) = word.split_once('=').unwrap();
                let (group, reason) = code.split_once('-').unwrap();
                Adjustment {
                    group: group.into(),
                    reason: reason.into(),
                    amount: money(amount),
                    quantity: String::new(),
                }
            })
            .collect();
        let line = RemitLine {
            charge,
            allowed: Some(allowed),
            paid,
            adjustments,
            ..RemitLine::default()
        };
        let known = Known {
            earlier: money(earlier),
            patient_reason: "2",
        };
        let found: Vec<String> = computed(&line, &known)
            .iter()
            .map(|a| format!("{}-{}={}", a.group, a.reason, a.amount))
            .collect();
        assert_eq!(found.join(" "), want, "{keyed}");
    }

    #[test]
    fn what_allowed_and_paid_leave_over_follows() {
        check("150 100 80", "0", "CO-45=50.00 PR-2=20.00");
        check("150 100 100", "0", "CO-45=50.00");
        check("150 100 80 PR-1=20", "0", "CO-45=50.00");
        check("150 150 150", "0", "");
        check("150 0 0 CO-97=150", "0", "");
        check("150 0 0", "0", "");
        check("150 100 98 CO-253=2", "0", "CO-45=50.00");
        check("-150 -100 -80", "0", "CO-45=-50.00 PR-2=-20.00");
        check("150 100 20", "130", "OA-23=130.00");
        check("150 100 15", "130", "OA-23=130.00 PR-2=5.00");
        check("150 100 120", "0", "CO-45=30.00");
        check("150 150 170", "0", "");
        check("150 100 30", "130", "OA-23=130.00");
        check("150 100 20 CO-45=130", "130", "");
    }

    #[test]
    fn a_reason_without_an_amount_takes_what_it_can_mean() {
        let line = RemitLine {
            charge: money("150"),
            allowed: Some(money("100")),
            paid: money("70"),
            ..RemitLine::default()
        };
        let other = |group: &str, reason: &str, amount: &str| Adjustment {
            group: group.into(),
            reason: reason.into(),
            amount: money(amount),
            quantity: String::new(),
        };
        let rest = |group: &str, others: &[Adjustment]| rest(&line, Money::ZERO, group, others);
        assert_eq!(rest("PR", &[]), money("30"));
        assert_eq!(rest("PR", &[other("PR", "3", "10")]), money("20"));
        assert_eq!(rest("PR", &[other("CO", "253", "2")]), money("28"));
        assert_eq!(rest("PR", &[other("CO", "97", "75")]), money("5"));
        assert_eq!(rest("CO", &[other("PR", "1", "30")]), money("50"));
        let denied = RemitLine {
            charge: money("150"),
            ..RemitLine::default()
        };
        assert_eq!(super::rest(&denied, Money::ZERO, "PR", &[]), money("150"));
        assert_eq!(super::rest(&denied, money("120"), "PR", &[]), money("30"));
    }

    #[test]
    fn a_line_without_an_allowed_amount_computes_nothing() {
        let line = RemitLine {
            charge: money("150"),
            paid: money("80"),
            ..RemitLine::default()
        };
        let known = Known {
            earlier: Money::ZERO,
            patient_reason: "2",
        };
        assert_eq!(computed(&line, &known), []);
    }
}
