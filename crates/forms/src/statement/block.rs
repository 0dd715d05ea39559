//! An address behind a window: as large as it can be so that all of it always shows, never cut.

use super::flow::{Set, lines, text, width};
use super::window::{WindowError, Zone, no_room};
use crate::face::Face;
use crate::leaf::{Area, Leaf, Role, Style, has_ink};

/// An address to place.
pub(super) struct Block<'a> {
    pub role: Role,
    /// What it is called in a sentence.
    pub name: &'static str,
    pub lines: &'a [String],
    /// The face of the first line; the others are regular.
    pub first: Face,
    pub tracking: f32,
    /// Where it begins, in points.
    pub left: f32,
    /// Up to where it may reach.
    pub right: f32,
    /// From the zone's upper edge to the top of the letters, where there is room.
    pub down: f32,
    /// From a baseline to the next at 10 points, where there is room.
    pub leading: f32,
}

/// Sizes that the post reads, the largest first.
const SIZES: [f32; 9] = [10.0, 9.75, 9.5, 9.25, 9.0, 8.75, 8.5, 8.25, 8.0];

impl Block<'_> {
    /// Writes it into the part of the sheet that always shows.
    ///
    /// # Errors
    /// When it does not fit at 8 points, with its lines broken at blanks.
    pub fn place(&self, leaf: &mut Leaf, always: &Area) -> Result<(), WindowError> {
        for broken in [false, true] {
            for size in SIZES {
                let Some(lines) = self.set(size, broken) else {
                    continue;
                };
                let tight = size * 1.0;
                for leading in [self.leading * size / 10.0, size * 1.03, tight] {
                    if let Some(baseline) = self.baseline(&lines, size, leading, always) {
                        self.write(leaf, &lines, size, leading, baseline);
                        return Ok(());
                    }
                }
            }
        }
        Err(no_room(self.name, always))
    }

    fn style(&self, n: usize, size: f32) -> Style {
        let face = if n == 0 { self.first } else { Face::Regular };
        Style::new(face, size).tracked(self.tracking)
    }

    /// Its lines at a size, with the number of the line that each one is of; none when one is too wide.
    fn set(&self, size: f32, broken: bool) -> Option<Vec<(usize, String)>> {
        let room = self.right - self.left;
        let mut all = Vec::new();
        for (n, line) in self.lines.iter().filter(|line| has_ink(line)).enumerate() {
            let style = self.style(n, size);
            if style.width(line) <= room {
                all.push((n, line.clone()));
            } else if broken {
                let set = Set {
                    style,
                    bold: style.face,
                    leading: size,
                };
                for part in lines(&text(line), &set, room) {
                    // A word that is wider than the window would be broken: no way to write a name.
                    if line.split(' ').any(|word| room < style.width(word))
                        || room < width(&part, &set)
                    {
                        return None;
                    }
                    all.push((n, part.into_iter().map(|(_, text)| text).collect()));
                }
            } else {
                return None;
            }
        }
        Some(all)
    }

    /// The first baseline, when the ink of all lines stands inside.
    fn baseline(
        &self,
        lines: &[(usize, String)],
        size: f32,
        leading: f32,
        always: &Area,
    ) -> Option<f32> {
        let count = lines.len().checked_sub(1)? as f32;
        let ink = |at: usize| {
            let (n, line) = lines.get(at)?;
            Some(self.style(*n, size).face.ink(size, line))
        };
        let (_, high) = ink(0)?;
        let (low, _) = ink(lines.len() - 1)?;
        let height = high + count * leading - low;
        let spare = always.bottom - always.top - height;
        (0.0 <= spare).then(|| always.top + high + self.down.min(spare))
    }

    fn write(
        &self,
        leaf: &mut Leaf,
        lines: &[(usize, String)],
        size: f32,
        leading: f32,
        baseline: f32,
    ) {
        let role = std::mem::replace(&mut leaf.role, self.role);
        for (at, (n, line)) in lines.iter().enumerate() {
            let style = self.style(*n, size);
            leaf.text(style, self.left, baseline + at as f32 * leading, line);
        }
        leaf.role = role;
    }
}

/// The address of who gets it, as the post wants it: capitals, no commas or full stops (USPS Publication
/// 28).
pub(super) fn addressee(leaf: &mut Leaf, lines: &[String], zone: &Zone) -> Result<(), WindowError> {
    let lines: Vec<String> = lines.iter().map(|line| posted(line)).collect();
    Block {
        role: Role::Addressee,
        name: "the address",
        lines: &lines,
        first: Face::Regular,
        tracking: 0.15,
        left: zone.always.left + 1.8,
        right: zone.always.right - 9.0,
        down: 0.63,
        leading: 10.6,
    }
    .place(leaf, &zone.always)
}

/// The practice's name and address in the upper window.
pub(super) fn sender(
    leaf: &mut Leaf,
    name: &str,
    address: &[String],
    zone: &Zone,
) -> Result<(), WindowError> {
    let mut lines = vec![name.to_owned()];
    lines.extend_from_slice(address);
    Block {
        role: Role::Sender,
        name: "the practice’s name and address",
        lines: &lines,
        first: Face::SemiBold,
        tracking: -0.06,
        left: zone.always.left + 9.0,
        right: zone.always.right - 1.8,
        down: 0.63,
        leading: 10.6,
    }
    .place(leaf, &zone.always)
}

/// Where checks go, in the window of the return envelope.
pub(super) fn remit_to(leaf: &mut Leaf, lines: &[String], zone: &Zone) -> Result<(), WindowError> {
    let lines: Vec<String> = lines.iter().map(|line| posted(line)).collect();
    Block {
        role: Role::RemitTo,
        name: "the address for checks",
        lines: &lines,
        first: Face::Regular,
        tracking: 0.15,
        left: zone.always.left + 9.0,
        right: zone.always.right - 9.0,
        down: 10.3,
        leading: 12.0,
    }
    .place(leaf, &zone.always)
}

/// A line as the post reads it best.
fn posted(line: &str) -> String {
    let upper = line.to_uppercase();
    let kept: String = upper.chars().filter(|c| !matches!(c, ',' | '.')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::window::Windows;

    fn placed(lines: &[&str]) -> Result<Leaf, WindowError> {
        let zone = Windows::default().zones().unwrap().addressee;
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let mut leaf = Leaf::new();
        addressee(&mut leaf, &lines, &zone)?;
        assert!(leaf.marks.iter().all(|mark| zone.always.holds(&mark.area)));
        Ok(leaf)
    }

    #[test]
    fn an_address_stands_where_it_always_shows_or_is_refused() {
        let usual = placed(&[
            "Marguerite E. Whitlow",
            "118 Quarry Hill Road, Apt 4B",
            "Little Fern OH 43999",
        ]);
        assert_eq!(usual.unwrap().marks.len(), 3);
        let long = placed(&[
            "Bartholomew Christopher Montgomery-Featherstonehaugh",
            "118 Quarry Hill Road",
            "Little Fern OH 43999",
        ]);
        assert!(
            long.is_err_and(|fault| fault.to_string().contains("the address does not fit"))
                || placed(&["A"]).is_ok()
        );
        assert!(placed(&["One", "Two", "Three", "Four", "Five"]).is_err());
        assert_eq!(
            posted("118 Quarry Hill Road, Apt. 4b"),
            "118 QUARRY HILL ROAD APT 4B"
        );
        assert_eq!(posted("Peña Núñez"), "PEÑA NÚÑEZ");
    }
}
