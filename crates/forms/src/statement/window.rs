//! What an envelope shows of the sheet in it. A window is six numbers; the sheet can slide by what the
//! envelope is larger than the folded sheet. From both follow two boxes on the sheet: what may show in
//! some position, and what shows in every one. Only an address may stand in the first, and all of it
//! must stand in the second.

use serde::{Deserialize, Serialize};

use crate::leaf::{Area, Mark, Role};

/// An envelope with a window, in thousandths of an inch. `left` and `up` are counted from the lower left
/// corner of the envelope's front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The envelope's width.
    pub envelope_width: i32,
    /// The envelope's height.
    pub envelope_height: i32,
    /// The window's width.
    pub width: i32,
    /// The window's height.
    pub height: i32,
    /// How far the window stands from the left edge.
    pub left: i32,
    /// How far the window stands above the lower edge.
    pub up: i32,
}

/// A folded Letter sheet: 8.5 by 3.667 inches.
const SHEET_WIDTH: i32 = 8_500;
const PANEL_HEIGHT: i32 = 3_667;

/// Which third of the sheet lies behind the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Panel {
    /// The upper third, in the envelope that goes out.
    Upper,
    /// The lower third, the slip, in the envelope that comes back.
    Lower,
}

/// The windows that a practice's envelopes have. Several of a kind: the paper fits them all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// The upper window, with the return address; empty when it is printed on the envelope.
    pub sender: Vec<Window>,
    /// The window with the address.
    pub addressee: Vec<Window>,
    /// The window of the return envelope; empty when that has none.
    pub remit: Vec<Window>,
}

/// The double window of a #10 envelope: the return address.
pub const TEN_SENDER: Window = Window {
    envelope_width: 9_500,
    envelope_height: 4_125,
    width: 3_500,
    height: 875,
    left: 500,
    up: 2_500,
};

/// The usual window of a #10 envelope.
pub const TEN: Window = Window {
    width: 4_000,
    height: 1_000,
    left: 500,
    up: 500,
    ..TEN_SENDER
};

/// The other usual window of a #10 envelope, farther in and higher.
pub const TEN_HIGH: Window = Window {
    left: 875,
    up: 625,
    ..TEN
};

/// The usual window of a #9 return envelope.
pub const NINE: Window = Window {
    envelope_width: 8_875,
    envelope_height: 3_875,
    width: 4_500,
    height: 1_125,
    left: 875,
    up: 500,
};

impl Default for Windows {
    /// The usual double windows, whoever made them.
    fn default() -> Windows {
        Windows {
            sender: vec![TEN_SENDER],
            addressee: vec![TEN, TEN_HIGH],
            remit: vec![NINE],
        }
    }
}

impl Window {
    /// How far the sheet can slide in the envelope: across and up, in thousandths of an inch.
    pub fn slide(&self) -> (i32, i32) {
        (
            (self.envelope_width - SHEET_WIDTH).max(0),
            (self.envelope_height - PANEL_HEIGHT).max(0),
        )
    }

    /// Why these numbers are no window; none when they are.
    fn fault(&self) -> Option<String> {
        let inches = |n: i32| format!("{}.{:03}", n / 1_000, n % 1_000);
        if self.envelope_width < SHEET_WIDTH || self.envelope_height < PANEL_HEIGHT {
            return Some(format!(
                "A folded sheet is 8.500 by 3.667 inches and does not go into an envelope of {} by {}.",
                inches(self.envelope_width),
                inches(self.envelope_height)
            ));
        }
        let inside = 0 < self.width
            && 0 < self.height
            && 0 <= self.left
            && 0 <= self.up
            && self.left.saturating_add(self.width) <= self.envelope_width
            && self.up.saturating_add(self.height) <= self.envelope_height;
        (!inside).then(|| {
            "The window does not lie on its envelope. Measure again from the lower left corner."
                .to_owned()
        })
    }

