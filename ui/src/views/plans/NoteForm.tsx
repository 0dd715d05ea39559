//! A note on an account, with a promise or without.

import { useState } from "react";
import { call } from "#ui/api/call";
import { DayField } from "#ui/kit/DayField";
import { MoneyField } from "#ui/kit/MoneyField";
import { TextField } from "#ui/kit/TextField";
import { noteWords as words, planWords } from "#ui/strings/plans";
import { SendFrame } from "#ui/views/account/SendFrame";
import { useSend } from "#ui/views/settings/useSend";

export type AccountFormProps = { readonly account: string; readonly number: string; readonly today: string; readonly onClose: () => void };

const fields: readonly string[] = ["text", "promise_on", "promise_amount"];

export function NoteForm({ account, number, today, onClose }: AccountFormProps) {
  const [typed, setTyped] = useState({ text: "", promise_on: "", promise_amount: "" });
  const set = (changes: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...changes }));
  const sending = useSend({ id: "save_account_note", title: words.save, busyTitle: words.saving, send: () => call("save_account_note", { account, ...typed }), said: words.saved(number), onDone: onClose, fields });
  const { wrong } = sending;
  return (
    <SendFrame title={words.form(number)} sending={sending} busyTitle={words.saving} leaveTitle={planWords.leave} onLeave={onClose}>
      <div className="row">
        <TextField className="s6" name="text" label={words.text} value={typed.text} onChange={(text) => set({ text })} error={wrong("text")} />
        <DayField className="s3" name="promise_on" label={words.promiseOn} value={typed.promise_on} onChange={(promise_on) => set({ promise_on })} today={today} error={wrong("promise_on")} />
        <MoneyField className="s3" name="promise_amount" label={words.promiseAmount} value={typed.promise_amount} onChange={(promise_amount) => set({ promise_amount })} error={wrong("promise_amount")} />
      </div>
    </SendFrame>
  );
}
