//! Days of a biller, told as tests: each goes through `workbench::call` with a real encrypted file, real
//! users and real PDFs, and asserts what somebody relies on.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

#[path = "journeys/audit.rs"]
mod audit;
#[path = "journeys/audit_read.rs"]
mod audit_read;
#[path = "journeys/backups.rs"]
mod backups;
#[path = "journeys/bed.rs"]
mod bed;
#[path = "journeys/cards.rs"]
mod cards;
#[path = "journeys/collections.rs"]
mod collections;
#[path = "journeys/command_line.rs"]
mod command_line;
#[path = "journeys/commands.rs"]
mod commands;
#[path = "journeys/demo.rs"]
mod demo;
#[path = "journeys/demo_books.rs"]
mod demo_books;
#[path = "journeys/estimates.rs"]
mod estimates;
#[path = "journeys/forms.rs"]
mod forms;
#[path = "journeys/fuzz.rs"]
mod fuzz;
#[path = "journeys/guarantors.rs"]
mod guarantors;
#[path = "journeys/hostile.rs"]
mod hostile;
#[path = "journeys/imports.rs"]
mod imports;
#[path = "journeys/keys.rs"]
mod keys;
#[path = "journeys/ledgers.rs"]
mod ledgers;
#[path = "journeys/lists.rs"]
mod lists;
#[path = "journeys/machine.rs"]
mod machine;
#[path = "journeys/mailing.rs"]
mod mailing;
#[path = "journeys/matching.rs"]
mod matching;
#[path = "journeys/moving_in.rs"]
mod moving_in;
#[path = "journeys/paper.rs"]
mod paper;
#[path = "journeys/payments.rs"]
mod payments;
#[path = "journeys/people.rs"]
mod people;
#[path = "journeys/plans.rs"]
mod plans;
#[path = "journeys/print_jobs.rs"]
mod print_jobs;
#[path = "journeys/printing.rs"]
mod printing;
#[path = "journeys/privacy.rs"]
mod privacy;
#[path = "journeys/recovery.rs"]
mod recovery;
#[path = "journeys/released.rs"]
mod released;
#[path = "journeys/remits.rs"]
mod remits;
#[path = "journeys/replaced.rs"]
mod replaced;
#[path = "journeys/roles.rs"]
mod roles;
#[path = "journeys/sealed.rs"]
mod sealed;
#[path = "journeys/small_balances.rs"]
mod small_balances;
#[path = "journeys/states.rs"]
mod states;
#[path = "journeys/sync_ready.rs"]
mod sync_ready;
#[path = "journeys/went_back.rs"]
mod went_back;
