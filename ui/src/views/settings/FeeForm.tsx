//! One fee. After a new one is saved the form stays open for the next code of the same schedule.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { FeeRow } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { DayField } from "#ui/kit/DayField";
import { longDayText } from "#ui/kit/day";
import { focusField, Form } from "#ui/kit/Form";
import { MoneyField } from "#ui/kit/MoneyField";
import { TextField } from "#ui/kit/TextField";
import { feeWords as words } from "#ui/strings/rules";
import { PayerPick } from "#ui/views/settings/PayerPick";
import { useSend } from "#ui/views/settings/useSend";

const fields: readonly string[] = ["payer_id", "code", "modifiers", "pos", "from", "amount"];

export const newFee: FeeRow = { id: "", payer_id: "", payer: "", code: "", modifiers: "", pos: "", from: "", amount: "" };

export function FeeForm({ fee, today, onClose }: { readonly fee: FeeRow; readonly today: string; readonly onClose: () => void }) {
  const { registry } = useWorkspace();
  const [typed, setTyped] = useState<FeeRow>({ ...fee, from: longDayText(fee.from) });
  const page = useRef<HTMLDivElement>(null);
  const set = (changes: Partial<FeeRow>) => setTyped((before) => ({ ...before, ...changes }));
  useEffect(() => {
    page.current?.scrollIntoView({ block: "nearest" });
    focusField(page.current, fee.id === "" ? "payer_id" : "amount");
  }, [fee.id]);
  const sending = useSend({
    id: "save_fee",
    title: words.save,
    busyTitle: words.saving,
    send: () => {
      if (typed.payer.trim() !== "" && typed.payer_id === "") {
        throw new Problem("field", words.pickPayer, "payer_id");
      }
      return call("save_fee", typed);
    },
    said: words.saved(typed.code.trim().toUpperCase()),
    onDone: () => {
      if (fee.id === "") {
        set({ code: "", modifiers: "", amount: "" });
        focusField(page.current, "code");
      } else {
        onClose();
      }
    },
    fields,
  });
  const leave = simple({ id: "leave_fee", title: words.cancel, key: "Escape", run: onClose });
  useActions({ name: fee.id === "" ? words.add : words.change(fee.code), actions: [sending.action, leave], level: "part" });
  const { wrong } = sending;
  return (
    <div ref={page}>
      <Form label={fee.id === "" ? words.add : words.change(fee.code)} className="fields money-form" onSend={() => registry.start(sending.action)} wrong={sending.wrongField} wrongTurn={sending.turn}>
        <PayerPick className="s4 deep" name="payer_id" label={words.payer} value={{ text: typed.payer, id: typed.payer_id }} onPick={({ text, id }) => set({ payer: text, payer_id: id })} hint={words.payerHint} error={wrong("payer_id")} />
        <TextField className="s4 deep" kind="code" name="code" label={words.code} value={typed.code} onChange={(code) => set({ code })} error={wrong("code")} required />
        <TextField className="s4 deep" kind="code" name="modifiers" label={words.modifiers} value={typed.modifiers} onChange={(modifiers) => set({ modifiers })} hint={words.modifiersHint} error={wrong("modifiers")} />
        <TextField className="s4 deep" kind="code" name="pos" label={words.pos} value={typed.pos} onChange={(pos) => set({ pos })} placeholder={words.posAll} error={wrong("pos")} />
        <DayField className="s4 deep" name="from" label={words.from} value={typed.from} onChange={(from) => set({ from })} today={today} error={wrong("from")} />
        <MoneyField className="s4 deep" name="amount" label={words.amount} value={typed.amount} onChange={(amount) => set({ amount })} error={wrong("amount")} required />
        <div className="acts s12">
          <ActionButton action={sending.action}>{sending.busy ? words.saving : words.save}</ActionButton>
          <ActionButton action={leave} kind="bare" />
        </div>
      </Form>
    </div>
  );
}
