//! A short form that works on keys: passwords in it, which no draft keeps, and a moment's work after it.

import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Changed } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { ActionButton } from "#ui/app/ActionButton";
import { live, simple } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { focusField, Form } from "#ui/kit/Form";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { settingsWords } from "#ui/strings/settings";

export type KeyField = { readonly name: string; readonly label: string; readonly hint?: string; readonly autoComplete: string };

export type Typed = Readonly<Record<string, string>>;

export type KeyFormProps = {
  readonly id: string;
  readonly title: string;
  readonly busyTitle: string;
  /** Passwords. One that is called `repeat` must be the same as `password`. */
  readonly fields: readonly KeyField[];
  /** Said when the two differ. */
  readonly differ?: string;
  readonly send: (typed: Typed) => Promise<Changed<unknown>>;
  /** Said when it is done; `null` where the screen that follows says it. */
  readonly said: string | null;
  readonly onClose: () => void;
  /** The field that has the caret first; the first password when not given. */
  readonly first?: string;
  /** Above the fields. */
  readonly children?: ReactNode;
};

export function KeyForm({ id, title, busyTitle, fields, differ = "", send, said, onClose, first, children }: KeyFormProps) {
  const { registry } = useWorkspace();
  const [typed, setTyped] = useState<Typed>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const begin = first ?? fields[0]?.name ?? "";
  useEffect(() => {
    page.current?.scrollIntoView({ block: "nearest" });
    focusField(page.current, begin);
  }, [begin]);
  const refuse = (found: Problem) => {
    setProblem(found);
    setTurn(turn + 1);
    setBusy(false);
    // What stands at its field needs no notice besides.
    return found.field === null ? found : new Problem("cancelled", found.says);
  };
  const act = live(
    {
      id,
      title,
      key: "Mod+Enter",
      strip: title,
      blocked: () => (busy ? busyTitle : null),
      run: async () => {
        if (typed["repeat"] !== undefined && typed["repeat"] !== typed["password"]) {
          throw refuse(new Problem("field", differ, "repeat"));
        }
        setBusy(true);
        setProblem(null);
        try {
          const changed = await send(typed);
          onClose();
          return changed;
        } catch (thrown) {
          throw refuse(toProblem(thrown, apiWords.noAnswer));
        }
      },
      ...(said === null ? {} : { done: () => said }),
    },
    undefined,
  );
  const leave = simple({ id: "leave_form", title: settingsWords.cancel, key: "Escape", run: onClose });
  useActions({ name: title, actions: [act, leave], level: "part" });
  return (
    <div ref={page}>
      <Form label={title} className="fields add-person" onSend={() => registry.start(act)} wrong={problem?.field ?? null} wrongTurn={turn}>
        {children}
        {fields.map((field) => (
          <TextField
            key={field.name}
            className="s6"
            kind="password"
            name={field.name}
            label={field.label}
            {...(field.hint === undefined ? {} : { hint: field.hint })}
            value={typed[field.name] ?? ""}
            onChange={(text) => setTyped((before) => ({ ...before, [field.name]: text }))}
            error={problem?.field === field.name ? problem.says : null}
            autoComplete={field.autoComplete}
            required
          />
        ))}
        <div className="acts s6">
          <ActionButton action={act} kind="primary">
            {busy ? busyTitle : title}
          </ActionButton>
          <ActionButton action={leave} kind="bare" />
        </div>
      </Form>
    </div>
  );
}
