//! What a practice's paper looks like: its logo, the windows of its envelopes by their numbers, and the
//! overlay page that proves them on a real envelope.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use billing::print_job::{OVERLAY, PrintItem};
use billing::statement::rules::{Envelopes, StatementRules, Window, inch_text, inches};
use forms::statement::{Look, Windows, overlay};
use forms::{Meta, Picture};
use values::Money;
use vault::statements::{self, Logo};
use vault::{Connection, VaultError, writer};

use crate::Workbench;
use crate::bench::{Done, Open, random};
use crate::print_jobs::{NewJob, Printed};
use crate::print_send::{Destination, print_job};
use crate::problem::{Code, Problem};
use crate::statement_bill::Maker;
use crate::view::{Changed, Nothing, view};

view! {
    /// The logo on the practice's papers.
    pub struct LogoView {
        /// A PNG, base64; empty when there is none.
        pub png: String,
        /// Points across.
        pub width: u32,
        /// Points down.
        pub height: u32,
        /// What to know of it, in a sentence; empty when nothing is.
        pub says: String,
    }

    /// The windows of the practice's envelopes, as somebody measured them.
    pub struct EnvelopesView {
        /// The upper window, with the return address.
        pub sender: WindowView,
        /// The window with the patient's address.
        pub addressee: WindowView,
        /// The window of the return envelope.
        pub remit: WindowView,
    }

    /// An envelope with a window, in inches, from the lower left corner of its front.
    pub struct WindowView {
        /// False when the envelope has no such window.
        pub used: bool,
        /// The envelope's width.
        pub envelope_width: String,
        /// The envelope's height.
        pub envelope_height: String,
        /// The window's width.
        pub width: String,
        /// The window's height.
        pub height: String,
        /// From the left edge.
        pub left: String,
        /// From the lower edge.
        pub up: String,
    }

    /// Where the overlay page goes.
    pub struct PrintOverlay {
        /// A file to save to, from `pick_save`; empty to print on a printer.
        pub token: String,
        /// A printer's name; empty to save a file.
        pub printer: String,
    }
}

/// The windows of the envelopes that the rules name.
pub(crate) fn windows(rules: &StatementRules) -> Windows {
    let of = |window: &Option<Window>| -> Vec<forms::statement::Window> {
        (window.iter())
            .map(|window| forms::statement::Window {
                envelope_width: window.envelope_width,
                envelope_height: window.envelope_height,
                width: window.width,
                height: window.height,
                left: window.left,
                up: window.up,
            })
            .collect()
    };
    match rules.envelope.as_str() {
        "own" => Windows {
            sender: of(&rules.windows.sender),
            addressee: of(&rules.windows.addressee),
            remit: of(&rules.windows.remit),
        },
        "1" => Windows {
            sender: Vec::new(),
            ..Windows::default()
        },
        _ => Windows::default(),
    }
}

