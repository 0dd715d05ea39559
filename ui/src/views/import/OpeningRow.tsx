//! A row of opening balances: which claim or patient, which payer, whose, how much, of what day, and at
//! its end what was understood. Drawn again only when something of it changed.

import { memo } from "react";
import { call } from "#ui/api/call";
import type { Texts } from "#ui/app/useDraft";
import { type Choice, ComboField } from "#ui/kit/ComboField";
import { classes } from "#ui/kit/css";
import { dayText } from "#ui/kit/day";
import { DayField } from "#ui/kit/DayField";
import { centsText } from "#ui/kit/money";
import { MoneyField } from "#ui/kit/MoneyField";
import { Select } from "#ui/kit/Select";
import { openingWords as words } from "#ui/strings/opening";
import { fieldName, type RowField } from "#ui/views/import/opening";
import { findPayers } from "#ui/views/settings/PayerPick";

const most = 10;

async function findClaims(text: string): Promise<readonly Choice[]> {
  const { rows } = await call("sheet_claims", { payer_id: "", text });
  return rows.map((row) => ({ id: row.claim_id, code: row.number, title: row.patient, more: `${dayText(row.service_on)}, ${centsText(row.open_cents)}` }));
}

async function findPatients(text: string): Promise<readonly Choice[]> {
  const { rows } = await call("patients", { text, from: 0, count: most });
  return rows.map((row) => ({ id: row.id, title: row.name, code: row.account, more: dayText(row.born_on) }));
}

export type OpeningRowProps = {
  readonly n: number;
  readonly claim: string;
  readonly patient: string;
  readonly payer: string;
  readonly owner: string;
  readonly amount: string;
  readonly service: string;
  readonly today: string;
  /** Who is meant, or what is wrong. */
  readonly says: string;
  /** The field that is wrong, or empty. */
  readonly wrong: RowField | "";
  readonly fill: (texts: Texts) => void;
};

export const OpeningRow = memo(function OpeningRow({ n, claim, patient, payer, owner, amount, service, today, says, wrong, fill }: OpeningRowProps) {
  const shared = (field: RowField, title: string) => ({
    name: fieldName(n, field),
    label: words.label(title, n),
    className: classes("cell", `col-${field}`),
    flat: true,
    error: wrong === field ? says : null,
  });
  const set = (field: RowField, text: string, more: Texts = {}) => fill({ [fieldName(n, field)]: text, ...more });
  return (
    <div className="opening-row" role="group" aria-label={words.row(n)}>
      <span className="n num" aria-hidden="true">
        {n}
      </span>
      <ComboField {...shared("claim", words.columns.claim)} kind="code" value={claim} onChange={(text) => set("claim", text)} find={findClaims} onTake={(choice) => set("claim", choice.code ?? choice.title)} />
      <ComboField
        {...shared("patient", words.columns.patient)}
        value={patient}
        onChange={(text) => set("patient", text, { [fieldName(n, "patient_id")]: "" })}
        find={findPatients}
        onTake={(choice) => set("patient", choice.title, { [fieldName(n, "patient_id")]: choice.id })}
      />
      <ComboField
        {...shared("payer", words.columns.payer)}
        value={payer}
        onChange={(text) => set("payer", text, { [fieldName(n, "payer_id")]: "" })}
        find={findPayers}
        onTake={(choice) => set("payer", choice.title, { [fieldName(n, "payer_id")]: choice.id })}
        foot={<p className="none">{words.noPayer}</p>}
      />
      <Select {...shared("owner", words.columns.owner)} value={owner === "" ? "1" : owner} options={words.owners} onChange={(value) => set("owner", value)} />
      <MoneyField {...shared("amount", words.columns.amount)} value={amount} onChange={(text) => set("amount", text)} />
      <DayField {...shared("service", words.columns.service)} value={service} onChange={(text) => set("service", text)} today={today} />
      <span className={classes("means cut", wrong === "" ? "dim private" : "bad")} title={says === "" ? undefined : says}>
        {says}
      </span>
    </div>
  );
});
