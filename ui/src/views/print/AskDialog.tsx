//! Asks one thing about a print job before it is done: which sheets again, why it never left, when it
//! was mailed.

import { useState } from "react";
import type { Changed, PrintRunView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { live } from "#ui/app/action";
import { ActionButton } from "#ui/app/ActionButton";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import type { Day } from "#ui/kit/day";
import { DayField } from "#ui/kit/DayField";
import { Dialog } from "#ui/kit/Dialog";
import { Form } from "#ui/kit/Form";
import { TextField } from "#ui/kit/TextField";
import { apiWords } from "#ui/strings/en";
import { jobWords as words } from "#ui/strings/jobs";

export type AskDialogProps = {
  readonly title: string;
  readonly says: string;
  readonly field: string;
  readonly first: string;
  /** The verb of the button. */
  readonly runs: string;
  /** Today, when a day is asked. */
  readonly today?: Day;
  /** What is wrong with the text before the core is asked, or `null`. */
  readonly wrong?: (text: string) => string | null;
  readonly run: (text: string) => Promise<Changed<unknown>>;
  readonly done: string;
  readonly onClose: () => void;
};

export function AskDialog({ title, says, field, first, runs, today, wrong: look, run, done, onClose }: AskDialogProps) {
  const { registry } = useWorkspace();
  const [text, setText] = useState(first);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = live(
    {
      id: "ask_print",
      title: runs,
      key: "Enter",
      blocked: () => null,
      run: async () => {
        const seen = look?.(text) ?? null;
        if (seen !== null) {
          setWrong(seen);
          throw new Problem("cancelled", seen);
        }
        try {
          const changed = await run(text);
          onClose();
          return changed;
        } catch (thrown) {
          const found = toProblem(thrown, apiWords.noAnswer);
          if (found.code === "cancelled") {
            throw found;
          }
          setWrong(found.says);
          // Said at the field already: no notice besides.
          throw new Problem("cancelled", found.says);
        }
      },
      done: () => done,
    },
    undefined,
  );
  const typed = (next: string) => {
    setText(next);
    setWrong(null);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      keys={[send]}
      actions={
        <>
          <Button shortcut="Escape" onPress={onClose}>
            {words.cancel}
          </Button>
          <ActionButton action={send} kind="primary" />
        </>
      }
    >
      <Form label={title} className="save-list" onSend={() => registry.start(send)}>
        <p className="dim">{says}</p>
        {today === undefined ? (
          <TextField label={field} name="asked" value={text} onChange={typed} error={wrong} maxLength={200} />
        ) : (
          <DayField label={field} name="asked" value={text} onChange={typed} today={today} error={wrong} />
        )}
      </Form>
    </Dialog>
  );
}

/** What of a job a dialog asks for. */
export type Asking = { readonly kind: "again" | "unsend" | "mail"; readonly job: PrintRunView };
