//! Which patient of an account to open: a bill is often about somebody else than who answers for it.

import { call } from "#ui/api/call";
import type { AccountView } from "#ui/api/generated";

/** The first for whom something is due on the account, else who answers for it; empty while it is not read. */
export async function whoOwes(account: AccountView | undefined): Promise<string> {
  const patients = account?.patients ?? [];
  for (const { id } of 1 < patients.length ? patients : []) {
    if (0 < (await call("patient_owes", { id })).owes_cents) {
      return id;
    }
  }
  return patients[0]?.id ?? "";
}
