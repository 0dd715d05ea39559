//! Where each subfield of the CMS-1500 (02/12) stands on the sheet: the table in
//! assets/forms/cms1500-fields.tsv, read once. Nothing else in the product knows a position.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The width of a Courier 12 pt character, 600/1000 em, in hundredths of a point: 10 to the inch.
pub const CELL: i32 = 720;

/// The item that only the alignment page prints.
pub(crate) const PICA: &str = "PICA";

/// How a value stands in its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The value begins in the first cell.
    Left,
    /// The value ends in the last cell.
    Right,
}

/// What belongs into a field, as the form's instructions say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Letters,
    /// Letters and digits.
    Text,
    /// Digits.
    Digits,
    /// A box that takes an X.
    Mark,
}

/// A subfield of the form: a run of cells of one line.
///
/// Lengths are hundredths of a point, so that positions add up exactly; `x` counts from the left
/// edge of the sheet and `baseline` from its top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The item: `1a`, `21A`, `24.1` for the first service line, `carrier`.
    pub item: &'static str,
    /// The subfield: `dob_mm`, `D_cpt_hcpcs`, the name of a box.
    pub subfield: &'static str,
    /// Page line, 1 to 66, 12 pt each.
    pub line: u8,
    /// How many characters fit.
    pub len: usize,
    /// How the value stands in its cells.
    pub align: Align,
    /// What belongs into it.
    pub kind: Kind,
    /// Left edge of the first cell, the fine shift included.
    pub x: i32,
    /// Baseline, from the top of the sheet.
    pub baseline: i32,
}

/// The whole table, in the order of the sheet: by line, then from left to right.
#[derive(Debug)]
pub struct Layout {
    fields: Vec<Field>,
    places: BTreeMap<(&'static str, &'static str), usize>,
}

/// What is wrong with a layout table.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// A column of the heading is missing.
    #[error("the layout table has no column {0}")]
    NoColumn(&'static str),
    /// A cell does not hold what its column wants.
    #[error("line {line} of the layout table: {column} holds \"{found}\"")]
    Cell {
        /// The line of the file, from 1.
        line: usize,
        /// The column's heading.
        column: &'static str,
        /// What stands there.
        found: String,
    },
    /// Two rows name one subfield.
    #[error("line {line} of the layout table names {item} {subfield} a second time")]
    Twice {
        /// The line of the file, from 1.
        line: usize,
        /// The item.
        item: String,
        /// The subfield.
        subfield: String,
    },
}

static CMS1500: LazyLock<Layout> = LazyLock::new(|| {
    match Layout::read(include_str!("../../../assets/forms/cms1500-fields.tsv")) {
        Ok(layout) => layout,
        Err(fault) => unreachable!("the table is compiled in and a test reads it: {fault}"),
    }
});

/// The layout of the CMS-1500 (02/12).
pub fn cms1500() -> &'static Layout {
    &CMS1500
}

impl Layout {
    /// Reads a layout table: tab-separated, with a heading.
    ///
    /// # Errors
    /// Names the line and the column that cannot be read.
    pub fn read(table: &'static str) -> Result<Layout, LayoutError> {
        let mut lines = table.lines().enumerate();
        let heading: Vec<&str> = lines
            .next()
            .map_or(Vec::new(), |(_, line)| line.split('\t').collect());
        let column = |name: &'static str| {
            heading
                .iter()
                .position(|h| *h == name)
                .ok_or(LayoutError::NoColumn(name))
        };
        let [item, subfield, line_no, len, align, kind, x, baseline] = [
            column("item")?,
            column("subfield")?,
            column("page_line")?,
            column("len")?,
            column("align")?,
            column("type")?,
            column("x_left_pt")?,
            column("baseline_pt_from_top")?,
        ];
        let mut layout = Layout {
            fields: Vec::new(),
            places: BTreeMap::new(),
        };
        for (at, text) in lines.filter(|(_, text)| !text.is_empty()) {
            let cells: Vec<&'static str> = text.split('\t').collect();
            let row = Row {
                line: at + 1,
                cells,
            };
            let field = Field {
                item: row.text(item, "item")?,
                subfield: row.text(subfield, "subfield")?,
                line: row.number(line_no, "page_line")?,
                len: row.number(len, "len")?,
                align: match row.text(align, "align")? {
                    "L" => Align::Left,
                    "R" => Align::Right,
                    _ => return Err(row.fault(align, "align")),
                },
                kind: match row.text(kind, "type")? {
                    "A" => Kind::Letters,
                    "AN" => Kind::Text,
                    "N" => Kind::Digits,
                    "M" => Kind::Mark,
                    _ => return Err(row.fault(kind, "type")),
                },
                x: row.points(x, "x_left_pt")?,
                baseline: row.points(baseline, "baseline_pt_from_top")?,
            };
            let place = (field.item, field.subfield);
            if layout.places.insert(place, layout.fields.len()).is_some() {
                return Err(LayoutError::Twice {
                    line: row.line,
                    item: field.item.to_owned(),
                    subfield: field.subfield.to_owned(),
                });
            }
            layout.fields.push(field);
        }
        Ok(layout)
    }

    /// Every subfield, in the order of the sheet.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The subfield of an item, with its place in [`Layout::fields`].
    pub fn find(&self, item: &str, subfield: &str) -> Option<(usize, &Field)> {
        // The map is covariant in its keys, so a shorter-lived question can be asked of it.
        let places: &BTreeMap<(&str, &str), usize> = &self.places;
        places
            .get(&(item, subfield))
            .map(|&at| (at, &self.fields[at]))
    }
}

