//! What a claim says otherwise than the paper that was printed of it.

use vault::kinds::ClaimEvent;

use crate::lists::us_day;
use crate::time;
use crate::view::FindingView;

/// Says that the last paper of a claim is not what the claim says: what was corrected since, and the
/// items that a form under way corrects besides (`1a 24`). None when the two are the same, or nothing
/// was printed.
pub(crate) fn says_otherwise(
    events: &[ClaimEvent],
    under_way: &str,
    zone: &str,
) -> Option<FindingView> {
    let at = events
        .iter()
        .rposition(|event| event.kind == "printed" && !event.is_unsent_in(events))?;
    let since = events.get(at + 1..).unwrap_or_default();
    let mut items: Vec<&str> = since
        .iter()
        .flat_map(|event| event.items.split_whitespace())
        .chain(under_way.split_whitespace())
        .collect();
    // In the order of the paper: 1, 1a, 2, … 10, 24J.
    let place = |item: &str| {
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        item[..digits].parse::<u32>().unwrap_or(0)
    };
    items.sort_unstable_by_key(|item| (place(item), *item));
    items.dedup();
    let first = (*items.first()?).to_owned();
    let day = us_day(&time::day(events.get(at)?.at, zone)?.to_string());
    let (items, boxes) = match items.as_slice() {
        [one] => ((*one).to_owned(), "box"),
        [all @ .., last] => (format!("{} and {last}", all.join(", ")), "boxes"),
        [] => return None,
    };
    Some(FindingView {
        severity: "check".to_owned(),
        code: "paper".to_owned(),
        text: format!(
            "The paper printed on {day} says otherwise in {boxes} {items}. Print the claim again, and tell the payer which one holds (box 22)."
        ),
        segment: 0,
        byte: 0,
        loop_id: String::new(),
        element: String::new(),
        item: first,
        claim_id: String::new(),
    })
}
