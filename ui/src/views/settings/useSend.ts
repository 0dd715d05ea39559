//! Sends a short form: what the core refuses stands at its field, and the caret goes there.

import { useState } from "react";
import type { Changed } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { live, type Live } from "#ui/app/action";
import { apiWords } from "#ui/strings/en";

export type SendSpec = {
  readonly id: string;
  readonly title: string;
  readonly busyTitle: string;
  /** Asks the core; what it throws is told. */
  readonly send: () => Promise<Changed<unknown>>;
  readonly said: string;
  /** After the core took it. */
  readonly onDone: () => void;
  /** Fields that are in the form; a problem of another one is a notice. */
  readonly fields: readonly string[];
};

export type Send = {
  readonly action: Live;
  readonly busy: boolean;
  /** What is wrong with a field, or `null`. */
  readonly wrong: (field: string) => string | null;
  readonly wrongField: string | null;
  readonly turn: number;
};

export function useSend({ id, title, busyTitle, send, said, onDone, fields }: SendSpec): Send {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);
  const action = live(
    {
      id,
      title,
      key: "Mod+Enter",
      strip: title,
      blocked: () => (busy ? busyTitle : null),
      run: async () => {
        setBusy(true);
        setProblem(null);
        try {
          const changed = await send();
          setBusy(false);
          onDone();
          return changed;
        } catch (thrown) {
          const found = toProblem(thrown, apiWords.noAnswer);
          setProblem(found);
          setTurn((before) => before + 1);
          setBusy(false);
          // What stands at its field needs no notice besides.
          throw found.field !== null && fields.includes(found.field) ? new Problem("cancelled", found.says) : found;
        }
      },
      done: () => said,
    },
    undefined,
  );
  return { action, busy, wrong: (field) => (problem?.field === field ? problem.says : null), wrongField: problem?.field ?? null, turn };
}
