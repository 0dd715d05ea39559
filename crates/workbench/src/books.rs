//! Beginning the books: the key of what may happen once only, and the claims of before the ledger.

use vault::local;

use crate::Workbench;
use crate::bench::Open;
use crate::follow;
use crate::problem::Problem;
use crate::tokens;

/// The counter that a migration leaves when claims wait to be put into the ledger.
const DUE: &str = "ledger_due";

/// Makes what the books need and puts claims of before into the ledger, once. It is no step that
/// anybody could undo.
///
/// # Errors
/// As the database answers; the next sign-in tries again.
pub(crate) fn begin(bench: &Workbench, open: &Open) -> Result<(), Problem> {
    let (has_key, due) = {
        let db = open.vault.reader()?;
        (tokens::has_key(&db)?, local::counts(&db, DUE)?)
    };
    if has_key && !due {
        return Ok(());
    }
    let books = (open.zone(), bench.today(open));
    bench.transact(open, "begin_ledger", |writer| {
        writer.beyond_undo();
        if !has_key {
            tokens::make_key(writer)?;
        }
        let mut done = crate::bench::Done::new((), "Begin the ledger");
        if due {
            let postings = follow::begin(writer, (&books.0, books.1))?;
            local::forget_counter(writer.db(), DUE)?;
            done.detail
                .extend(postings.map(|postings| (follow::POSTINGS.to_owned(), postings)));
        }
        Ok(done)
    })?;
    Ok(())
}
