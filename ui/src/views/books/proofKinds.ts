//! What the proof is made of: any of these changes the sums.

export const proofKinds = ["posting", "act", "remittance", "claim"];
