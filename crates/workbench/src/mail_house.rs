//! A run of statements for a mail house: the pages as one PDF, and a list of them as CSV, formula-safe.
//! It is a job like every other: it counts when both files lie safely in their folder, and is unsent from
//! the list of jobs. The columns are told in docs/mail-house.md.

use std::path::{Path, PathBuf};

use billing::print_job::PrintItem;
use billing::statement::Language;
use billing::statement::sent::Statement;
use values::Day;
use vault::prints::PrintRun;
use vault::statements;

use crate::Workbench;
use crate::chart::iso;
use crate::csv::{Cell, Sheet};
use crate::problem::{Code, Problem};
use crate::statements::level_words;

/// The columns of the list. New ones are added at the end.
pub const COLUMNS: [&str; 19] = [
    "number",
    "account",
    "name",
    "address1",
    "address2",
    "address3",
    "due",
    "new",
    "past_due",
    "made_on",
    "due_on",
    "language",
    "large_print",
    "tone",
    "pay_page",
    "pay_code",
    "file",
    "first_page",
    "pages",
];

/// Runs of one day into one folder.
const MOST: u32 = 1_000;

/// The files of a run in a folder, none of which is there: the pages and the list.
///
/// # Errors
/// A field, when the folder cannot be used.
pub(crate) fn names(folder: &Path, day: Day) -> Result<(PathBuf, PathBuf), Problem> {
    if !folder.is_dir() {
        return Err(Problem::field(
            "token",
            "That is no folder. Choose the folder for the mail house.",
        ));
    }
    let free = (1..=MOST).find_map(|n| {
        let name = match n {
            1 => format!("statements-{day}"),
            n => format!("statements-{day}-{n}"),
        };
        let (pdf, csv) = (
            folder.join(format!("{name}.pdf")),
            folder.join(format!("{name}.csv")),
        );
        (!pdf.exists() && !csv.exists()).then_some((pdf, csv))
    });
    free.ok_or_else(|| {
        Problem::field(
            "token",
            "The folder is full of runs of today. Choose another one.",
        )
    })
}

/// The list of statements whose pages are in a file.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn list(
    file: &str,
    items: &[PrintItem],
    made: &[Statement],
) -> Result<Vec<u8>, Problem> {
    let unwritten = |_| Problem::new(Code::Unexpected, "The list cannot be written.");
    let mut sheet = Sheet::begin(Vec::new(), &COLUMNS).map_err(unwritten)?;
    for item in items {
        let Some(one) = made.iter().find(|one| one.id.to_string() == item.id) else {
            continue;
        };
        let bill = &one.bill;
        let line = |n: usize| bill.addressee.get(n).map_or("", String::as_str);
        let (made_on, due_on) = (iso(bill.made_on), iso(bill.due_on));
        let language = match bill.language {
            Language::English => "en",
            Language::Spanish => "es",
        };
        let pay = bill.pay.clone().unwrap_or_default();
        let cells = [
            Cell::Text(&bill.number),
            Cell::Text(&bill.account),
            Cell::Text(line(0)),
            Cell::Text(line(1)),
            Cell::Text(line(2)),
            Cell::Text(line(3)),
            Cell::Money(bill.due.cents()),
            Cell::Money(bill.fresh().cents()),
            Cell::Money(bill.past_due().cents()),
            Cell::Day(&made_on),
            Cell::Day(&due_on),
            Cell::Text(language),
            Cell::Text(if one.large_print { "yes" } else { "no" }),
            Cell::Text(level_words(bill.level)),
            Cell::Text(&pay.address),
            Cell::Text(&pay.code),
            Cell::Text(file),
            Cell::Number(i64::from(item.first_page) + 1),
            Cell::Number(item.pages.into()),
        ];
        sheet.row(cells.into_iter()).map_err(unwritten)?;
    }
    Ok(sheet.end().0)
}

/// The list of a run that was saved as a file of this name.
///
/// # Errors
/// No such run; else as the database answers.
pub fn list_of(bench: &Workbench, run: &str, file: &str) -> Result<Vec<u8>, Problem> {
    bench.allow("print_runs", crate::role::Right::PrintClaims)?;
    let open = bench.opened()?;
    let db = open.vault.reader()?;
    let (job, _) = vault::writer::get::<PrintRun>(&db, run)?;
    list(file, &job.on_sheets(), &statements::of_job(&db, run)?)
}

#[cfg(test)]
mod tests {
    use billing::statement::Bill;
    use values::{Money, PrintId, StatementId};

    use super::*;

    /// A line of a CSV file with quotes, as a spreadsheet reads its cells.
    fn cells(line: &str) -> Vec<String> {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            let last = cells.len() - 1;
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                    cells[last].push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                letter => cells[last].push(letter),
            }
        }
        cells
    }

    #[test]
    fn no_cell_of_the_list_is_a_formula_and_amounts_stay_amounts() {
        let hostile: Vec<String> =
            serde_json::from_str(include_str!("../../../tests/corpus/hostile.json")).unwrap();
        let id = StatementId::new(1, [1; 10]);
        for name in hostile.iter().filter(|name| !name.contains(['\r', '\n'])) {
            let bill = Bill {
                number: name.clone(),
                account: name.clone(),
                addressee: vec![name.clone(); 4],
                due: Money::from_cents(-1_250),
                ..Bill::default()
            };
            let made = Statement {
                id,
                account: String::new(),
                print_id: Some(PrintId::new(1, [2; 10])),
                made_on: "2026-11-30".parse().unwrap(),
                sent_on: None,
                unsent: None,
                large_print: false,
                bill,
            };
            let item = PrintItem {
                id: id.to_string(),
                first_page: 0,
                pages: 2,
                cents: Money::ZERO,
            };
            let bytes = list(name, &[item], &[made]).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            let row = cells(text.lines().nth(1).unwrap());
            assert_eq!(row.len(), COLUMNS.len(), "{name:?}");
            for cell in &row {
                let bare = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
                let begins = bare.chars().next();
                let number = cell.parse::<f64>().is_ok();
                assert!(
                    number
                        || !matches!(
                            begins,
                            Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
                        ),
                    "{cell:?}"
                );
            }
            assert_eq!(row[6], "-12.50");
        }
    }
}
