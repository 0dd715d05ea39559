//! The page that shows how a sheet lies in its envelope: what may show in blue, what always shows in
//! green, each window in the corners of its slide dashed. Printed, folded and put into a real envelope
//! it proves the six numbers.

use billing::statement::Practice;
use printpdf::{Color, Op, PaintMode, Pt, Rect, Rgb};

use super::flow::{Set, drop, lines, text, write_all};
use super::letters::practice;
use super::page::{FOLD, TEAR};
use super::window::Zone;
use super::{Look, StatementError, block};
use crate::face::Face::{Regular, SemiBold};
use crate::leaf::{Area, Leaf, Style};
use crate::pdf::{HEIGHT, Meta};
use crate::scroll::{Scroll, Size};

/// The overlay page for a practice's envelopes, with its own addresses and a sample recipient.
///
/// # Errors
/// When the windows cannot be used or the practice's addresses do not fit them.
pub fn overlay(of: &Practice, look: &Look, meta: Meta) -> Result<Vec<u8>, StatementError> {
    let mut of = of.clone();
    practice(&mut of)?;
    let zones = look.windows.zones()?;
    let mut leaf = Leaf::new();
    let named = [
        (zones.sender.as_ref(), "return address"),
        (Some(&zones.addressee), "address"),
        (zones.remit.as_ref(), "return envelope"),
    ];
    for (zone, name) in named {
        if let Some(zone) = zone {
            draw(&mut leaf, zone);
            let style = Style::new(SemiBold, 8.0);
            let x = zone.may.left.max(4.0) + 4.0;
            leaf.text(style, x, zone.may.bottom - 3.0, name);
        }
    }
    for corner in look.windows.corners() {
        dashed(&mut leaf, &seen(corner));
    }
    if let Some(zone) = &zones.sender {
        block::sender(&mut leaf, &of.name, &of.address, zone)?;
    }
    let sample = [
        "Your Patient’s Name",
        "100 Long Street Name Apt 20",
        "Your City ST 00000-0000",
    ];
    let sample: Vec<String> = sample.iter().map(|line| (*line).to_owned()).collect();
    block::addressee(&mut leaf, &sample, &zones.addressee)?;
    if let Some(zone) = &zones.remit {
        block::remit_to(&mut leaf, &of.remit_to, zone)?;
    }
    leaf.rule(0.6, 18.0, 594.0, FOLD, 0.5);
    leaf.dashed(0.0, 612.0, TEAR);
    explain(&mut leaf, look);
    let mut scroll = Scroll::new(Vec::new(), "Envelope windows", "en-US", Size::Letter, meta)?;
    let (ops, used) = leaf.finish();
    scroll.add(ops, &used)?;
    Ok(scroll.finish(None)?)
}

/// What to do with the page.
fn explain(leaf: &mut Leaf, look: &Look) {
    let style = Style::new(SemiBold, 15.0);
    leaf.text(
        style,
        45.0,
        290.0 + drop(15.0, 19.0),
        "Does this sheet fit your envelope?",
    );
    let set = Set::new(11.0, 15.0);
    let steps = [
        "1. Print this page at 100 %, without scaling.",
        "2. Fold it at the line above. Put it into the envelope with the window, this side to the window.",
        "3. Tap it to each of the four corners of the envelope. In every position the whole address must show, and nothing outside the blue box.",
        "4. Tear off the lower part at the dashed line and do the same with the return envelope.",
        "If something else shows, measure the window from the lower left corner of the envelope’s front and enter its six numbers in Settings.",
    ];
    let mut y = 322.0;
    for step in steps {
        let rows = lines(&text(step), &set, 522.0);
        y = write_all(leaf, &set, 45.0, y, &rows) + 3.0;
    }
    y += 8.0;
    let style = Style::new(Regular, 9.5).soft();
    let inches = |n: i32| format!("{}.{:03}", n / 1_000, n % 1_000);
    let windows = &look.windows;
    let named = [
        ("Return address", &windows.sender),
        ("Address", &windows.addressee),
        ("Return envelope", &windows.remit),
    ];
    for (name, windows) in named {
        for window in windows {
            let (across, up) = window.slide();
            let says = format!(
                "{name}: envelope {} × {} in, window {} × {} in, {} in from the left, {} in up; the sheet can slide {} in across and {} in up.",
                inches(window.envelope_width),
                inches(window.envelope_height),
                inches(window.width),
                inches(window.height),
                inches(window.left),
                inches(window.up),
                inches(across),
                inches(up)
            );
            leaf.text(super::flow::fitted(style, &says, 522.0), 45.0, y, &says);
            y += 13.0;
        }
    }
}

/// A box on the sheet, as far as it is on it.
fn seen(area: Area) -> Area {
    Area::new(
        area.left.max(0.5),
        area.top.max(0.5),
        area.right.min(611.5),
        area.bottom.min(791.5),
    )
}

fn rectangle(area: &Area, mode: PaintMode) -> Op {
    let mut rectangle = Rect::from_xywh(
        Pt(area.left),
        Pt(HEIGHT - area.bottom),
        Pt(area.right - area.left),
        Pt(area.bottom - area.top),
    );
    rectangle.mode = Some(mode);
    Op::DrawRectangle { rectangle }
}

fn color(red: f32, green: f32, blue: f32) -> Color {
    Color::Rgb(Rgb::new(red, green, blue, None))
}

/// What may show, pale blue, and what always shows, framed in green.
fn draw(leaf: &mut Leaf, zone: &Zone) {
    leaf.plain();
    leaf.ops.extend([
        Op::SetFillColor {
            col: color(0.88, 0.91, 0.94),
        },
        rectangle(&seen(zone.may), PaintMode::Fill),
        Op::SetOutlineColor {
            col: color(0.09, 0.29, 0.525),
        },
        Op::SetOutlineThickness { pt: Pt(1.0) },
        rectangle(&seen(zone.may), PaintMode::Stroke),
        Op::SetOutlineColor {
            col: color(0.04, 0.48, 0.24),
        },
        Op::SetOutlineThickness { pt: Pt(1.4) },
        rectangle(&zone.always, PaintMode::Stroke),
    ]);
}

/// A window in one position of the sheet.
fn dashed(leaf: &mut Leaf, area: &Area) {
    leaf.plain();
    leaf.ops.extend([
        Op::SetOutlineColor {
            col: color(0.09, 0.29, 0.525),
        },
        Op::SetOutlineThickness { pt: Pt(0.6) },
        Op::SetLineDashPattern {
            dash: printpdf::LineDashPattern::new(0.0, &[3.0, 2.0]),
        },
        rectangle(area, PaintMode::Stroke),
        Op::SetLineDashPattern {
            dash: printpdf::LineDashPattern::new(0.0, &[]),
        },
    ]);
}
