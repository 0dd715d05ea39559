//! What the practice calls usual: when the office is open, and how much is a lot.

import { type KeyboardEvent, useEffect, useState } from "react";
import { call } from "#ui/api/call";
import type { UsualView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { live } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { TextField } from "#ui/kit/TextField";
import { noticedWords as words } from "#ui/strings/audit";
import { apiWords } from "#ui/strings/en";

type Typed = { readonly patients_an_hour: string; readonly opens: string; readonly closes: string; readonly records_a_day: string };

function typedOf(usual: UsualView): Typed {
  return { opens: usual.opens, closes: usual.closes, patients_an_hour: String(usual.patients_an_hour), records_a_day: String(usual.records_a_day) };
}

/** A number as it is typed; what is none becomes 0, which the core explains. */
function numberOf(text: string): number {
  const digits = text.replaceAll(",", "").trim();
  return /^\d{1,6}$/.test(digits) ? Number(digits) : 0;
}

export function UsualForm({ usual }: { readonly usual: UsualView }) {
  const { registry } = useWorkspace();
  const [typed, setTyped] = useState(() => typedOf(usual));
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => setTyped(typedOf(usual)), [usual]);
  const save = () => {
    setProblem(null);
    const run = async () => {
      try {
        return await call("save_usual", { ...typed, patients_an_hour: numberOf(typed.patients_an_hour), records_a_day: numberOf(typed.records_a_day) });
      } catch (thrown) {
        const found = toProblem(thrown, apiWords.noAnswer);
        setProblem(found);
        // Said at the field already: no notice besides.
        throw found.field === null ? found : new Problem("cancelled", found.says);
      }
    };
    registry.start(live({ id: "save_usual", title: words.save, blocked: () => null, run, done: () => words.saved }, undefined));
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      save();
    }
  };
  const field = (name: keyof Typed, label: string, hint: string) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      value={typed[name]}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
      onKeyDown={key}
      error={problem?.field === name ? problem.says : null}
    />
  );
  return (
    <div className="usual-form">
      {field("opens", words.opens, words.clockHint)}
      {field("closes", words.closes, words.clockHint)}
      {field("patients_an_hour", words.patients, words.hint)}
      {field("records_a_day", words.records, words.hint)}
      <div className="acts">
        <Button small onPress={save}>
          {words.save}
        </Button>
      </div>
    </div>
  );
}
