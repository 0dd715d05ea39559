//! The ledger: every movement of money between two accounts, and whose dollar each open dollar is.
