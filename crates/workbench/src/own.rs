//! What a person makes of lists: narrowed lists kept under a name, and which columns in which order.
//! It lies among the person's settings, sealed like everything else, since a filter may name a patient.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vault::kinds::Setting;

use crate::Workbench;
use crate::bench::{Done, Open};
use crate::lists::{self, ClaimFilter};
use crate::problem::{Code, Problem};
use crate::settings::bundle;
use crate::view::{Changed, Nothing, view};

/// Lists that a person keeps at the most.
const MOST: usize = 50;

view! {
    /// A narrowed list of claims under a name.
    pub struct SavedList {
        /// What the person calls it; a list of the same name is replaced.
        pub name: String,
        /// Which claims.
        pub filter: ClaimFilter,
        /// As in `claims`.
        pub sort: String,
        /// The other way round.
        pub descending: bool,
    }

    /// A list that is not kept any longer.
    pub struct RemoveList {
        /// Its name.
        pub name: String,
    }

    /// The columns of a list, in their order.
    pub struct ListColumns {
        /// `claims` or `patients`.
        pub list: String,
        /// Names of columns; none for the first ones.
        pub columns: Vec<String>,
    }

    /// What a person made of lists.
    pub struct OwnLists {
        /// By name.
        pub saved: Vec<SavedList>,
        /// Of each list whose columns were chosen.
        pub columns: Vec<ListColumns>,
    }
}

/// As it is kept under `lists` among a person's settings.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    saved: Vec<SavedList>,
    #[serde(default)]
    columns: BTreeMap<String, Vec<String>>,
}

impl Kept {
    fn of(values: &BTreeMap<String, String>) -> Kept {
        // What a later version wrote in another shape is as good as nothing kept.
        values
            .get("lists")
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    fn view(self) -> OwnLists {
        OwnLists {
            saved: self.saved,
            columns: self
                .columns
                .into_iter()
                .map(|(list, columns)| ListColumns { list, columns })
                .collect(),
        }
    }
}

/// The lists that the person keeps, and the columns that were chosen.
pub(crate) fn own_lists(bench: &Workbench, _: Nothing) -> Result<OwnLists, Problem> {
    let open = bench.opened()?;
    let values = bundle(&*open.vault.reader()?, &open.who.id.to_string())?;
    Ok(Kept::of(&values).view())
}

/// Changes what a person keeps, as a step that undo takes back.
fn change(
    bench: &Workbench,
    open: &Open,
    (did, title): (&str, &str),
    change: impl FnOnce(&mut Kept) -> Result<(), Problem>,
) -> Result<Changed<OwnLists>, Problem> {
    bench.transact(open, did, |writer| {
        let id = open.who.id.to_string();
        let mut values = bundle(writer.db(), &id)?;
        let mut kept = Kept::of(&values);
        change(&mut kept)?;
        let text = serde_json::to_string(&kept)
            .map_err(|_| Problem::new(Code::Unexpected, "The list cannot be kept."))?;
        values.insert("lists".to_owned(), text);
        writer.put(&Setting { id, values })?;
        Ok(Done::new(kept.view(), title))
    })
}

/// Keeps a narrowed list of claims under a name.
pub(crate) fn save_list(bench: &Workbench, ask: SavedList) -> Result<Changed<OwnLists>, Problem> {
    let open = bench.opened()?;
    let name = ask.name.trim().to_owned();
    if name.is_empty() {
        return Err(Problem::field("name", "Give the list a name."));
    }
    if 60 < name.chars().count() {
        return Err(Problem::field(
            "name",
            "A name of a list takes 60 characters.",
        ));
    }
    lists::sort(&ask.sort)?;
    lists::filter(ask.filter.clone())?;
    let values = ask.filter.states.len() + ask.filter.payers.len() + ask.filter.rendering.len();
    if 500 < values || 200 < ask.filter.text.chars().count() {
        return Err(Problem::new(
            Code::NeedsYou,
            "A saved list takes 500 values at the most. Narrow it by fewer.",
        ));
    }
    let list = SavedList { name, ..ask };
    change(bench, &open, ("save_list", "Save a list"), |kept| {
        kept.saved.retain(|other| other.name != list.name);
        if MOST <= kept.saved.len() {
            return Err(Problem::field(
                "name",
                format!("{MOST} lists are kept already. Remove one first."),
            ));
        }
        kept.saved.push(list);
        kept.saved.sort_by_key(|list| list.name.to_lowercase());
        Ok(())
    })
}

/// Keeps a list no longer.
pub(crate) fn remove_list(
    bench: &Workbench,
    ask: RemoveList,
) -> Result<Changed<OwnLists>, Problem> {
    let open = bench.opened()?;
    change(
        bench,
        &open,
        ("remove_list", "Remove a saved list"),
        |kept| {
            let before = kept.saved.len();
            kept.saved.retain(|list| list.name != ask.name);
            if kept.saved.len() == before {
                return Err(Problem::new(
                    Code::NotFound,
                    "That list is not kept any more.",
                ));
            }
            Ok(())
        },
    )
}

/// Remembers the columns of a list and their order.
pub(crate) fn save_columns(
    bench: &Workbench,
    ask: ListColumns,
) -> Result<Changed<OwnLists>, Problem> {
    let open = bench.opened()?;
    let known = crate::export::column_names(&ask.list)
        .ok_or_else(|| Problem::field("list", "There is no such list."))?;
    let mut columns: Vec<String> = Vec::new();
    for name in ask.columns {
        if !known.contains(&name.as_str()) {
            return Err(Problem::field("columns", "The list has no such column."));
        }
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    change(bench, &open, ("save_columns", "Change columns"), |kept| {
        if columns.is_empty() {
            kept.columns.remove(&ask.list);
        } else {
            kept.columns.insert(ask.list, columns);
        }
        Ok(())
    })
}