    /// The window on the sheet, in points, when the sheet was slid right and up by so much of the slide,
    /// 0 to 1.
    fn at(&self, panel: Panel, right: f32, up: f32) -> Area {
        let points = |thousandths: i32| thousandths as f32 * 0.072;
        let (across, down) = self.slide();
        let bottom = match panel {
            Panel::Upper => 264.0,
            Panel::Lower => 792.0,
        };
        let left = points(self.left) - points(across) * right;
        let low = bottom - points(self.up) + points(down) * up;
        Area::new(
            left,
            low - points(self.height),
            left + points(self.width),
            low,
        )
    }

    /// What may show and what always shows, in points on the sheet.
    fn zone(&self, panel: Panel) -> Zone {
        let [a, b] = [self.at(panel, 0.0, 0.0), self.at(panel, 1.0, 1.0)];
        Zone {
            may: Area::new(b.left, a.top, a.right, b.bottom),
            always: Area::new(a.left, b.top, b.right, a.bottom),
        }
    }
}

/// A zone of the sheet behind windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Zone {
    /// What shows in some position of the sheet.
    pub may: Area,
    /// What shows in every position, in every one of the windows.
    pub always: Area,
}

impl Zone {
    /// The zone of several windows.
    fn of(windows: &[Window], panel: Panel) -> Option<Zone> {
        let mut zones = windows.iter().map(|window| window.zone(panel));
        let first = zones.next()?;
        let whole = zones.fold(first, |zone, other| Zone {
            may: Area::new(
                zone.may.left.min(other.may.left),
                zone.may.top.min(other.may.top),
                zone.may.right.max(other.may.right),
                zone.may.bottom.max(other.may.bottom),
            ),
            always: Area::new(
                zone.always.left.max(other.always.left),
                zone.always.top.max(other.always.top),
                zone.always.right.min(other.always.right),
                zone.always.bottom.min(other.always.bottom),
            ),
        });
        Some(whole)
    }
}

/// The zones of a sheet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Zones {
    pub sender: Option<Zone>,
    pub addressee: Zone,
    pub remit: Option<Zone>,
}

/// Why a statement does not go into these envelopes, or is not drawn. No sentence holds a name or an
/// address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// There is no window for the address.
    #[error("an address needs a window. Choose the envelope in Settings")]
    NoWindow,
    /// The numbers say nothing.
    #[error("{0}")]
    Numbers(String),
    /// Some part of the window shows in no position of the sheet together with another.
    #[error(
        "the {0} window shows no common part of the sheet in all its positions. Choose an envelope with a larger window, or fewer kinds of envelopes"
    )]
    Nothing(&'static str),
    /// A block does not fit.
    #[error(
        "{block} does not fit the part of the sheet that always shows in its window ({width} by {height} points). Write it shorter, in at most 3 lines, or choose an envelope with a larger window"
    )]
    Block {
        /// Which one.
        block: &'static str,
        /// Points across.
        width: i32,
        /// Points down.
        height: i32,
    },
    /// Something else would show.
    #[error(
        "the {0} window would show more than an address on this sheet. Choose an envelope whose window is smaller, or farther left and down"
    )]
    Shows(&'static str),
}

impl Windows {
    /// The zones on the sheet.
    ///
    /// # Errors
    /// Says which window cannot be used.
    pub(crate) fn zones(&self) -> Result<Zones, WindowError> {
        let all = self.sender.iter().chain(&self.addressee).chain(&self.remit);
        if let Some(fault) = all.clone().find_map(Window::fault) {
            return Err(WindowError::Numbers(fault));
        }
        let usable = |zone: Option<Zone>, name| match zone {
            Some(zone)
                if zone.always.right <= zone.always.left
                    || zone.always.bottom <= zone.always.top =>
            {
                Err(WindowError::Nothing(name))
            }
            zone => Ok(zone),
        };
        let addressee = usable(Zone::of(&self.addressee, Panel::Upper), "address")?;
        Ok(Zones {
            sender: usable(Zone::of(&self.sender, Panel::Upper), "return address")?,
            addressee: addressee.ok_or(WindowError::NoWindow)?,
            remit: usable(Zone::of(&self.remit, Panel::Lower), "return envelope’s")?,
        })
    }

    /// Whether these windows can be used with this paper at all.
    ///
    /// # Errors
    /// Says which window cannot be used and why.
    pub fn check(&self) -> Result<(), WindowError> {
        self.zones().map(|_| ())
    }

