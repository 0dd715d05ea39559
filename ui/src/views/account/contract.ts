//! What a payer keeps from the patient by the contract.

import type { OpenView } from "#ui/api/generated";

/** The reason (group CO) by which one of these amounts must not be billed to the patient, or empty. */
export function forbidden(open: readonly OpenView[]): string {
  return open.find((one) => one.owner !== "patient" && one.reason.startsWith("CO"))?.reason ?? "";
}
