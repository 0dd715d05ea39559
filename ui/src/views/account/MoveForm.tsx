//! Moves a payment, or a part of it, to the account of the patient whose money it is.

import { useCallback } from "react";
import { call } from "#ui/api/call";
import type { ActView } from "#ui/api/generated";
import { ComboField } from "#ui/kit/ComboField";
import { dayText } from "#ui/kit/day";
import { MoneyField } from "#ui/kit/MoneyField";
import { centsText, moneyHint } from "#ui/kit/money";
import { TextField } from "#ui/kit/TextField";
import { moneyWords as words } from "#ui/strings/account";
import { moveWords } from "#ui/strings/payments";
import { ActFrame } from "#ui/views/account/ActFrame";
import { plainText } from "#ui/views/account/allocate";
import { actName } from "#ui/views/account/actState";
import { useActForm } from "#ui/views/account/useActForm";

const most = 8;

export type OfActProps = { readonly act: ActView; readonly onDone: () => void; readonly onLeave: () => void };

export function MoveForm({ act, onDone, onLeave }: OfActProps) {
  const typing = useActForm({
    kind: "move",
    about: `${act.id} ${act.patient_id}`,
    send: (texts) => {
      const typed = texts["amount"] ?? "";
      return call("move_payment", { id: act.id, patient_id: texts["patient_id"] ?? "", amount: typed.trim() === "" ? plainText(act.cents) : typed, reason: texts["reason"] ?? "" });
    },
    fieldOf: (name) => (name === "patient_id" ? "patient" : name === "amount" || name === "reason" ? name : null),
    onDone,
    onLeave,
  });
  const { text, set, wrong } = typing;
  const find = useCallback(
    async (typed: string) => {
      const { rows } = await call("patients", { text: typed, from: 0, count: most });
      // Its own account is no place to move it to.
      return rows.filter((row) => row.id !== act.patient_id).map((row) => ({ id: row.id, title: row.name, code: row.account, more: dayText(row.born_on) }));
    },
    [act.patient_id],
  );
  const amount = text("amount").trim() === "" ? act.cents : moneyHint(text("amount"));
  const rest = amount === null ? 0 : act.cents - amount;
  return (
    <ActFrame
      typing={typing}
      of={actName(act)}
      says={moveWords.says}
      amount={amount === null || amount === 0 ? "" : centsText(amount)}
      sum={rest === 0 ? null : <span className={rest < 0 ? "warn" : "dim"}>{rest < 0 ? moveWords.over(centsText(act.cents)) : moveWords.rest(centsText(rest))}</span>}
    >
      <div className="row">
        <ComboField
          className="s6"
          name="patient"
          label={moveWords.to}
          hint={moveWords.toHint}
          value={text("patient")}
          onChange={(typed) => {
            set("patient", typed);
            set("patient_id", "");
          }}
          find={find}
          onTake={(choice) => {
            set("patient", choice.code === undefined ? choice.title : `${choice.title} ${choice.code}`);
            set("patient_id", choice.id);
          }}
          error={wrong("patient")}
          required
        />
        <MoneyField className="s3" name="amount" label={words.fields.amount} value={text("amount")} placeholder={centsText(act.cents)} onChange={(typed) => set("amount", typed)} error={wrong("amount")} />
      </div>
      <div className="row">
        <TextField className="s12" name="reason" label={moveWords.why} value={text("reason")} onChange={(typed) => set("reason", typed)} error={wrong("reason")} required />
      </div>
    </ActFrame>
  );
}
