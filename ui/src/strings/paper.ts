//! The words of the practice's papers: logo, envelopes, the overlay page.

/** A folded Letter sheet, in inches. */
const sheet = { width: 8.5, height: 3.667 };

/** By how much a sheet can slide in an envelope, or nothing while the numbers are none. */
function slide(width: string, height: string): string {
  const [across, up] = [Number(width) - sheet.width, Number(height) - sheet.height];
  return Number.isFinite(across) && Number.isFinite(up) && 0 <= across && 0 <= up ? `The folded sheet can slide ${across.toFixed(3)} in across and ${up.toFixed(3)} in up.` : "";
}

export const paperPartWords = {
  title: "Paper",
  says: "What statements, receipts and estimates look like, and what their envelopes may show.",
  saved: "Saved the envelopes",
  none: "No logo",
  alt: "The practice’s logo",
  choose: "Choose a logo",
  other: "Choose another logo",
  remove: "Remove the logo",
  removed: "Removed the logo",
  chosen: (width: number, height: number) => `The logo is on the papers, ${width} × ${height} points`,
  hint: "PNG or JPEG, at least 100 pixels wide or high. It stands where no window shows it.",
  envelope: "Envelope",
  envelopes: [
    { value: "10", title: "#10, two windows" },
    { value: "1", title: "#10, one window, return address printed on it" },
    { value: "own", title: "Our own, by its numbers" },
  ],
  numbers: "The envelopes’ windows",
  measure: "Measure in inches from the lower left corner of the envelope’s front. Nothing but name and address may show, wherever the sheet slides.",
  windows: { sender: "Return address", addressee: "Patient’s address", remit: "Return envelope" },
  used: { sender: "The envelope has a window for the return address", remit: "The return envelope has a window" },
  lengths: { envelope_width: "Envelope, wide", envelope_height: "high", width: "Window, wide", height: "high", left: "From left", up: "From below" },
  slide,
  see: "See below",
  saveNumbers: "Save the windows",
  saving: "Saving",
  overlay: "Print the overlay page",
  saveOverlay: "Save the overlay page",
  overlayFile: "envelope-overlay.pdf",
  overlaid: (to: string) => `The overlay page went to ${to}`,
  overlayHint: "Fold it into a real envelope: it shows whether the windows are right.",
};
