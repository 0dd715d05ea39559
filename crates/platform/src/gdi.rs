//! Printing on Windows, through GDI: a sheet goes to the printer as a picture that covers the whole
//! paper, from its very edge, so that nothing between here and the paper can scale it. Nothing could be
//! printed where this was written; it was only type-checked.
#![allow(unsafe_code, reason = "the system's printing is a C interface")]

use std::ffi::c_void;
use std::ptr::{null, null_mut};

use windows_sys::Win32::Graphics::Gdi::{
    BI_RGB, BITMAPINFO, BITMAPINFOHEADER, CreateDCW, DEVMODEW, DIB_RGB_COLORS, DM_COPIES,
    DM_ORIENTATION, DM_PAPERSIZE, DM_SCALE, DeleteDC, GDI_ERROR, GetDeviceCaps, HALFTONE, HDC,
    LOGPIXELSX, LOGPIXELSY, PHYSICALOFFSETX, PHYSICALOFFSETY, RGBQUAD, SRCCOPY, SetStretchBltMode,
    StretchDIBits,
};
use windows_sys::Win32::Graphics::Printing::{
    ClosePrinter, DocumentPropertiesW, EnumPrintersW, GetDefaultPrinterW, OpenPrinterW,
    PRINTER_ENUM_CONNECTIONS, PRINTER_ENUM_LOCAL, PRINTER_HANDLE, PRINTER_INFO_4W,
};
use windows_sys::Win32::Storage::Xps::{AbortDoc, DOCINFOW, EndDoc, EndPage, StartDocW, StartPage};

use crate::printers::{PrintProblem, Printer, Sheets};

/// US Letter in inches, times two.
const LETTER: (i32, i32) = (17, 22);

/// DMPAPER_LETTER and DMORIENT_PORTRAIT.
const PAPER: i16 = 1;
const PORTRAIT: i16 = 1;

/// DM_OUT_BUFFER, DM_IN_BUFFER and their answer that it was done.
const OUT: u32 = 2;
const IN: u32 = 8;

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

/// A text of the system that ends with a zero.
///
/// # Safety
/// `text` is null or points to such a text.
unsafe fn read(text: *const u16) -> String {
    if text.is_null() {
        return String::new();
    }
    let mut length = 0;
    // SAFETY: the text ends with a zero, and nothing beyond that is read.
    unsafe {
        while *text.add(length) != 0 {
            length += 1;
        }
        String::from_utf16_lossy(std::slice::from_raw_parts(text, length))
    }
}