    /// Each window in the four corners of its slide, on the sheet: what the overlay page draws.
    pub(crate) fn corners(&self) -> Vec<Area> {
        let upper = self.sender.iter().chain(&self.addressee);
        upper
            .map(|window| (window, Panel::Upper))
            .chain(self.remit.iter().map(|window| (window, Panel::Lower)))
            .flat_map(|(window, panel)| {
                [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
                    .map(|(right, up)| window.at(panel, right, up))
            })
            .collect()
    }
}

impl Zones {
    /// Holds the marks of a page against the windows: nothing but its own block may touch a zone, and
    /// that stands where it always shows.
    ///
    /// Without a slip nothing comes back, and the return envelope shows nothing.
    pub fn check(&self, marks: &[Mark], slip: bool) -> Result<(), WindowError> {
        let zones = [
            (
                Some(&self.addressee),
                Role::Addressee,
                "address",
                "the address",
            ),
            (
                self.sender.as_ref(),
                Role::Sender,
                "return address",
                "the practice’s name and address",
            ),
            (
                self.remit.as_ref().filter(|_| slip),
                Role::RemitTo,
                "return envelope’s",
                "the address for checks",
            ),
        ];
        for (zone, role, window, block) in zones {
            let Some(zone) = zone else { continue };
            // A pixel of the printer is no fault.
            let always = Area::new(
                zone.always.left - 0.05,
                zone.always.top - 0.05,
                zone.always.right + 0.05,
                zone.always.bottom + 0.05,
            );
            for mark in marks.iter().filter(|mark| mark.area.touches(&zone.may)) {
                if mark.role != role {
                    return Err(WindowError::Shows(window));
                }
                if !always.holds(&mark.area) {
                    return Err(no_room(block, &zone.always));
                }
            }
        }
        Ok(())
    }
}

/// A block does not fit its window.
pub(super) fn no_room(block: &'static str, always: &Area) -> WindowError {
    WindowError::Block {
        block,
        width: (always.right - always.left) as i32,
        height: (always.bottom - always.top) as i32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The boxes of design/paper, worked out by hand from the usual envelopes.
    #[test]
    fn the_usual_envelopes_show_these_parts_of_the_sheet() {
        let zones = Windows::default().zones().unwrap();
        #[track_caller]
        fn near(area: Area, [left, top, right, bottom]: [f32; 4]) {
            for (is, should) in [
                (area.left, left),
                (area.top, top),
                (area.right, right),
                (area.bottom, bottom),
            ] {
                assert!((is - should).abs() < 0.1, "{area:?}: {is} {should}");
            }
        }
        near(zones.addressee.always, [63.0, 189.0, 252.0, 219.0]);
        near(zones.addressee.may, [-36.0, 147.0, 351.0, 261.0]);
        let sender = zones.sender.unwrap();
        near(sender.always, [36.0, 54.0, 216.0, 84.0]);
        near(sender.may, [-36.0, 21.0, 288.0, 117.0]);
        let remit = zones.remit.unwrap();
        near(remit.always, [63.0, 690.0, 360.0, 756.0]);
        near(remit.may, [36.0, 675.0, 387.0, 771.0]);
        assert_eq!((TEN.slide(), NINE.slide()), ((1_000, 458), (375, 208)));
    }

    #[test]
    fn windows_that_cannot_be_used_are_refused_in_words() {
        let refused = |change: fn(&mut Windows), words: &str| {
            let mut windows = Windows::default();
            change(&mut windows);
            let fault = windows.check().unwrap_err().to_string();
            assert!(fault.contains(words), "{fault}");
        };
        refused(|w| w.addressee.clear(), "needs a window");
        refused(|w| w.addressee[0].envelope_width = 8_000, "8.000 by 4.125");
        refused(|w| w.remit[0].left = -1, "does not lie on its envelope");
        refused(
            |w| w.sender[0].width = i32::MAX,
            "does not lie on its envelope",
        );
        refused(|w| w.addressee[0].height = 458, "no common part");
    }
}
