//! The certificate of a remittance: each invariant that holds for it, with both sides in cents and
//! the place that breaks it (X12 835 balancing; x12.md section 2).