/// The printers that can be chosen.
pub fn printers() -> Result<Vec<Printer>, PrintProblem> {
    let which = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS;
    let (mut needed, mut count) = (0, 0);
    // SAFETY: without a buffer only its size is asked for.
    unsafe { EnumPrintersW(which, null(), 4, null_mut(), 0, &mut needed, &mut count) };
    if needed == 0 {
        return Ok(Vec::new());
    }
    // Room for whole records keeps the first of them where its fields may lie.
    let record = size_of::<PRINTER_INFO_4W>();
    let bytes = usize::try_from(needed).unwrap_or(0);
    let mut room: Vec<PRINTER_INFO_4W> = Vec::with_capacity(bytes.div_ceil(record));
    let buffer = room.as_mut_ptr();
    // SAFETY: the buffer has at least `needed` bytes.
    let good = unsafe {
        let size = needed;
        EnumPrintersW(
            which,
            null(),
            4,
            buffer.cast(),
            size,
            &mut needed,
            &mut count,
        )
    };
    if good == 0 {
        return Err(PrintProblem::NotRunning);
    }
    let default = default_printer();
    let mut found: Vec<Printer> = (0..usize::try_from(count).unwrap_or(0))
        .map(|n| {
            // SAFETY: the system wrote `count` records, whose names lie in the same buffer.
            let name = unsafe { read((*buffer.add(n)).pPrinterName) };
            Printer {
                is_default: Some(&name) == default.as_ref(),
                name,
            }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn default_printer() -> Option<String> {
    let mut name = [0_u16; 512];
    let mut length = 512;
    // SAFETY: the buffer has `length` characters.
    let good = unsafe { GetDefaultPrinterW(name.as_mut_ptr(), &mut length) };
    // SAFETY: what was written ends with a zero.
    (good != 0).then(|| unsafe { read(name.as_ptr()) })
}

/// What the printer is told: Letter, upright, not scaled. Its own settings where it has them.
fn settings(printer: &str, copies: u16) -> Result<Vec<u64>, PrintProblem> {
    let gone = || PrintProblem::NoSuchPrinter(printer.to_owned());
    let name = wide(printer);
    let mut handle = PRINTER_HANDLE::default();
    // SAFETY: the name ends with a zero, and the handle is closed below.
    if unsafe { OpenPrinterW(name.as_ptr(), &mut handle, null()) } == 0 {
        return Err(gone());
    }
    // SAFETY: the handle is open; without buffers only the size is asked for.
    let size =
        unsafe { DocumentPropertiesW(null_mut(), handle, name.as_ptr(), null_mut(), null(), 0) };
    let bytes = usize::try_from(size)
        .unwrap_or(0)
        .max(size_of::<DEVMODEW>());
    // A driver keeps data of its own behind the settings; whole words keep them where they may lie.
    let mut room = vec![0_u64; bytes.div_ceil(size_of::<u64>())];
    let mode = room.as_mut_ptr().cast::<DEVMODEW>();
    // SAFETY: the buffer has the size that the driver asked for, and is zeroed.
    let done = unsafe {
        let got = DocumentPropertiesW(null_mut(), handle, name.as_ptr(), mode, null(), OUT);
        if 0 <= got {
            (*mode).dmFields |= DM_ORIENTATION | DM_PAPERSIZE | DM_SCALE | DM_COPIES;
            let paper = &mut (*mode).Anonymous1.Anonymous1;
            paper.dmOrientation = PORTRAIT;
            paper.dmPaperSize = PAPER;
            paper.dmScale = 100;
            paper.dmCopies = i16::try_from(copies).unwrap_or(1);
        }
        let set = DocumentPropertiesW(null_mut(), handle, name.as_ptr(), mode, mode, IN | OUT);
        ClosePrinter(handle);
        0 <= size && 0 <= got && 0 <= set
    };
    if done { Ok(room) } else { Err(gone()) }
}

/// A printer that draws, let go when it is dropped.
struct Paper(HDC);

impl Drop for Paper {
    fn drop(&mut self) {
        // SAFETY: it was made by CreateDCW and is used by nobody else.
        unsafe { DeleteDC(self.0) };
    }
}

/// Prints sheets and answers the spooler's number of the job.
pub fn print(printer: &str, sheets: &Sheets<'_>, copies: u16) -> Result<String, PrintProblem> {
    let refused = |why: &str| PrintProblem::Refused {
        printer: printer.to_owned(),
        why: why.to_owned(),
    };
    let mode = settings(printer, copies)?;
    let (driver, name, title) = (wide("WINSPOOL"), wide(printer), wide("Claimbench"));
    // SAFETY: the texts end with a zero, and the settings came from the driver.
    let paper =
        Paper(unsafe { CreateDCW(driver.as_ptr(), name.as_ptr(), null(), mode.as_ptr().cast()) });
    if paper.0.is_null() {
        return Err(PrintProblem::NoSuchPrinter(printer.to_owned()));
    }
    let document = DOCINFOW {
        cbSize: i32::try_from(size_of::<DOCINFOW>()).unwrap_or(0),
        lpszDocName: title.as_ptr(),
        lpszOutput: null(),
        lpszDatatype: null(),
        fwType: 0,
    };
    // SAFETY: the title outlives the call.
    let job = unsafe { StartDocW(paper.0, &document) };
    if job <= 0 {
        return Err(refused("the spooler did not begin the job"));
    }
    for sheet in 0..sheets.pages {
        let picture = (sheets.draw)(sheet);
        if picture.is_none_or(|picture| !page(paper.0, &picture)) {
            // SAFETY: the job was begun. What the printer has of it may come out.
            unsafe { AbortDoc(paper.0) };
            return Err(PrintProblem::NoAnswer(printer.to_owned()));
        }
    }
    // SAFETY: the job was begun and all its pages were ended.
    if unsafe { EndDoc(paper.0) } <= 0 {
        return Err(PrintProblem::NoAnswer(printer.to_owned()));
    }
    Ok(job.to_string())
}

/// Puts a picture onto a page of its own, the whole of the paper.
fn page(paper: HDC, picture: &crate::printers::Picture) -> bool {
    let side = |n: u32| i32::try_from(n).unwrap_or(0);
    let mut grey = BITMAPINFO {
        bmiHeader: BITMAPINFOHEADER {
            biSize: u32::try_from(size_of::<BITMAPINFOHEADER>()).unwrap_or(0),
            biWidth: side(picture.width),
            // From the top downwards.
            biHeight: -side(picture.height),
            biPlanes: 1,
            biBitCount: 32,
            biCompression: BI_RGB,
            ..BITMAPINFOHEADER::default()
        },
        bmiColors: [RGBQUAD::default()],
    };
    let points = usize::try_from(u64::from(picture.width) * u64::from(picture.height));
    if points != Ok(picture.bgrx.len() / 4) {
        return false;
    }
    // SAFETY: the device is open; the picture has as many dots as its header says.
    unsafe {
        if StartPage(paper) <= 0 {
            return false;
        }
        let (x, y) = (
            GetDeviceCaps(paper, LOGPIXELSX as i32),
            GetDeviceCaps(paper, LOGPIXELSY as i32),
        );
        let (left, top) = (
            GetDeviceCaps(paper, PHYSICALOFFSETX as i32),
            GetDeviceCaps(paper, PHYSICALOFFSETY as i32),
        );
        SetStretchBltMode(paper, HALFTONE);
        let drawn = StretchDIBits(
            paper,
            // The device counts from where it can print; the sheet begins at the paper's edge.
            -left,
            -top,
            LETTER.0 * x / 2,
            LETTER.1 * y / 2,
            0,
            0,
            side(picture.width),
            side(picture.height),
            picture.bgrx.as_ptr().cast::<c_void>(),
            &mut grey,
            DIB_RGB_COLORS,
            SRCCOPY,
        );
        drawn != 0 && drawn != GDI_ERROR && 0 < EndPage(paper)
    }
}
