//! A field that takes a payer of the register, or stays empty.

import { cache, useAnswer } from "#ui/api/useAnswer";
import { call } from "#ui/api/call";
import { type Choice, ComboField } from "#ui/kit/ComboField";
import type { FieldFrame } from "#ui/kit/Field";

/** At most this many are offered. */
const most = 12;

/** The payers that hold every word of a text. */
export async function findPayers(text: string): Promise<readonly Choice[]> {
  const { rows } = cache.peek("register", {}).value ?? (await call("register", {}));
  const sought = text.trim().toLowerCase().split(/\s+/);
  return rows
    .filter((row) => row.kind === "payer" && sought.every((word) => `${row.name} ${row.number}`.toLowerCase().includes(word)))
    .slice(0, most)
    .map((row) => ({ id: row.id, title: row.name, ...(row.number === "" ? {} : { code: row.number }), more: row.place }));
}

/** A payer as it is typed, and its id once it was picked. */
export type PickedPayer = { readonly text: string; readonly id: string };

export type PayerPickProps = FieldFrame & { readonly value: PickedPayer; readonly onPick: (picked: PickedPayer) => void };

export function PayerPick({ value, onPick, ...frame }: PayerPickProps) {
  useAnswer("register", {}, ["payer", "provider"]);
  return <ComboField {...frame} value={value.text} onChange={(text) => onPick({ text, id: "" })} find={findPayers} onTake={(choice) => onPick({ text: choice.title, id: choice.id })} />;
}
