//! Address labels before they print: which label sheet, where on it they begin, who gets none.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { LabelsView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { refusal } from "#ui/app/may";
import { useSetting } from "#ui/app/settings";
import { Form } from "#ui/kit/Form";
import { Select } from "#ui/kit/Select";
import { TextField } from "#ui/kit/TextField";
import { labelWords as words, pageWords } from "#ui/strings/mailing";
import type { Who } from "#ui/views/claims/acts";
import { jobKinds } from "#ui/views/print/jobs";
import { PaperDialog } from "#ui/views/print/PaperDialog";
import { usePages } from "#ui/views/print/ShownPaper";

/** Whose addresses: those of a job's papers, or of patients. */
export type LabelsOf = { readonly job: string; readonly patients: readonly string[] };

const dpi = 100;

export type LabelsDialogProps = { readonly of: LabelsOf; readonly who: Who; readonly onClose: () => void };

export function LabelsDialog({ of, who, onClose }: LabelsDialogProps) {
  const [stock, setStock] = useSetting("print.labels", "5160");
  const [typed, setTyped] = useState("1");
  const pages = usePages();
  const first = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  const ask = { job: of.job, patients: [...of.patients], stock, first };
  const { value, problem } = useAnswer("labels_page", { ...ask, page: pages.page, dpi }, jobKinds);
  // The sheets to choose from stay while the next picture is drawn.
  const [known, setKnown] = useState<LabelsView | null>(null);
  if (value !== undefined && value !== known) {
    setKnown(value);
  }
  const found = problem === null ? null : toProblem(problem, pageWords.unread);
  const wrong = found?.field === "first" ? found.says : null;
  const out = value?.left_out ?? [];
  return (
    <PaperDialog
      id="labels"
      title={words.title(known?.labels ?? 0)}
      alt={words.alt}
      file={words.file}
      refused={refusal(who, "print_labels")}
      value={value?.paper}
      problem={found?.says ?? null}
      pages={pages}
      print={(where) => call("print_labels", { ...ask, ...where })}
      done={({ claims, to }, printer) => (printer === "" ? words.saved(claims, to) : words.sent(claims, to))}
      onClose={onClose}
    >
      <Form label={words.openTitle} className="label-form" onSend={() => undefined}>
        <Select label={words.stock} name="stock" value={stock} options={(known?.stocks ?? []).map(({ id, name }) => ({ value: id, title: name }))} onChange={setStock} />
        <TextField label={words.first} name="first" kind="number" value={typed} onChange={setTyped} error={wrong} hint={words.firstHint} maxLength={3} />
      </Form>
      {out.length === 0 ? null : (
        <div className="label-out">
          <p className="warn">{words.leftOut(out.length)}</p>
          <ul>
            {out.map((one, at) => (
              <li key={at}>
                <span className="private">{one.name}</span> <span className="dim">{one.why}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </PaperDialog>
  );
}
