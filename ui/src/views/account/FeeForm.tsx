//! Charges a fee that is no care: a returned check, a missed visit, copies, forms.

import { call } from "#ui/api/call";
import { useAnswer } from "#ui/api/useAnswer";
import { DayField } from "#ui/kit/DayField";
import { MoneyField } from "#ui/kit/MoneyField";
import { centsText, moneyHint } from "#ui/kit/money";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { moneyWords as words } from "#ui/strings/account";
import { feeFormWords } from "#ui/strings/payments";
import { ActFrame } from "#ui/views/account/ActFrame";
import { useActForm } from "#ui/views/account/useActForm";

const fields: readonly string[] = ["amount", "reason", "on", "text"];

export type FeeFormProps = { readonly patient: string; readonly onDone: () => void; readonly onLeave: () => void };

export function FeeForm({ patient, onDone, onLeave }: FeeFormProps) {
  const today = useAnswer("session", {}).value?.today ?? "";
  const typing = useActForm({
    kind: "fee",
    about: patient,
    send: (texts) => {
      const text = (name: string) => texts[name] ?? "";
      return call("save_act", { kind: "fee", patient_id: patient, payer_id: "", on: text("on"), amount: text("amount"), method: "", number: "", reason: text("reason"), text: text("text"), rows: [] });
    },
    fieldOf: (name) => (fields.includes(name) ? name : null),
    onDone,
    onLeave,
  });
  const { text, set, wrong } = typing;
  const amount = moneyHint(text("amount"));
  return (
    <ActFrame typing={typing} of="" says={feeFormWords.says} amount={amount === null || amount === 0 ? "" : centsText(amount)}>
      <div className="row">
        <Select className="s4" name="reason" label={words.fields.fee} value={text("reason")} options={[{ value: "", title: words.choose }, ...feeFormWords.reasons]} onChange={(value) => set("reason", value)} error={wrong("reason")} required />
        <MoneyField className="s3" name="amount" label={words.fields.amount} value={text("amount")} onChange={(typed) => set("amount", typed)} error={wrong("amount")} required />
        <DayField className="s3" name="on" label={words.fields.on} value={text("on")} placeholder={words.today} onChange={(typed) => set("on", typed)} today={today} error={wrong("on")} />
      </div>
      <div className="row">
        <TextField className="s12" name="text" label={words.fields.text} value={text("text")} onChange={(typed) => set("text", typed)} error={wrong("text")} />
      </div>
    </ActFrame>
  );
}
