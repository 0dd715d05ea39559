//! Pages: how many, what stands on them, that nothing overlaps.

use billing::statement::Bill;
use forms::statement::{Look, Statements, marks, statement};
use proptest::prelude::*;
use seeds::bills;

use crate::meta;
use crate::outside::text;

/// Asserts that texts stand apart and inside the paper.
#[track_caller]
fn apart(bill: &Bill, large: bool) {
    for both_sides in [false, true] {
        let look = Look {
            both_sides,
            ..Look::default()
        };
        apart_on(marks(bill, &look, large).unwrap());
    }
}

#[track_caller]
fn apart_on(pages: Vec<Vec<([f32; 4], bool)>>) {
    for (page, marks) in (1..).zip(&pages) {
        let texts: Vec<[f32; 4]> = marks.iter().filter(|m| m.1).map(|m| m.0).collect();
        for (n, a) in texts.iter().enumerate() {
            let [left, top, right, bottom] = *a;
            assert!(
                44.0 <= left && right <= 568.0 && 16.0 <= top && bottom <= 775.0,
                "page {page}: {a:?} is outside"
            );
            for b in &texts[n + 1..] {
                let across = right.min(b[2]) - left.max(b[0]);
                let down = bottom.min(b[3]) - top.max(b[1]);
                // Tails of one line may reach into the next by a hair.
                assert!(across <= 0.3 || down <= 0.6, "page {page}: {a:?} and {b:?}");
            }
        }
    }
}

/// How many pages a PDF has.
fn count(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).unwrap().get_pages().len()
}

#[test]
fn nothing_overlaps_on_the_pages_of_the_design() {
    for bill in [
        bills::normal(),
        bills::spanish(),
        bills::family(),
        bills::self_pay(),
        bills::long(60),
    ] {
        apart(&bill, false);
        apart(&bill, true);
    }
}

#[test]
fn pages_grow_as_bills_do() {
    for (bill, large, pages) in [
        (bills::normal(), false, 2),
        (bills::family(), false, 2),
        (bills::long(3), false, 2),
        (bills::normal(), true, 4),
    ] {
        let pdf = statement(&bill, &Look::default(), large, meta()).unwrap();
        assert_eq!(count(&pdf), pages, "{} {large}", bill.number);
    }
}

#[test]
fn sixty_visits_are_all_there_once_with_their_heads_on_each_page() {
    let bill = bills::long(60);
    for large in [false, true] {
        let pdf = crate::paper(if large { "large-sixty" } else { "sixty" }, &bill, large);
        let Some(text) = text(&pdf) else { return };
        let codes = text.matches("97110, 97140").count();
        assert_eq!(codes, 60, "{large}");
        let pages = count(&pdf);
        assert!(text.contains(&format!("age 1 of {pages}")), "{large}");
        assert!(
            text.contains(&format!("page {pages} of {pages}")),
            "{large}"
        );
        if !large {
            let continued = text.matches("Your visits, continued").count();
            assert!((4..pages).contains(&continued), "{continued} of {pages}");
            assert!(text.contains("Total for 60 visits"));
            assert!(text.contains("more visits and the total are on pages 2 to"));
        }
        // 60 × 234.57
        assert!(text.contains("$14,074.20"), "{large}");
    }
}

#[test]
fn a_bill_without_a_slip_uses_the_whole_page() {
    let mut bill = bills::long(20);
    bill.practice.remit_to.clear();
    apart(&bill, false);
    apart(&bill, true);
    let pdf = crate::paper("no-slip", &bill, false);
    let Some(text) = text(&pdf) else { return };
    assert!(!text.contains("Tear here") && text.contains("Pay online"));
}

#[test]
fn a_run_is_one_file_and_each_statement_knows_its_pages() {
    let look = Look {
        both_sides: true,
        ..Look::default()
    };
    let mut run = Statements::new(Vec::new(), &look, Default::default(), meta()).unwrap();
    let mut next = 1;
    for bill in [bills::normal(), bills::long(10), bills::family()] {
        let pages = run.add(&bill, false).unwrap();
        assert_eq!(pages.first, next);
        next += pages.count.next_multiple_of(2);
        // What does not tie leaves no trace.
        let mut wrong = bill.clone();
        wrong.due = values::Money::ZERO;
        assert!(run.add(&wrong, false).is_err());
    }
    let pdf = crate::keep("run", run.finish().unwrap());
    assert_eq!(count(&pdf), next - 1);
    if let Some(text) = text(&pdf) {
        assert_eq!(text.matches("New address or phone").count(), 6);
    }
}

#[test]
fn memory_of_a_run_is_what_it_writes() {
    /// Takes bytes and forgets them.
    struct Nowhere(usize);
    impl std::io::Write for Nowhere {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let look = Look::default();
    let mut run = Statements::new(Nowhere(0), &look, Default::default(), meta()).unwrap();
    for seed in 0..120 {
        run.add(&bills::any(seed), seed % 10 == 0).unwrap();
    }
    assert!(100_000 < run.finish().unwrap().0);
}

#[test]
fn a_full_disk_is_said() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let look = Look::default();
    let fault = Statements::new(Full, &look, Default::default(), meta());
    assert!(fault.is_err_and(|fault| fault.to_string().contains("could not be kept")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_on_any_bill(seed in 0u64..1_000_000, large: bool) {
        apart(&bills::any(seed), large);
    }

    #[test]
    fn every_page_says_how_many_there_are(seed in 0u64..1_000_000) {
        let bill = bills::any(seed);
        let pages = forms::statement::strings(&bill, &Look::default()).unwrap();
        let count = pages.len();
        for (page, texts) in (1..).zip(&pages) {
            let of = match bill.language {
                billing::statement::Language::English => format!("age {page} of {count}"),
                billing::statement::Language::Spanish => format!("ágina {page} de {count}"),
            };
            prop_assert!(texts.iter().any(|text| text.5.contains(&of)), "{of}");
        }
        // Every visit is told once, and the amount due stands on the first page.
        let told = pages.iter().flatten().filter(|text| text.5.contains("99213,\u{a0}87880") || text.5.contains("99213, 87880"));
        prop_assert_eq!(told.count(), bill.visits().count());
        prop_assert!(2 <= count);
    }
}
