//! One row of the practice's own policy: which adjustment, of which payer, and what it does. What
//! cannot be, the core says why.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { PolicyRowView, PolicyView } from "#ui/api/generated";
import { Problem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { type Choice, ComboField } from "#ui/kit/ComboField";
import { focusField, Form } from "#ui/kit/Form";
import { Select } from "#ui/kit/Select";
import { feeWords, policyWords as words } from "#ui/strings/rules";
import { PayerPick } from "#ui/views/settings/PayerPick";
import { useSend } from "#ui/views/settings/useSend";

const fields: readonly string[] = ["group", "reason", "payer_id", "effect"];

export type RuleFormProps = {
  readonly policy: PolicyView;
  readonly rule: PolicyRowView;
  /** Its place among the practice's own, or `null` for a new one. */
  readonly place: number | null;
  readonly onClose: () => void;
};

async function findReasons(text: string): Promise<readonly Choice[]> {
  const { rows } = await call("codes", { list: "carc", text });
  return rows.map((row) => ({ id: row.code, code: row.code, title: row.words }));
}

export function RuleForm({ policy, rule, place, onClose }: RuleFormProps) {
  const { registry } = useWorkspace();
  const [typed, setTyped] = useState(rule);
  const page = useRef<HTMLDivElement>(null);
  const set = (changes: Partial<PolicyRowView>) => setTyped((before) => ({ ...before, ...changes }));
  useEffect(() => {
    page.current?.scrollIntoView({ block: "nearest" });
    // A row that ships is put above itself: only what it does is another.
    focusField(page.current, rule.reason === "" ? "group" : "effect");
  }, [rule]);
  const sending = useSend({
    id: "save_policy",
    title: words.save,
    busyTitle: words.saving,
    send: () => {
      if (typed.payer.trim() !== "" && typed.payer_id === "") {
        throw new Problem("field", feeWords.pickPayer, "payer_id");
      }
      if (/\s/.test(typed.reason.trim())) {
        throw new Problem("field", words.pickReason, "reason");
      }
      const own = place === null ? [typed, ...policy.own] : policy.own.map((one, n) => (n === place ? typed : one));
      return call("save_policy", { ...policy, own });
    },
    said: words.saved,
    onDone: onClose,
    fields,
  });
  const leave = simple({ id: "leave_rule", title: words.cancel, key: "Escape", run: onClose });
  const title = place === null ? words.add : words.change;
  useActions({ name: title, actions: [sending.action, leave], level: "part" });
  const { wrong } = sending;
  return (
    <div ref={page}>
      <Form label={title} className="fields money-form" onSend={() => registry.start(sending.action)} wrong={sending.wrongField} wrongTurn={sending.turn}>
        <Select className="s4" name="group" label={words.group} value={typed.group === "" ? "CO" : typed.group} options={words.groups} onChange={(group) => set({ group })} error={wrong("group")} />
        <ComboField
          className="s4"
          kind="code"
          name="reason"
          label={words.reason}
          value={typed.reason}
          onChange={(reason) => set({ reason, words: "" })}
          find={findReasons}
          onTake={(choice) => set({ reason: choice.id, words: choice.title })}
          hint={typed.words === "" || typed.reason === "" ? words.reasonHint : typed.words}
          error={wrong("reason")}
        />
        <PayerPick className="s4" name="payer_id" label={words.payer} value={{ text: typed.payer, id: typed.payer_id }} onPick={({ text, id }) => set({ payer: text, payer_id: id })} hint={words.payerHint} error={wrong("payer_id")} />
        <Select className="s12" name="effect" label={words.effect} value={typed.effect} options={words.effects} onChange={(effect) => set({ effect })} error={wrong("effect")} />
        <div className="acts s12">
          <ActionButton action={sending.action}>{sending.busy ? words.saving : words.save}</ActionButton>
          <ActionButton action={leave} kind="bare" />
        </div>
      </Form>
    </div>
  );
}
