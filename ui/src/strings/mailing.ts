//! The words of papers before they print, of address labels, and of the cover sheets of claims.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

export const pageWords = {
  /** `2 of 3`. */
  at: (page: number, pages: number) => `${countText(page)} of ${countText(pages)}`,
  back: "Back",
  on: "Next",
  next: "Next page",
  before: "Page before",
  noNext: "This is the last page",
  noBefore: "This is the first page",
  print: (printer: string) => `Print on ${printer}`,
  save: "Save as PDF",
  close: "Close",
  drawing: "The paper is still being drawn",
  unread: "The paper could not be drawn.",
};

export const labelWords = {
  open: "Labels",
  openTitle: "Print address labels",
  ofPatient: "Print an address label",
  title: (n: number) => (n === 0 ? "Address labels" : plural(n, "address label", "address labels")),
  stock: "Label sheet",
  first: "First free label",
  firstHint: "Counted across, 1 on a new sheet",
  leftOut: (n: number) => `${plural(n, "address has", "addresses have")} no label`,
  alt: "The labels as they will print",
  file: "labels.pdf",
  sent: (n: number, to: string) => `Sent ${plural(n, "label", "labels")} to ${to}`,
  saved: (n: number, to: string) => `Saved ${plural(n, "label", "labels")} as ${to}`,
};

export const coverWords = {
  open: "Cover sheets",
  openTitle: "Print cover sheets for the envelopes",
  title: "Cover sheets",
  says: "One for each payer: it lies on the forms in the envelope and lists them.",
  alt: "The cover sheet as it will print",
  file: "cover-sheets.pdf",
  sent: (to: string) => `Sent the cover sheets to ${to}`,
  saved: (to: string) => `Saved the cover sheets as ${to}`,
};
