//! The windows of a practice's own envelopes: six numbers each, measured from the lower left corner of
//! the front. What would show more than an address, the core refuses at its window.

import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { EnvelopesView, StatementRulesView, WindowView } from "#ui/api/generated";
import { ActionButton } from "#ui/app/ActionButton";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { Checkbox } from "#ui/kit/Checkbox";
import { Form } from "#ui/kit/Form";
import { TextField } from "#ui/kit/TextField";
import { paperPartWords as words } from "#ui/strings/paper";
import { useSend } from "#ui/views/settings/useSend";

type Which = keyof EnvelopesView;
type Length = Exclude<keyof WindowView, "used">;

const which: readonly Which[] = ["addressee", "sender", "remit"];
const lengths: readonly Length[] = ["envelope_width", "envelope_height", "width", "height", "left", "up"];
const fields: readonly string[] = which.flatMap((name) => lengths.map((length) => `${name}.${length}`));

export type EnvelopeFormProps = {
  readonly rules: StatementRulesView;
  /** Why it cannot be changed. */
  readonly refused: string | null;
};

export function EnvelopeForm({ rules, refused }: EnvelopeFormProps) {
  const { registry } = useWorkspace();
  const [typed, setTyped] = useState(rules.windows);
  const page = useRef<HTMLDivElement>(null);
  const set = (name: Which, changes: Partial<WindowView>) => setTyped((before) => ({ ...before, [name]: { ...before[name], ...changes } }));
  const sending = useSend({
    id: "save_envelopes",
    title: words.saveNumbers,
    busyTitle: words.saving,
    send: () => call("save_statement_rules", { ...rules, windows: typed }),
    said: words.saved,
    onDone: () => {},
    fields,
  });
  useActions({ name: words.numbers, actions: [sending.action], level: "part" });
  return (
    <div ref={page} className="envelopes">
      <p className="dim">{words.measure}</p>
      <Form label={words.numbers} className="form" onSend={() => registry.start(sending.action)} wrong={sending.wrongField} wrongTurn={sending.turn}>
        {which.map((name) => (
          <fieldset key={name} className="envelope">
            <legend>{words.windows[name]}</legend>
            {name === "addressee" ? null : (
              <Checkbox checked={typed[name].used} onChange={(used) => set(name, { used })}>
                {words.used[name]}
              </Checkbox>
            )}
            {typed[name].used ? (
              <div className="fields money-form">
                {lengths.map((length) => (
                  <TextField
                    key={length}
                    className="s2 deep"
                    kind="number"
                    name={`${name}.${length}`}
                    label={words.lengths[length]}
                    value={typed[name][length]}
                    readOnly={refused !== null}
                    onChange={(text) => set(name, { [length]: text })}
                    error={sending.wrong(`${name}.${length}`) === null ? null : words.see}
                  />
                ))}
                {lengths.map((length) => {
                  const says = sending.wrong(`${name}.${length}`);
                  return says === null ? null : (
                    <p key={length} className="refused s12" role="alert">
                      {says}
                    </p>
                  );
                })}
                <p className="dim s12">{words.slide(typed[name].envelope_width, typed[name].envelope_height)}</p>
              </div>
            ) : null}
          </fieldset>
        ))}
        <div className="acts">
          <ActionButton action={sending.action}>{sending.busy ? words.saving : words.saveNumbers}</ActionButton>
        </div>
      </Form>
    </div>
  );
}
