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

/** True when something of it counts in the sums or says why, so that it is shown without being asked for. The rest stands in the claim's head. */
export function counts(texts: SheetClaimTexts): boolean {
  return [texts.paid, texts.interest, texts.adjustments, texts.remarks].some((text) => text !== "");
}

/** What the head of a claim says of the fields that are not shown. */
export function inShort(texts: SheetClaimTexts): readonly string[] {
  const said: readonly (readonly [string, (text: string) => string])[] = [
    [texts.forwarded_to, words.sentTo],
    [texts.patient_part, words.patientPart],
    [texts.control_number, (text) => text],
  ];
  return said.filter(([text]) => text !== "").map(([text, says]) => says(text));
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
