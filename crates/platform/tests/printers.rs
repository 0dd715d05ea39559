//! Printing against commands that behave as those of CUPS. One test, because a script that another
//! thread's child still holds open for writing cannot be run.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "every function here is part of a test")]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use platform::printers::{PrintProblem, Printer, Printing, Sheets};

fn script(path: &Path, body: &str) {
    std::fs::write(path, format!("#!/bin/sh\nhere=$(dirname \"$0\")\n{body}\n")).unwrap();
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn pages_reach_the_chosen_printer_unscaled_and_every_refusal_has_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let printing = Printing {
        lp: at("lp").into(),
        lpstat: at("lpstat").into(),
        server: None,
    };
    let pdf: Vec<u8> = b"%PDF-1.7\n"
        .iter()
        .copied()
        .chain([0, 255, 10].repeat(100_000))
        .collect();

    let sheets = Sheets {
        pdf: &pdf,
        pages: 1,
        draw: &|_| None,
    };
    assert_eq!(printing.printers(), Err(PrintProblem::NoPrintingSystem));
    assert_eq!(
        printing.print("desk", &sheets, 1),
        Err(PrintProblem::NoPrintingSystem)
    );

    script(
        &at("lpstat"),
        r#"[ "$LC_ALL" = C ] || exit 9
           case $1 in
             -e) echo front_desk; echo Back-Office; echo dot;;
             -d) echo "system default destination: front_desk";;
           esac"#,
    );
    script(
        &at("lp"),
        r#"case $2 in
             gone) echo "lp: Error - The printer or class does not exist." >&2; exit 1;;
             down) echo "lp: Error - scheduler not responding." >&2; exit 1;;
             full) cat >/dev/null; echo "lp: Error - Too many jobs." >&2; exit 1;;
             quiet) exit 3;;
           esac
           cat > "$here/pages"; printf '%s\n' "$@" > "$here/asked"
           echo "request id is $2-12 (0 file(s))""#,
    );
    let printer = |name: &str, is_default| Printer {
        name: name.into(),
        is_default,
    };
    let want = [
        printer("Back-Office", false),
        printer("dot", false),
        printer("front_desk", true),
    ];
    assert_eq!(printing.printers().unwrap(), want);

    assert_eq!(
        printing.print("front_desk", &sheets, 2),
        Ok("front_desk-12".into())
    );
    assert!(
        std::fs::read(at("pages")).unwrap() == pdf,
        "the pages arrive byte for byte"
    );
    let asked = std::fs::read_to_string(at("asked")).unwrap();
    let want = "-d front_desk -n 2 -t Claimbench -o print-scaling=none -o media=Letter -";
    assert_eq!(asked.lines().collect::<Vec<_>>().join(" "), want);

    let refused = |printer: &str, why: &str| PrintProblem::Refused {
        printer: printer.into(),
        why: why.into(),
    };
    for (name, want) in [
        ("gone", PrintProblem::NoSuchPrinter("gone".into())),
        ("down", PrintProblem::NotRunning),
        ("full", refused("full", "Too many jobs")),
        ("quiet", refused("quiet", "it gave no reason")),
    ] {
        assert_eq!(printing.print(name, &sheets, 1), Err(want));
    }

    script(
        &at("lpstat"),
        r#"echo "lpstat: No destinations added." >&2; exit 1"#,
    );
    assert_eq!(printing.printers(), Ok(vec![]));
    script(
        &at("lpstat"),
        r#"echo "lpstat: Bad file descriptor" >&2; exit 1"#,
    );
    assert_eq!(printing.printers(), Err(PrintProblem::NotRunning));
}
