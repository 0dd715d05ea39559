//! The kinds of record that open dollars are made of: what a change has to touch for a queue, the
//! aging or a balance to be read again.

export const moneyKinds = [
  "claim",
  "claim_event",
  "coverage",
  "patient",
  "payer",
  "provider",
  "print_run",
  "import",
  "posting",
  "remittance",
  "act",
  "fee",
  "money_rules",
  "today",
];
