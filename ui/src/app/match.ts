//! Finding actions by what is typed, and marking where the text was hit.

/** A piece of a title; `hit` is drawn underlined. */
export type Piece = { readonly text: string; readonly hit: boolean };

function words(typed: string): readonly string[] {
  return typed.toLowerCase().split(/\s+/).filter((word) => word !== "");
}

/** Where a word begins in the text: at the start of a word first, then anywhere. */
function placeOf(text: string, word: string): number {
  const lower = text.toLowerCase();
  const starts = lower.split(/[\s,(]/).reduce<{ at: number; found: number }>(
    ({ at, found }, part) => ({ at: at + part.length + 1, found: found < 0 && part.startsWith(word) ? at : found }),
    { at: 0, found: -1 },
  );
  return starts.found < 0 ? lower.indexOf(word) : starts.found;
}

/**
 * How well a title answers what was typed; `null` when it does not. Every typed word must occur;
 * at the start of the title is best, at the start of a word is better than within one.
 */
export function score(title: string, typed: string): number | null {
  let total = 0;
  for (const word of words(typed)) {
    const at = placeOf(title, word);
    if (at < 0) {
      return null;
    }
    total += at === 0 ? 3 : /[\s,(]/.test(title.charAt(at - 1)) ? 2 : 1;
  }
  return total;
}

/** The title in pieces, with the typed words marked. */
export function pieces(title: string, typed: string): readonly Piece[] {
  const marked = Array.from({ length: title.length }, () => false);
  for (const word of words(typed)) {
    const at = placeOf(title, word);
    if (0 <= at) {
      marked.fill(true, at, at + word.length);
    }
  }
  const found: Piece[] = [];
  for (const [n, hit] of marked.entries()) {
    const before = found.at(-1);
    if (before?.hit === hit) {
      found[found.length - 1] = { text: before.text + title.charAt(n), hit };
    } else {
      found.push({ text: title.charAt(n), hit });
    }
  }
  return found;
}