impl Field {
    /// How far the field reaches to the right, in hundredths of a point.
    pub fn width(&self) -> i32 {
        // A field is at most 79 cells wide.
        CELL * i32::try_from(self.len).unwrap_or(79)
    }
}

struct Row {
    line: usize,
    cells: Vec<&'static str>,
}

impl Row {
    fn text(&self, at: usize, column: &'static str) -> Result<&'static str, LayoutError> {
        match self.cells.get(at) {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err(self.fault(at, column)),
        }
    }

    fn number<N: std::str::FromStr>(
        &self,
        at: usize,
        column: &'static str,
    ) -> Result<N, LayoutError> {
        self.text(at, column)?
            .parse()
            .map_err(|_| self.fault(at, column))
    }

    /// Points with at most two decimals, as hundredths.
    fn points(&self, at: usize, column: &'static str) -> Result<i32, LayoutError> {
        let (whole, rest) = self
            .text(at, column)?
            .split_once('.')
            .unwrap_or((self.text(at, column)?, ""));
        if 2 < rest.len() {
            return Err(self.fault(at, column));
        }
        format!("{whole}{rest:0<2}")
            .parse()
            .map_err(|_| self.fault(at, column))
    }

    fn fault(&self, at: usize, column: &'static str) -> LayoutError {
        let found = self.cells.get(at).copied().unwrap_or("").to_owned();
        LayoutError::Cell {
            line: self.line,
            column,
            found,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_form_reads_whole() {
        let layout = match Layout::read(include_str!("../../../assets/forms/cms1500-fields.tsv")) {
            Ok(layout) => layout,
            Err(fault) => panic!("{fault}"),
        };
        assert_eq!(
            layout.fields().len(),
            274,
            "272 that a claim fills and two for alignment"
        );
        let (_, code) = layout.find("24.1", "D_cpt_hcpcs").unwrap();
        assert_eq!((code.x, code.baseline, code.len), (19_590, 54_940, 6));
        assert_eq!(
            layout.find("28", "total_dollars").unwrap().1.align,
            Align::Right
        );
        assert!(layout.find("28", "nothing").is_none());
        assert!(layout.find("99", "total_dollars").is_none());
        for (at, field) in layout.fields().iter().enumerate() {
            assert_eq!(layout.find(field.item, field.subfield).unwrap().0, at);
        }
    }

    #[test]
    fn the_sheet_is_read_from_top_to_bottom() {
        let order: Vec<u8> = cms1500().fields().iter().map(|f| f.line).collect();
        assert!(
            order.is_sorted(),
            "text printers stream the form in this order"
        );
    }

    #[track_caller]
    fn refuses(table: &'static str, want: &str) {
        assert_eq!(Layout::read(table).unwrap_err().to_string(), want);
    }

    #[test]
    fn a_broken_table_says_where() {
        refuses(
            "item\tsubfield\n",
            "the layout table has no column page_line",
        );
        const HEAD: &str =
            "item\tsubfield\tpage_line\tlen\talign\ttype\tx_left_pt\tbaseline_pt_from_top\n";
        let row =
            |row: &str| -> &'static str { Box::leak(format!("{HEAD}{row}").into_boxed_str()) };
        refuses(
            row("2\tname\t12\tmany\tL\tA\t23.1\t141.4\n"),
            "line 2 of the layout table: len holds \"many\"",
        );
        refuses(
            row("2\tname\t12\t28\tX\tA\t23.1\t141.4\n"),
            "line 2 of the layout table: align holds \"X\"",
        );
        refuses(
            row("2\tname\t12\t28\tL\tA\t23.125\t141.4\n"),
            "line 2 of the layout table: x_left_pt holds \"23.125\"",
        );
        refuses(
            row("2\tname\t12\t28\tL\tA\t23.1\t141.4\n2\tname\t12\t28\tL\tA\t23.1\t141.4\n"),
            "line 3 of the layout table names 2 name a second time",
        );
    }
}
