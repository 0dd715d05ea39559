//! What can be done with an open amount: write it off, say whose it is. Holding, releasing and noting
//! are the claim's, and its list has them.

import { call } from "#ui/api/call";
import type { ActView, QueueRow, SaveAct, SaveActRow } from "#ui/api/generated";
import type { Action } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { centsText } from "#ui/kit/money";
import { amountWords as words, ownerWord } from "#ui/strings/work";
import type { Who } from "#ui/views/claims/acts";
import { offBlocked, offKind, offLines } from "#ui/views/work/off";

/** What was typed to take amounts off. Of several all that is open goes; of one what was typed. */
export type WriteOff = { readonly rows: readonly QueueRow[]; readonly amount: string; readonly reason: string; readonly text: string };

/** What was typed to say whose they are. */
export type Decision = { readonly rows: readonly QueueRow[]; readonly owner: string; readonly text: string };

const plain: SaveAct = { kind: "", patient_id: "", payer_id: "", on: "", amount: "", method: "", number: "", reason: "", text: "", rows: [] };

/** The patient of all of them, or nobody when they are of several. */
function patientOf(rows: readonly QueueRow[]): string {
  const first = rows[0]?.patient_id ?? "";
  return rows.every((row) => row.patient_id === first) ? first : "";
}

export const writeOff = {
  id: "write_off",
  title: words.writeOff,
  blocked: (ask) => (ask === null || ask.rows.length === 0 ? words.nothing : null),
  run: ({ rows, amount, reason, text }) => {
    const off: SaveActRow[] = [];
    for (const row of rows) {
      for (const line of offLines(row, rows.length === 1 ? amount : null)) {
        off.push({ ...line, claim_id: row.claim_id, opening: row.opening, owner: row.open.owner });
      }
    }
    return call("save_act", { ...plain, kind: offKind(rows[0]), patient_id: patientOf(rows), reason, text, rows: off });
  },
  done: ({ cents, kind }) => (kind === "discount" ? words.discounted(centsText(cents)) : words.wroteOff(centsText(cents))),
} satisfies Action<WriteOff, ActView>;

export const decide = {
  id: "decide_owner",
  title: words.decide,
  blocked: (ask) => (ask === null || ask.rows.length === 0 ? words.nothing : null),
  run: ({ rows, owner, text }) =>
    call("save_act", {
      ...plain,
      kind: "decision",
      patient_id: patientOf(rows),
      text,
      rows: rows.map((row) => ({ claim_id: row.claim_id, line_id: "", opening: row.opening, owner, amount: "" })),
    }),
  done: (_, { owner }) => words.decided(ownerWord(owner)),
} satisfies Action<Decision, ActView>;

/** Opens the line in which a write-off or a decision is typed. */
export function typeFor(who: Who, which: "write_off" | "decide", open: () => void) {
  return {
    id: which === "write_off" ? "type_write_off" : "type_decision",
    title: which === "write_off" ? words.writeOff : words.decide,
    key: which === "write_off" ? "W" : "D",
    strip: which === "write_off" ? words.writeOff : words.decide,
    menu: "claim",
    blocked: (rows) => refusal(who, "save_act") ?? (rows === null || rows.length === 0 ? words.nothing : which === "write_off" ? offBlocked(rows) : null),
    run: () => open(),
  } satisfies Action<readonly QueueRow[]>;
}
