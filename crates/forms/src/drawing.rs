//! The form itself, drawn by us for the draft on plain paper: rules, boxes, shading and captions of
//! assets/forms/cms1500-drawing.json. It is no approved form and says so.

use std::sync::LazyLock;

use printpdf::BuiltinFont;
use serde::Deserialize;

use crate::pdf::{Anchor, Canvas};

/// The drawing, all places in points from the top left corner of the sheet.
#[derive(Debug, Deserialize)]
pub struct Drawing {
    ideal: Parts,
    styles: Styles,
}

/// The parts of the drawing.
#[derive(Debug, Deserialize)]
struct Parts {
    hlines: Vec<Rule<Across>>,
    vlines: Vec<Rule<Down>>,
    checkboxes: Vec<Area>,
    pica_boxes: Vec<Area>,
    shaded: Vec<Area>,
    item21_underlines: Vec<Underline>,
    labels: Vec<Label>,
    side_arrows: Vec<Arrow>,
}

/// How a rule is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stroke {
    /// Unbroken.
    Solid,
    /// 3 on, 2 off.
    Dashed,
    /// 1 on, 1.5 off.
    Dotted,
}

#[derive(Debug, Deserialize)]
struct Rule<Run> {
    #[serde(flatten)]
    run: Run,
    w: f32,
    style: Stroke,
}

#[derive(Debug, Deserialize)]
struct Across {
    y: f32,
    x0: f32,
    x1: f32,
}

#[derive(Debug, Deserialize)]
struct Down {
    x: f32,
    y0: f32,
    y1: f32,
}

/// A rectangle of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Area {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

#[derive(Debug, Deserialize)]
struct Underline {
    x0: f32,
    x1: f32,
    y: f32,
    tick: f32,
}

