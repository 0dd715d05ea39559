//! The words of the day's page.

import { countText } from "#ui/kit/count";
import { plural } from "#ui/strings/plural";

export const todayWords = {
  title: "Today",
  layer: "Today",
  table: "Open dollars by who owns them",
  remittances: { title: "Remittances waiting", says: "parked, not posted yet" },
  unknown: "imported claims, no word of a payment",
  paper: {
    title: "On paper, by charges",
    imported: { title: "To print", says: "came in, not on paper yet" },
    printed: { title: "Printed", says: "no payer has answered" },
  },
  patients: "Patients",
  people: (n: number) => plural(n, "patient", "patients"),
  imports: "Imported last",
  none: "No claims here yet. Next: bring in the claim files of the old program.",
  print: (n: number) => `Show ${plural(n, "claim", "claims")} to print`,
  work: (n: number, queue: string) => `Work ${countText(n)} ${queue.toLowerCase()}`,
  workShort: "Work",
  importFiles: "Import files",
  openQueue: "Open a queue",
  open: "Open",
  move: "Move",
};
