//! Makes a deposit of what was chosen, or corrects one: the day, the bank, the last four digits. What is
//! typed is kept until it is sent or started over.

import { useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { SaveDeposit } from "#ui/api/generated";
import { ActionButton, ActionWord } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { type Texts, useDraft } from "#ui/app/useDraft";
import { useWorkspace } from "#ui/app/workspace";
import { DayField } from "#ui/kit/DayField";
import { Form } from "#ui/kit/Form";
import { centsText } from "#ui/kit/money";
import { TextField } from "#ui/kit/TextField";
import { depositFormWords as words } from "#ui/strings/deposits";
import { useSend } from "#ui/views/settings/useSend";

export type DepositFormProps = {
  /** The deposit to correct; of a new one its id and number are empty. */
  readonly of: Pick<SaveDeposit, "id" | "version" | "way" | "bank" | "account_ending"> & { readonly number: string; readonly on: string };
  readonly sources: readonly string[];
  readonly cents: number;
  readonly today: string;
  /** Hears the deposit's id. */
  readonly onDone: (id: string) => void;
  readonly onLeave: () => void;
};

const empty: Texts = {};
const fields: readonly string[] = ["on", "bank", "account_ending"];

export function DepositForm({ of, sources, cents, today, onDone, onLeave }: DepositFormProps) {
  const { registry } = useWorkspace();
  const page = useRef<HTMLElement>(null);
  const fresh = of.id === "";
  const draft = useDraft(`deposit ${fresh ? "new" : of.id}`, empty);
  const made = useRef("");
  const [touched, setTouched] = useState(false);
  // What was wrong is told until somebody types.
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    const first = page.current?.querySelector<HTMLElement>("input");
    if (first !== null && first !== undefined) {
      arrive(first);
    }
  }, []);
  const text = (name: "on" | "bank" | "account_ending") => draft.texts[name] ?? of[name];
  const money = centsText(cents);
  const sending = useSend({
    id: "save_deposit",
    title: fresh ? words.save(money) : words.correct(money),
    busyTitle: words.saving,
    send: async () => {
      const changed = await call("save_deposit", { id: of.id, version: of.version, on: text("on"), way: of.way, bank: text("bank"), account_ending: text("account_ending"), sources: [...sources] });
      await draft.forget();
      made.current = changed.value.id;
      return changed;
    },
    said: fresh ? words.made(sources.length, money) : words.corrected(of.number, money),
    onDone: () => onDone(made.current),
    fields,
  });
  const leave = simple({ id: "leave_deposit", title: words.cancel, key: "Escape", strip: words.cancel, run: onLeave });
  const set = (name: string, typed: string) => {
    setTouched(true);
    setSeen(sending.turn);
    draft.set(name, typed);
  };
  const typedBefore = !touched && Object.keys(draft.texts).length !== 0;
  const again = simple({ id: "deposit_over", title: words.startOver, key: "Alt+N", run: () => draft.forget() });
  const title = fresh ? words.title(of.way) : words.correctTitle(of.number);
  useActions({ name: title, actions: [sending.action, leave, ...(typedBefore ? [again] : [])], level: "part" });
  const wrong = (field: string) => (seen === sending.turn ? null : sending.wrong(field));
  return (
    <section ref={page} className="act-form" aria-label={title}>
      <Form label={title} onSend={() => registry.start(sending.action)} wrong={sending.wrongField} wrongTurn={sending.turn}>
        <h2 className="heading">
          {title}
          {typedBefore ? (
            <span className="end">
              <span className="hint">{words.typedBefore}</span> <ActionWord action={again} />
            </span>
          ) : null}
        </h2>
        <div className="act-body">
          <div className="row">
            <DayField className="s3" name="on" label={words.on} value={text("on")} placeholder={words.today} onChange={(typed) => set("on", typed)} today={today} error={wrong("on")} />
            <TextField className="s6" name="bank" label={words.bank} value={text("bank")} onChange={(typed) => set("bank", typed)} error={wrong("bank")} />
            <TextField className="s3 deep" kind="code" name="account_ending" label={words.ending} value={text("account_ending")} maxLength={4} onChange={(typed) => set("account_ending", typed)} error={wrong("account_ending")} hint={words.endingHint} />
          </div>
        </div>
        <div className="act-foot">
          <p className="act-sum num" role="status">
            {words.holds(sources.length)}
          </p>
          <ActionButton action={leave} kind="bare" />
          <ActionButton action={sending.action} kind="primary">
            {sending.busy ? words.saving : sending.action.title}
          </ActionButton>
        </div>
      </Form>
    </section>
  );
}
