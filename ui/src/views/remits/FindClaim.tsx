//! The box in which the next claim of the paper is found: a few letters of the name or the number,
//! Enter takes the likeliest.

import { useCallback, useState } from "react";
import { call } from "#ui/api/call";
import { expectField, stopWaiting } from "#ui/app/typeahead";
import { ComboField } from "#ui/kit/ComboField";
import { dayText } from "#ui/kit/day";
import { centsText } from "#ui/kit/money";
import { sheetWords as words } from "#ui/strings/remits";
import { findCell } from "#ui/views/remits/cells";

export type FindClaimProps = {
  readonly payer: string;
  /** Its name. */
  readonly payerName: string;
  readonly error: string | null;
  /** Puts the claim on the sheet. */
  readonly onTake: (claim: string) => void;
};

export function FindClaim({ payer, payerName, error, onTake }: FindClaimProps) {
  const [text, setText] = useState("");
  const find = useCallback(
    async (typed: string) => {
      const { rows } = await call("sheet_claims", { payer_id: payer, text: typed });
      return rows.map((row) => ({
        id: row.claim_id,
        title: row.patient,
        code: row.number,
        more: words.claimChoice([dayText(row.service_on), centsText(row.open_cents), row.waits ? "" : row.payer === payerName ? words.nothingLeft : row.payer]),
      }));
    },
    [payer, payerName],
  );
  const take = (claim: string) => {
    // The lines come with the next answer: what is typed until then is for the first of them.
    expectField();
    setText("");
    onTake(claim);
  };
  return (
    <div className="remit-find">
      <ComboField
        className="inline words"
        name={findCell}
        label={words.findClaim}
        placeholder={words.findHint}
        value={text}
        onChange={setText}
        find={find}
        onTake={(choice) => take(choice.id)}
        onAwait={expectField}
        onNothing={stopWaiting}
        error={error}
        flat
      />
    </div>
  );
}
