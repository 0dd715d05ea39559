//! What deposits are made of: a change that touches one of these makes them stale.

export const depositKinds: readonly string[] = ["deposit", "act", "remittance", "patient", "payer"];
