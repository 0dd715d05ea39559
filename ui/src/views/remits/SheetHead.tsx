//! The check at the head of a sheet: who pays, how, its number, day and amount; beneath, how far the
//! sheet is, or that the same check was posted already.

import { useCallback, useState } from "react";
import type { SheetTexts, SheetView } from "#ui/api/generated";
import { cache, useAnswer } from "#ui/api/useAnswer";
import { call } from "#ui/api/call";
import { expectField, stopWaiting } from "#ui/app/typeahead";
import { to, writeRoute } from "#ui/app/route";
import { ComboField } from "#ui/kit/ComboField";
import { DayField } from "#ui/kit/DayField";
import { MoneyField } from "#ui/kit/MoneyField";
import { Select } from "#ui/kit/Select";
import { Status, type Tone } from "#ui/kit/Status";
import { TextField } from "#ui/kit/TextField";
import { remitWords, sheetWords as words } from "#ui/strings/remits";
import { unanswered } from "#ui/views/remits/findings";
import type { Type } from "#ui/views/remits/SheetCell";

export type SheetHeadProps = {
  readonly texts: SheetTexts;
  readonly view: SheetView;
  readonly today: string;
  readonly type: Type;
  readonly wrong: ReadonlyMap<string, string>;
  /** A payer was picked: the caret goes on. */
  readonly onPicked: () => void;
};

const most = 12;

async function findPayers(text: string) {
  const known = cache.peek("register", {}).value ?? (await call("register", {}));
  const sought = text.trim().toLowerCase().split(/\s+/);
  return known.rows
    .filter((row) => row.kind === "payer" && sought.every((word) => `${row.name} ${row.number} ${row.place}`.toLowerCase().includes(word)))
    .slice(0, most)
    .map((row) => ({ id: row.id, title: row.name, more: row.place, ...(row.number === "" ? {} : { code: row.number }) }));
}

/** The same check as it is here already: posted, or parked. */
function twinOf(view: SheetView): { readonly id: string; readonly tone: Tone; readonly says: string } | null {
  if (view.twin !== "") {
    return { id: view.twin_id, tone: "bad", says: view.twin };
  }
  return view.parked === "" ? null : { id: view.parked_id, tone: "warn", says: words.parkedTwin };
}

export function SheetHead({ texts, view, today, type, wrong, onPicked }: SheetHeadProps) {
  const register = useAnswer("register", {}, ["payer", "provider"]).value;
  const chosen = register?.rows.find((row) => row.id === texts.payer_id)?.name ?? (view.texts.payer_id === texts.payer_id ? view.payer : "");
  // The name is typed here; what the sheet keeps is the id that it stands for.
  const [name, setName] = useState<string | null>(null);
  const find = useCallback(findPayers, []);
  const shared = (field: "payer_id" | "method" | "number" | "paid_on" | "amount", width: number) => ({
    name: field,
    label: words.head[field],
    error: wrong.get(field) ?? null,
    flat: true,
    className: `w${width}`,
  });
  const twin = twinOf(view);
  const lines = view.claims.reduce((sum, claim) => sum + claim.lines.length, 0);
  const open = view.claims.reduce((sum, claim) => sum + unanswered(claim), 0);
  return (
    <div className="form remit-head" role="group" aria-label={words.headGroup}>
      <div className="row">
        <Select {...shared("method", 2)} value={texts.method} options={remitWords.methods} onChange={(text) => type("method", text)} />
        <ComboField
          {...shared("payer_id", 4)}
          value={name ?? chosen}
          onChange={(text) => {
            setName(text);
            type("payer_id", "");
          }}
          find={find}
          onTake={(choice) => {
            setName(null);
            type("payer_id", choice.id);
            onPicked();
          }}
          onAwait={expectField}
          onNothing={stopWaiting}
          foot={<p className="none">{words.noPayer}</p>}
        />
        <TextField {...shared("number", 2)} kind="code" value={texts.number} onChange={(text) => type("number", text)} />
        <DayField {...shared("paid_on", 2)} today={today} value={texts.paid_on} onChange={(text) => type("paid_on", text)} />
        <MoneyField {...shared("amount", 2)} value={texts.amount} onChange={(text) => type("amount", text)} />
      </div>
      <p className="remit-says num">
        {twin === null ? (
          <span className="dim">{view.claims.length === 0 ? words.noneYet : words.counts(view.claims.length, lines, open)}</span>
        ) : (
          <>
            <Status tone={twin.tone} className="cut">
              {twin.says}
            </Status>
            <a className="link" href={writeRoute(to("remits", twin.id))}>
              {words.twinOpen}
            </a>
          </>
        )}
      </p>
    </div>
  );
}
