//! What machines read of the paper: the line of the bank's reader and the square of a telephone.

use forms::statement::{Look, statement};
use seeds::bills;

use crate::meta;
use crate::outside::{program, raster, said};

/// The band of the scan line, cut from the page: x from 400, y 729 to 774 points, at 300 dots an inch.
fn band(folder: &std::path::Path, pdf: &[u8]) -> Option<()> {
    let page = raster(pdf, 1, 300, folder)?;
    let at = |points: usize| points * 300 / 72;
    let (left, top, right, bottom) = (at(400), at(729), at(600), at(774));
    let mut file = format!("P5\n{} {}\n255\n", right - left, bottom - top).into_bytes();
    for y in top..bottom {
        file.extend(&page.points[y * page.width + left..y * page.width + right]);
    }
    std::fs::write(folder.join("band.pgm"), file).unwrap();
    Some(())
}

#[test]
fn the_scan_line_is_read_back() {
    for (bill, large, line) in [
        (bills::normal(), false, "00010042 00015640 6"),
        (bills::family(), false, "00010043 00035285 4"),
        (bills::normal(), true, "00010042 00015640 6"),
    ] {
        let Some(mut tesseract) = program("tesseract") else {
            return;
        };
        let pdf = statement(&bill, &Look::default(), large, meta()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        if band(folder.path(), &pdf).is_none() {
            return;
        }
        let read = said(tesseract.arg(folder.path().join("band.pgm")).args([
            "stdout",
            "--psm",
            "7",
            "-c",
            "tessedit_char_whitelist=0123456789",
        ]));
        let digits: String = read.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits, line.replace(' ', ""), "{read}");
    }
}

#[test]
fn the_square_is_read_back() {
    let long = {
        let mut bill = bills::family();
        if let Some(page) = &mut bill.pay {
            page.link = format!(
                "https://pay.harborlane.example/statements?code=7K4P29&lang={}",
                "x".repeat(80)
            );
        }
        bill
    };
    for (bill, large) in [
        (bills::normal(), false),
        (bills::family(), false),
        (bills::spanish(), false),
        (bills::normal(), true),
        (long, false),
    ] {
        let Some(mut zbar) = program("zbarimg") else {
            return;
        };
        let pdf = statement(&bill, &Look::default(), large, meta()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        if raster(&pdf, 1, 300, folder.path()).is_none() {
            return;
        }
        let read = said(
            zbar.args(["-q", "--raw"])
                .arg(folder.path().join("page.pgm")),
        );
        let link = &bill.pay.as_ref().unwrap().link;
        assert_eq!(read.trim(), link);
        // The page and one code; nothing of the patient.
        for not in ["Whitlow", &bill.account, &bill.number] {
            assert!(!read.contains(not), "{not}");
        }
    }
}
