//! The kinds of records that money is made of: a change that touches one of them makes what is shown stale.

/** What a ledger, a standing, and what is owed are made of. */
export const moneyKinds = ["posting", "act", "remittance", "claim", "patient", "payer", "coverage", "money_rules"];

/** What the list of acts is made of. */
export const actKinds = ["act", "posting", "patient"];
