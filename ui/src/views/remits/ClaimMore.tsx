//! What a payer says of a whole claim besides its lines: how it was processed, its number there,
//! interest, who it was sent on to.

import type { SheetClaimTexts } from "#ui/api/generated";
import { MoneyField } from "#ui/kit/MoneyField";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { sheetWords as words } from "#ui/strings/remits";
import { claimCell } from "#ui/views/remits/cells";
import type { Type } from "#ui/views/remits/SheetCell";
import { canBeWhole, type ClaimField } from "#ui/views/remits/sheetTexts";

export type ClaimMoreProps = {
  /** Its place from 0. */
  readonly claim: number;
  readonly texts: SheetClaimTexts;
  readonly type: Type;
  readonly wrong: ReadonlyMap<string, string>;
};

/** Statuses that follow from the payer's place in line; the claim's head says them. */
const plain = new Set(["", "1", "2", "3"]);

/** True when something of it was typed, so that it is shown without being asked for. */
export function saysMore(texts: SheetClaimTexts): boolean {
  return !plain.has(texts.status) || [texts.control_number, texts.paid, texts.patient_part, texts.interest, texts.forwarded_to, texts.adjustments, texts.remarks].some((text) => text !== "");
}

export function ClaimMore({ claim, texts, type, wrong }: ClaimMoreProps) {
  const shared = (field: ClaimField, width: number) => ({
    name: claimCell(claim, field),
    label: words.more[field],
    value: texts[field],
    onChange: (text: string) => type(claimCell(claim, field), text),
    error: wrong.get(claimCell(claim, field)) ?? null,
    flat: true,
    className: `w${width}`,
  });
  const known = words.statuses.some((one) => one.value === texts.status);
  return (
    <div className="form claim-more">
      <div className="row">
        <Select {...shared("status", 3)} options={known ? words.statuses : [{ value: texts.status, title: texts.status }, ...words.statuses]} />
        <TextField {...shared("control_number", 3)} kind="code" />
        {/* Either the lines are answered or the whole claim is; its place stays. */}
        {texts.paid !== "" || canBeWhole(texts) ? <MoneyField {...shared("paid", 2)} /> : <span className="w2" />}
        <MoneyField {...shared("patient_part", 2)} />
        <MoneyField {...shared("interest", 2)} />
      </div>
      <div className="row">
        <TextField {...shared("forwarded_to", 4)} />
        <TextField {...shared("adjustments", 5)} kind="code" />
        <TextField {...shared("remarks", 3)} kind="code" />
      </div>
    </div>
  );
}
