//! What the practice set for the time after the last statement: the texts of its letters, the name of its
//! agency, and the columns of the agency's file.

use billing::letter::{FIELDS as NAMES, LetterStage, LetterWords, MOST, unknown_field};
use billing::placement::{AgencyColumn, FIELDS};
use billing::statement::rules::StatementRules;
use vault::statements;

use crate::Workbench;
use crate::bench::Done;
use crate::problem::Problem;
use crate::view::{Changed, Nothing, view};

view! {
    /// What holds after the last statement.
    pub struct CollectionRules {
        /// The letters in their order; three at the most.
        pub letters: Vec<LetterRule>,
        /// The agency's name; empty for none.
        pub agency: String,
        /// The columns of the agency's file in their order.
        pub columns: Vec<FileColumn>,
        /// What a column can hold.
        pub fields: Vec<FileColumn>,
        /// What a text can name in braces, with what stands there.
        pub names: Vec<FileColumn>,
    }

    /// A letter of the series.
    pub struct LetterRule {
        /// What billers call it.
        pub name: String,
        /// Days to pay.
        pub days: u32,
        /// Over the text, in English.
        pub subject: String,
        /// Paragraphs, parted by empty lines.
        pub text: String,
        /// Over the text, in Spanish; empty to send it in English.
        pub subject_es: String,
        /// In Spanish.
        pub text_es: String,
    }

    /// A field under a heading.
    pub struct FileColumn {
        /// By its code.
        pub field: String,
        /// What stands over it.
        pub header: String,
    }
}

fn columns<'a>(all: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<FileColumn> {
    all.into_iter()
        .map(|(field, header)| FileColumn {
            field: field.to_owned(),
            header: header.to_owned(),
        })
        .collect()
}

fn rules_view(rules: &StatementRules) -> CollectionRules {
    let file = rules.agency.file();
    CollectionRules {
        letters: rules
            .series()
            .into_iter()
            .map(|stage| LetterRule {
                name: stage.name,
                days: stage.days.into(),
                subject: stage.english.subject,
                text: stage.english.text,
                subject_es: stage.spanish.subject,
                text_es: stage.spanish.text,
            })
            .collect(),
        agency: rules.agency.name.clone(),
        columns: columns(
            file.iter()
                .map(|one| (one.field.as_str(), one.header.as_str())),
        ),
        fields: columns(FIELDS),
        names: columns(NAMES),
    }
}

/// What holds after the last statement.
pub(crate) fn collection_rules(bench: &Workbench, _: Nothing) -> Result<CollectionRules, Problem> {
    let open = bench.opened()?;
    Ok(rules_view(&statements::rules(&*open.vault.reader()?)?))
}

/// A text of a letter.
fn text(field: &str, text: &str, needed: bool) -> Result<String, Problem> {
    let text = text.trim().replace("\r\n", "\n");
    if needed && text.is_empty() {
        return Err(Problem::field(
            field,
            "This is printed on the letter. Type it.",
        ));
    }
    if 4_000 < text.chars().count() {
        return Err(Problem::field(field, "This takes 4,000 characters."));
    }
    if let Some(name) = unknown_field(&text) {
        let known: Vec<String> = NAMES
            .iter()
            .map(|(name, _)| format!("{{{name}}}"))
            .collect();
        return Err(Problem::field(
            field,
            format!(
                "Nothing is called {{{name}}}. A text can name {}.",
                known.join(", ")
            ),
        ));
    }
    Ok(text)
}

fn stage(n: usize, rule: &LetterRule) -> Result<LetterStage, Problem> {
    let field = |name: &str| format!("letters.{n}.{name}");
    let name = text(&field("name"), &rule.name, true)?;
    let days = u16::try_from(rule.days)
        .ok()
        .filter(|days| (1..=365).contains(days))
        .ok_or_else(|| Problem::field(&field("days"), "A number of days from 1 to 365."))?;
    let spanish = LetterWords {
        subject: text(
            &field("subject_es"),
            &rule.subject_es,
            !rule.text_es.trim().is_empty(),
        )?,
        text: text(&field("text_es"), &rule.text_es, false)?,
    };
    Ok(LetterStage {
        name,
        days,
        english: LetterWords {
            subject: text(&field("subject"), &rule.subject, true)?,
            text: text(&field("text"), &rule.text, true)?,
        },
        spanish,
    })
}

fn column(n: usize, column: &FileColumn) -> Result<AgencyColumn, Problem> {
    if FIELDS.iter().all(|(field, _)| *field != column.field) {
        return Err(Problem::field(
            &format!("columns.{n}.field"),
            "Choose what stands in this column.",
        ));
    }
    let header = column.header.trim().to_owned();
    if header.is_empty() || 80 < header.chars().count() {
        return Err(Problem::field(
            &format!("columns.{n}.header"),
            "Type what stands over this column, 80 characters at the most.",
        ));
    }
    Ok(AgencyColumn {
        field: column.field.clone(),
        header,
    })
}

/// Sets what holds after the last statement.
pub(crate) fn save_collection_rules(
    bench: &Workbench,
    ask: CollectionRules,
) -> Result<Changed<CollectionRules>, Problem> {
    let open = bench.opened()?;
    if ask.letters.is_empty() || MOST < ask.letters.len() {
        return Err(Problem::field(
            "letters",
            format!("A series has one letter to {MOST}."),
        ));
    }
    if ask.columns.is_empty() || 60 < ask.columns.len() {
        return Err(Problem::field("columns", "A file has one column to 60."));
    }
    let stages: Vec<LetterStage> = (ask.letters.iter().enumerate())
        .map(|(n, rule)| stage(n, rule))
        .collect::<Result<_, _>>()?;
    let file: Vec<AgencyColumn> = (ask.columns.iter().enumerate())
        .map(|(n, one)| column(n, one))
        .collect::<Result<_, _>>()?;
    let agency = ask.agency.trim().to_owned();
    if 80 < agency.chars().count() {
        return Err(Problem::field("agency", "This takes 80 characters."));
    }
    bench.transact(&open, "save_collection_rules", |writer| {
        let mut rules = statements::rules(writer.db())?;
        rules.letters.clone_from(&stages);
        rules.agency.name.clone_from(&agency);
        rules.agency.columns.clone_from(&file);
        writer.put(&rules)?;
        Ok(Done::new(
            rules_view(&rules),
            "Change the letters and the agency",
        ))
    })
}
