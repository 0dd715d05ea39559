//! Estimates as they are listed and as they are typed.

import type { EstimateTexts, EstimateView } from "#ui/api/generated";
import { type Route, to } from "#ui/app/route";

/** What estimates are read from. */
export const estimateKinds: readonly string[] = ["estimate", "patient", "claim", "act", "remittance", "posting", "statement_rules", "provider", "fee", "print_run", "print_event", "logo"];

/** Where the estimates of a patient are. */
export function estimatesRoute(patient: string): Route {
  return to("patients", patient, { part: "estimates" });
}

/** Services that stand in a new form. */
const first = 4;

const noLine = { code: "", modifiers: "", units: "", charge: "" };

/** One more service than there are, and at least as many as a new form has. */
export function withRoom(texts: EstimateTexts): EstimateTexts {
  const lines = [...texts.lines];
  while (lines.length < first) {
    lines.push(noLine);
  }
  return { ...texts, lines };
}

export function newEstimate(patient: string): EstimateTexts {
  return withRoom({ id: "", version: 0, patient_id: patient, asked_on: "", scheduled_on: "", diagnoses: "", discount: "", provider_id: "", facility_id: "", separate: "", lines: [] });
}

export function oneMore(texts: EstimateTexts): EstimateTexts {
  return { ...texts, lines: [...texts.lines, noLine] };
}

/** Lines of the core as one types them in a field, and back. */
export function inField(lines: string): string {
  return lines.split("\n").join("; ");
}

export function fromField(text: string): string {
  return text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n");
}

/** Where an estimate stands. `late` is true when the day by which the patient should have it is over. */
export function stateOf(row: Pick<EstimateView, "replaced" | "given_on" | "due_on">, today: string): { readonly state: "given" | "due" | "late" | "waits" | "replaced"; readonly day: string } {
  if (row.replaced) {
    return { state: "replaced", day: "" };
  }
  if (row.given_on !== "") {
    return { state: "given", day: row.given_on };
  }
  if (row.due_on === "") {
    return { state: "waits", day: "" };
  }
  return { state: row.due_on < today ? "late" : "due", day: row.due_on };
}