fn kept_logo(db: &Connection) -> Result<Option<Logo>, Problem> {
    match writer::get::<Logo>(db, Logo::ID) {
        Ok((logo, _)) => Ok(Some(logo)),
        Err(VaultError::NoSuch(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The practice's logo as it is drawn.
///
/// # Errors
/// As the database answers.
pub(crate) fn logo_picture(db: &Connection) -> Result<Option<Picture>, Problem> {
    let bytes = kept_logo(db)?.and_then(|logo| STANDARD.decode(logo.png).ok());
    Ok(bytes.and_then(|bytes| Picture::from_png(&bytes).ok()))
}

/// How the practice's statements look.
///
/// # Errors
/// As the database answers.
pub(crate) fn look(db: &Connection, rules: &StatementRules) -> Result<Look, Problem> {
    Ok(Look {
        windows: windows(rules),
        logo: logo_picture(db)?,
        both_sides: false,
    })
}

fn logo_view(db: &Connection) -> Result<LogoView, Problem> {
    let kept = kept_logo(db)?.unwrap_or_default();
    let shown = look(db, &statements::rules(db)?)?.shows_logo();
    let says = match shown {
        Ok(false) => "The windows of these envelopes leave no room for a logo on statements.",
        _ => "",
    };
    Ok(LogoView {
        png: kept.png,
        width: kept.width,
        height: kept.height,
        says: says.to_owned(),
    })
}

/// The logo on the practice's papers.
pub(crate) fn logo(bench: &Workbench, _: Nothing) -> Result<LogoView, Problem> {
    let open = bench.opened()?;
    logo_view(&*open.vault.reader()?)
}

/// Files larger than this are not read.
const MOST_BYTES: u64 = 64_000_000;

/// Lets the person pick the logo's file; an empty answer of the dialog changes nothing.
pub(crate) fn choose_logo(bench: &Workbench, _: Nothing) -> Result<Changed<LogoView>, Problem> {
    let open = bench.opened()?;
    let Some(path) = bench.host.pick_picture() else {
        return Ok(Changed {
            value: logo_view(&*open.vault.reader()?)?,
            touched: Vec::new(),
            undo: None,
        });
    };
    let wrong = |says: String| Problem::field("logo", says);
    let unread = |_| wrong("The file cannot be read. Check your rights to it.".to_owned());
    let length = std::fs::metadata(&path).map_err(unread)?.len();
    if MOST_BYTES < length {
        return Err(wrong(
            "The file is too large for a logo. Save it smaller.".to_owned(),
        ));
    }
    let bytes = std::fs::read(&path).map_err(unread)?;
    let refused = |error: forms::PictureError| {
        let says = error.to_string();
        let (first, rest) = says.split_at(1);
        wrong(format!("{}{rest}.", first.to_uppercase()))
    };
    let picture = Picture::logo(&bytes).map_err(refused)?;
    let png = STANDARD.encode(picture.to_png().map_err(refused)?);
    let (width, height) = picture.size();
    bench.transact(&open, "save_logo", |writer| {
        writer.put(&Logo {
            id: Logo::ID.to_owned(),
            png: png.clone(),
            width,
            height,
        })?;
        let value = logo_view(writer.db())?;
        Ok(Done::new(value, "Change the logo").with("points", format!("{width} x {height}")))
    })
}

/// Takes the logo off the papers.
pub(crate) fn remove_logo(bench: &Workbench, _: Nothing) -> Result<Changed<LogoView>, Problem> {
    let open = bench.opened()?;
    bench.transact(&open, "remove_logo", |writer| {
        writer.remove::<Logo>(Logo::ID)?;
        Ok(Done::new(logo_view(writer.db())?, "Remove the logo"))
    })
}

/// The numbers of the envelopes as they are typed; the usual ones where nobody measured yet.
pub(crate) fn envelopes_view(rules: &StatementRules) -> EnvelopesView {
    let usual = Envelopes::usual();
    let measured = rules.windows.addressee.is_some();
    let of = |window: &Option<Window>, usual: &Option<Window>| {
        let shown = window.as_ref().or(usual.as_ref());
        let text =
            |length: fn(&Window) -> i32| shown.map(length).map(inch_text).unwrap_or_default();
        WindowView {
            used: window.is_some() || !measured,
            envelope_width: text(|w| w.envelope_width),
            envelope_height: text(|w| w.envelope_height),
            width: text(|w| w.width),
            height: text(|w| w.height),
            left: text(|w| w.left),
            up: text(|w| w.up),
        }
    };
    EnvelopesView {
        sender: of(&rules.windows.sender, &usual.sender),
        addressee: of(&rules.windows.addressee, &usual.addressee),
        remit: of(&rules.windows.remit, &usual.remit),
    }
}

/// Reads the numbers of the envelopes and holds them against the paper: nothing but an address may show
/// in a window, wherever the sheet lies.
///
/// # Errors
/// The field, `addressee.left`, and what is wrong; or the window.
pub(crate) fn envelopes(view: &EnvelopesView) -> Result<Envelopes, Problem> {
    let read = |name: &str, window: &WindowView| -> Result<Option<Window>, Problem> {
        if !window.used {
            return Ok(None);
        }
        let number = |field: &str, text: &str| {
            inches(text).ok_or_else(|| {
                Problem::field(
                    &format!("{name}.{field}"),
                    "Inches to the thousandth, such as 9.5 or 0.875.",
                )
            })
        };
        let window = Window {
            envelope_width: number("envelope_width", &window.envelope_width)?,
            envelope_height: number("envelope_height", &window.envelope_height)?,
            width: number("width", &window.width)?,
            height: number("height", &window.height)?,
            left: number("left", &window.left)?,
            up: number("up", &window.up)?,
        };
        Ok(Some(window))
    };
    let own = Envelopes {
        sender: read("sender", &view.sender)?,
        addressee: read("addressee", &view.addressee)?,
        remit: read("remit", &view.remit)?,
    };
    if own.addressee.is_none() {
        return Err(Problem::field(
            "addressee.width",
            "The patient's address needs a window.",
        ));
    }
    // Each by itself names its place; then all of them together.
    let alone = |name: &str, windows: Envelopes| {
        let rules = StatementRules {
            envelope: "own".to_owned(),
            windows,
            ..StatementRules::default()
        };
        self::windows(&rules).check().map_err(|error| {
            let says = error.to_string();
            let (first, rest) = says.split_at(1);
            let stop = if says.ends_with('.') { "" } else { "." };
            let field = format!("{name}.left");
            Problem::field(&field, format!("{}{rest}{stop}", first.to_uppercase()))
        })
    };
    let addressee = own.addressee.clone();
    alone(
        "addressee",
        Envelopes {
            addressee: addressee.clone(),
            ..Envelopes::default()
        },
    )?;
    alone(
        "sender",
        Envelopes {
            sender: own.sender.clone(),
            addressee,
            ..Envelopes::default()
        },
    )?;
    alone("remit", own.clone())?;
    Ok(own)
}

/// The overlay page of the envelopes that are set.
fn overlay_page(bench: &Workbench, open: &Open, db: &Connection) -> Result<Vec<u8>, Problem> {
    let zone = open.zone();
    let name = open.facts().name.clone();
    let maker = Maker::new(db, &zone, (&name, bench.today(open)))?;
    let meta = Meta {
        made_on: bench.today(open),
        id: random()?,
    };
    let look = look(db, maker.rules())?;
    overlay(maker.practice(), &look, meta)
        .map_err(|error| Problem::new(Code::NeedsYou, format!("{error}. Nothing was printed.")))
}

/// Prints the page that shows how a sheet lies in the practice's envelopes, or saves it.
pub(crate) fn print_overlay(
    bench: &Workbench,
    ask: PrintOverlay,
) -> Result<Changed<Printed>, Problem> {
    let open = bench.opened()?;
    let destination = Destination::of(bench, &ask.token, &ask.printer)?;
    let id = bench.print_id()?;
    print_job(bench, &open, "print_overlay", &destination, |writer| {
        let pdf = overlay_page(bench, &open, writer.db())?;
        Ok(NewJob {
            id,
            what: OVERLAY,
            title: "Overlay page of the envelopes".to_owned(),
            items: vec![PrintItem {
                id: OVERLAY.to_owned(),
                first_page: 0,
                pages: 1,
                cents: Money::ZERO,
            }],
            // It counts for nothing: nobody is asked how it came out.
            style: "draft",
            pages: 1,
            cents: Money::ZERO,
            pdf,
        })
    })
}
