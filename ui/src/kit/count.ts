//! Whole numbers as text, in the US way, without Intl (a web view may report a language that is none).

/** `1204118` as `1,204,118`; a minus is U+2212, as wide as a figure. */
export function countText(n: number): string {
  const digits = Math.abs(Math.trunc(n)).toString();
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ",");
  return n < 0 ? `\u2212${grouped}` : grouped;
}