#[derive(Debug, Deserialize)]
struct Label {
    x: f32,
    baseline: f32,
    size: f32,
    text: String,
    #[serde(default)]
    font: Font,
    #[serde(default)]
    anchor: Anchor,
    #[serde(default)]
    rotate: u16,
    style: Option<Shade>,
    /// Says that this is a draft.
    #[serde(default)]
    draft: bool,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Shade {
    Ghost,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum Font {
    #[default]
    Helvetica,
    #[serde(rename = "Helvetica-Bold")]
    Bold,
    #[serde(rename = "Helvetica-Oblique")]
    Oblique,
}

#[derive(Debug, Deserialize)]
struct Arrow {
    x: f32,
    y0: f32,
    y1: f32,
    head: Head,
    w: f32,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Head {
    Up,
    Down,
}

#[derive(Debug, Deserialize)]
struct Styles {
    dashed: Vec<f32>,
    dotted: Vec<f32>,
    shade: f32,
    ghost: f32,
    rule: f32,
    caption: f32,
}

static CMS1500: LazyLock<Drawing> = LazyLock::new(|| {
    match serde_json::from_str(include_str!("../../../assets/forms/cms1500-drawing.json")) {
        Ok(drawing) => drawing,
        Err(fault) => unreachable!("the drawing is compiled in and a test reads it: {fault}"),
    }
});

/// The drawing of the CMS-1500 (02/12).
pub fn cms1500() -> &'static Drawing {
    &CMS1500
}

impl Drawing {
    /// The boxes that take an X.
    pub fn check_boxes(&self) -> &[Area] {
        &self.ideal.checkboxes
    }

    /// Everything that ink of a value must not touch, as the area that its stroke covers: rules,
    /// the sides of boxes, the lines of item 21.
    pub fn strokes(&self) -> Vec<Area> {
        let parts = &self.ideal;
        let across = |x0: f32, x1: f32, y: f32, w: f32| Area {
            x0,
            y0: y - w / 2.0,
            x1,
            y1: y + w / 2.0,
        };
        let down = |x: f32, y0: f32, y1: f32, w: f32| Area {
            x0: x - w / 2.0,
            y0,
            x1: x + w / 2.0,
            y1,
        };
        let mut all: Vec<Area> = parts
            .hlines
            .iter()
            .map(|r| across(r.run.x0, r.run.x1, r.run.y, r.w))
            .collect();
        all.extend(
            parts
                .vlines
                .iter()
                .map(|r| down(r.run.x, r.run.y0, r.run.y1, r.w)),
        );
        for Area { x0, y0, x1, y1 } in &parts.checkboxes {
            all.extend([across(*x0, *x1, *y0, 0.5), across(*x0, *x1, *y1, 0.5)]);
            all.extend([down(*x0, *y0, *y1, 0.5), down(*x1, *y0, *y1, 0.5)]);
        }
        for line in &parts.item21_underlines {
            all.push(across(line.x0, line.x1, line.y, 0.5));
            all.push(down(line.x0, line.y - line.tick, line.y, 0.5));
        }
        all
    }

    /// Draws the form; as a draft, with the words that say so.
    pub(crate) fn draw(&self, draft: bool) -> Canvas {
        let (parts, styles) = (&self.ideal, &self.styles);
        let mut canvas = Canvas::new();
        canvas.ink(styles.shade);
        for area in &parts.shaded {
            canvas.fill(area.x0, area.y0, area.x1, area.y1);
        }
        canvas.ink(styles.ghost);
        parts
            .labels
            .iter()
            .filter(|l| l.style.is_some())
            .for_each(|label| label.draw(&mut canvas));
        for rule in &parts.hlines {
            canvas.pen(styles.rule, rule.w, styles.dashes(rule.style));
            canvas.line(&[(rule.run.x0, rule.run.y), (rule.run.x1, rule.run.y)]);
        }
        for rule in &parts.vlines {
            canvas.pen(styles.rule, rule.w, styles.dashes(rule.style));
            canvas.line(&[(rule.run.x, rule.run.y0), (rule.run.x, rule.run.y1)]);
        }
        canvas.pen(styles.rule, 0.5, &[]);
        for area in parts.checkboxes.iter().chain(&parts.pica_boxes) {
            canvas.outline(area.x0, area.y0, area.x1, area.y1);
        }
        for line in &parts.item21_underlines {
            canvas.line(&[
                (line.x0, line.y - line.tick),
                (line.x0, line.y),
                (line.x1, line.y),
            ]);
        }
        canvas.ink(styles.rule);
        for arrow in &parts.side_arrows {
            canvas.pen(styles.rule, arrow.w, &[]);
            canvas.line(&[(arrow.x, arrow.y0), (arrow.x, arrow.y1)]);
            let (tip, back) = match arrow.head {
                Head::Up => (arrow.y0, arrow.y0 + 5.0),
                Head::Down => (arrow.y1, arrow.y1 - 5.0),
            };
            canvas.shape(&[(arrow.x, tip), (arrow.x - 2.2, back), (arrow.x + 2.2, back)]);
        }
        canvas.ink(styles.caption);
        parts
            .labels
            .iter()
            .filter(|l| l.style.is_none() && (draft || !l.draft))
            .for_each(|label| label.draw(&mut canvas));
        canvas
    }
}

impl Styles {
    fn dashes(&self, stroke: Stroke) -> &[f32] {
        match stroke {
            Stroke::Solid => &[],
            Stroke::Dashed => &self.dashed,
            Stroke::Dotted => &self.dotted,
        }
    }
}

impl Label {
    fn draw(&self, canvas: &mut Canvas) {
        let font = match self.font {
            Font::Helvetica => BuiltinFont::Helvetica,
            Font::Bold => BuiltinFont::HelveticaBold,
            Font::Oblique => BuiltinFont::HelveticaOblique,
        };
        let place = (self.x, self.baseline);
        match self.rotate {
            90 => canvas.text_up(font, self.size, place, &self.text),
            _ => canvas.text(font, self.size, place, self.anchor, &self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{self, Kind};

    #[test]
    fn the_drawing_reads_whole() {
        let read: Result<Drawing, _> =
            serde_json::from_str(include_str!("../../../assets/forms/cms1500-drawing.json"));
        let drawing = match read {
            Ok(drawing) => drawing,
            Err(fault) => panic!("{fault}"),
        };
        assert_eq!(drawing.ideal.labels.len(), 230);
        assert!(
            drawing
                .ideal
                .labels
                .iter()
                .all(|l| matches!(l.rotate, 0 | 90))
        );
    }

    #[test]
    fn every_box_of_the_layout_is_drawn() {
        let marks = layout::cms1500()
            .fields()
            .iter()
            .filter(|f| f.kind == Kind::Mark);
        for mark in marks {
            let (x, y) = (
                mark.x as f32 / 100.0 + 3.6,
                mark.baseline as f32 / 100.0 - 3.4,
            );
            let inside = |b: &&Area| b.x0 < x && x < b.x1 && b.y0 < y && y < b.y1;
            let found: Vec<&Area> = cms1500().check_boxes().iter().filter(inside).collect();
            assert_eq!(found.len(), 1, "{} {}", mark.item, mark.subfield);
            let middle = (found[0].x0 + found[0].x1) / 2.0;
            assert!(
                (middle - x).abs() < 1.5,
                "{} {}: the X stands in the middle",
                mark.item,
                mark.subfield
            );
        }
    }
}
