//! The words of the day's page.

import { plural } from "#ui/strings/plural";

export const todayWords = {
  title: "Today",
  layer: "Today",
  table: "Claims by state",
  columns: { key: "Key", queue: "Queue", count: "Claims", charge: "Charges" },
  queues: {
    imported: { title: "To print", says: "came in, not on paper yet" },
    held: { title: "On hold", says: "kept back by somebody, with a reason" },
    printed: { title: "Printed", says: "on paper at least once" },
  },
  all: "All claims",
  patients: "Patients",
  people: (n: number) => plural(n, "patient", "patients"),
  imports: "Imported last",
  none: "No claims here yet. Next: bring in the claim files of the old program.",
  print: (n: number) => `Show ${plural(n, "claim", "claims")} to print`,
  importFiles: "Import files",
  open: "Open",
  move: "Move",
};
