//! The square that a telephone reads: a QR code with the address of the pay page and nothing else.

use fast_qr::{ECL, QRBuilder};

use super::StatementError;

/// The largest code whose modules a phone still reads at the size it has on the paper: 57 by 57.
const LARGEST: usize = 57;

/// The dark runs of each row: where one begins and how long it is.
///
/// # Errors
/// When the link makes modules that are too small to be read.
pub(super) fn rows(link: &str) -> Result<Vec<Vec<(u8, u8)>>, StatementError> {
    let code = QRBuilder::new(link)
        .ecl(ECL::M)
        .build()
        .map_err(|_| StatementError::Link)?;
    if LARGEST < code.size {
        return Err(StatementError::Link);
    }
    let rows = (0..code.size).map(|y| {
        let mut runs: Vec<(u8, u8)> = Vec::new();
        for (x, module) in (0u8..).zip(&code[y][..code.size]) {
            if !module.value() {
                continue;
            }
            match runs.last_mut() {
                Some((from, length)) if *from + *length == x => *length += 1,
                _ => runs.push((x, 1)),
            }
        }
        runs
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_square_or_refused() {
        let rows = rows("https://harborlane.example/pay?c=7K4P29").unwrap();
        assert_eq!(rows.len(), 29);
        // The three corners that a reader looks for.
        assert_eq!((rows[0][0], rows[6][0]), ((0, 7), (0, 7)));
        assert_eq!(rows[0].last(), Some(&(22, 7)));
        assert!(super::rows(&format!("https://x.example/{}", "a".repeat(400))).is_err());
    }
}
