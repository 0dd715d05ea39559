//! The claims that an action is for: some by their ids, or a whole list but for some, so that a
//! hundred thousand need no list of ids.

use vault::claims;

use crate::lists::{self, ClaimFilter};
use crate::problem::{Code, Problem};
use crate::view::view;

view! {
    /// A whole list of claims, but for some.
    pub struct WholeList {
        /// Which.
        pub filter: ClaimFilter,
        /// As in `claims`.
        pub sort: String,
        /// The other way round.
        pub descending: bool,
        /// Ids of claims of the list that are left out.
        pub except: Vec<String>,
        /// How many claims the person saw chosen. When there are more or fewer by now, nothing is done.
        pub count: u32,
    }
}

/// The ids of the claims that were chosen: those named, or those of the whole list in its order.
///
/// # Errors
/// [`Code::Changed`] when the list has another length than the person saw.
pub(crate) fn ids(
    db: &vault::Connection,
    named: Vec<String>,
    list: Option<WholeList>,
) -> Result<Vec<String>, Problem> {
    let Some(list) = list else { return Ok(named) };
    let order = (lists::sort(&list.sort)?, list.descending);
    let except: std::collections::HashSet<String> = list.except.into_iter().collect();
    let mut ids = claims::ids(db, &lists::filter(list.filter)?, order)?;
    ids.retain(|id| !except.contains(id));
    if ids.len() != usize::try_from(list.count).unwrap_or(usize::MAX) {
        return Err(changed());
    }
    Ok(ids)
}

/// The list is not the one that the person saw.
pub(crate) fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "The list changed since you selected all of it. Nothing was done. Look at it, then select again.",
    )
}
