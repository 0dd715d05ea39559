//! Where an entry of the ledger leads: to what it follows from, and to the entry that belongs to it.

import type { LedgerRow } from "#ui/api/generated";
import { live, type Live } from "#ui/app/action";
import { go, type Route, to } from "#ui/app/route";
import type { Rows } from "#ui/kit/pages";
import { accountWords } from "#ui/strings/account";
import { pairOf } from "#ui/views/account/ledger";
import { claimOfAccount } from "#ui/views/account/routes";

const words = accountWords.entry;

/** Where the record lies from which a posting follows; `null` when it has no page of its own. */
export function sourceRoute(row: LedgerRow): Route | null {
  if (row.source === "remittance" && row.source_id !== "") {
    return remittanceRoute(row.source_id, row.part);
  }
  return row.claim_id === "" ? null : claimOfAccount(row.claim_id);
}

/** A remittance, at one of its claims. */
export function remittanceRoute(id: string, part: number): Route {
  return to("remits", id, part === 0 ? {} : { part: String(part) });
}

export function sourceAction(row: LedgerRow | undefined): Live {
  const route = row === undefined ? null : sourceRoute(row);
  return live(
    {
      id: "open_source",
      title: words.openSource(row?.source === "remittance" ? "remittance" : "claim"),
      key: "O",
      strip: words.open,
      blocked: () => (row === undefined ? words.nothing : route === null ? words.noSource : null),
      run: () => {
        if (route !== null) {
          go(route);
        }
      },
    },
    undefined,
  );
}

/** How many rows are looked through at once. */
const step = 200;

/** The place of an entry in the ledger, looked for from the newest on; `null` when it is not there. */
export async function placeOf(is: (row: LedgerRow) => boolean, rows: Rows<LedgerRow>): Promise<number | null> {
  for (let from = 0; from < rows.count; from += step) {
    const read = await rows.span(from, Math.min(rows.count, from + step));
    const at = read.findIndex(is);
    if (0 <= at) {
      return from + at;
    }
  }
  return null;
}

export function pairAction(row: LedgerRow | undefined, rows: Rows<LedgerRow>, lead: (at: number) => void): Live {
  const pair = pairOf(row);
  return live(
    {
      id: "go_to_pair",
      title: row?.reverses === "" ? words.pair.takenBack : words.pair.takesBack,
      key: "G",
      blocked: () => (row === undefined ? words.nothing : pair === "" ? words.pair.none : null),
      run: async () => {
        const at = await placeOf(({ id }) => id === pair, rows);
        if (at !== null) {
          lead(at);
        }
      },
    },
    undefined,
  );
}
