//! The good-faith estimates of a patient: what was told, whether the patient has it, and what a bill says.

import "#ui/views/estimates/estimates.css";
import "#ui/views/statements/statements.css";
import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { EstimateTexts, EstimateView, PatientView } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { live, simple } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { Empty } from "#ui/kit/Empty";
import type { Column } from "#ui/kit/column";
import { DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { dayText } from "#ui/kit/day";
import { dollarsText } from "#ui/kit/money";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { apiWords } from "#ui/strings/en";
import { estimateWords as words } from "#ui/strings/estimates";
import { claimsWords } from "#ui/strings/claims";
import { PatientViews } from "#ui/views/account/PatientViews";
import { focusTable } from "#ui/views/claims/focusTable";
import { EstimateForm } from "#ui/views/estimates/EstimateForm";
import { EstimatePanel } from "#ui/views/estimates/EstimatePanel";
import { estimateKinds, newEstimate, stateOf } from "#ui/views/estimates/estimates";
import { saveToken } from "#ui/views/print/reprint";
import { usePrinter } from "#ui/views/print/usePrinter";

const none: readonly EstimateView[] = [];

function columnsFor(today: string): readonly Column<EstimateView>[] {
  const state = (row: EstimateView) => {
    const { state: is, day } = stateOf(row, today);
    if (0 < row.over_cents) {
      return <Status tone="bad">{words.over(dollarsText(row.over_cents))}</Status>;
    }
    switch (is) {
      case "given":
        return <Status tone="ok">{words.given(dayText(day))}</Status>;
      case "late":
        return <Status tone="bad">{words.late(dayText(day))}</Status>;
      case "due":
        return <Status tone="warn">{words.due(dayText(day))}</Status>;
      case "replaced":
        return <Status tone="plain">{words.replaced}</Status>;
      default:
        return <Status tone="wait">{words.notGiven}</Status>;
    }
  };
  return [
    { id: "number", title: words.columns.number, width: 88, kind: "code", cell: (row) => row.number },
    { id: "made", title: words.columns.made, width: 84, kind: "date", cell: (row) => <DayText day={row.made_on} /> },
    { id: "visit", title: words.columns.visit, width: 96, kind: "date", cell: (row) => (row.scheduled_on === "" ? <span className="dim">{words.noDay}</span> : <DayText day={row.scheduled_on} />) },
    { id: "state", title: words.columns.state, width: { grow: 1, least: 160 }, cell: state },
    { id: "total", title: words.columns.total, width: 104, kind: "money", cell: (row) => <MoneyText cents={row.total_cents} /> },
  ];
}

export function EstimatesScreen({ patient }: { readonly patient: PatientView }) {
  const who = useAnswer("session", {}).value;
  const today = who?.today ?? "";
  const { value, problem } = useAnswer("estimates", { id: patient.id }, estimateKinds);
  const rows = useFixedRows(value?.rows ?? none);
  const [here, setHere] = useState<EstimateView | undefined>(undefined);
  const [open, setOpen] = useState<{ readonly texts: EstimateTexts; readonly title: string } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { printer } = usePrinter();
  const chosen = value?.rows.find((row) => row.id === here?.id);
  const refused = refusal(who, "save_estimate");
  const add = live({ id: "new_estimate", title: words.addTitle, key: "F8", strip: words.add, blocked: () => refused, run: () => setOpen({ texts: newEstimate(patient.id), title: words.form.add }) }, undefined, { title: words.add });
  const given = chosen !== undefined && chosen.given_on !== "";
  const edit = live(
    {
      id: "edit_estimate",
      title: given ? words.replaceTitle : words.editTitle,
      key: "E",
      strip: given ? words.replace : words.edit,
      blocked: () => refused ?? (chosen === undefined ? words.nothing : null),
      run: () => (chosen === undefined ? undefined : setOpen({ texts: chosen.texts, title: given ? words.form.replace(chosen.number) : words.form.edit(chosen.number) })),
    },
    undefined,
    { title: given ? words.replace : words.edit },
  );
  const remove = live(
    {
      id: "remove_estimate",
      title: words.removeTitle,
      key: "Delete",
      strip: words.remove,
      blocked: () => refusal(who, "remove_estimate") ?? (chosen === undefined ? words.nothing : given ? words.hasIt : null),
      run: () => call("remove_estimate", { id: chosen?.id ?? "" }),
      done: () => words.removed,
    },
    undefined,
    { title: words.remove },
  );
  const print = live(
    {
      id: "print_estimate",
      title: printer === "" ? words.saveTitle : words.printTitle,
      key: "Mod+P",
      menu: "file",
      offersUndo: false,
      blocked: () => refusal(who, "print_estimate") ?? (chosen === undefined ? words.nothing : null),
      run: async () => call("print_estimate", { id: chosen?.id ?? "", token: printer === "" ? await saveToken(words.file) : "", printer }),
      done: ({ to: where }) => words.printed(where),
    },
    undefined,
    { title: printer === "" ? words.save : words.print },
  );
  const back = simple({ id: "back", title: words.back, key: "Escape", run: () => go(to("patients", patient.id)) });
  useActions({
    name: words.title,
    actions: open === null ? [print, add, edit, remove, back] : [],
    hints: open === null ? [{ keys: ["ArrowUp", "ArrowDown"], says: claimsWords.keys.move }] : [],
  });
  const close = () => {
    setOpen(null);
    focusTable(box.current);
  };
  return (
    <Screen
      title={words.title}
      sub={
        <>
          <Personal>{patient.name}</Personal>
          {value === undefined ? null : `, ${words.sub(value.rows.length)}`}
        </>
      }
      actions={[remove, edit]}
      second={print}
      next={add}
      formOpen={open !== null}
      inspector={<EstimatePanel row={chosen} />}
    >
      <div className="estimates" ref={box}>
        {problem === null ? null : <ProblemBanner what={toProblem(problem, apiWords.noAnswer).says} />}
        {open === null ? (
          <Table
            label={words.label}
            compact
            autoFocus
            letters
            columns={columnsFor(today)}
            rows={rows}
            keyOf={(row) => row.id}
            onHere={setHere}
            onOpen={() => undefined}
            empty={value === undefined ? null : <Empty says={words.none} />}
          />
        ) : (
          <EstimateForm key={open.title} start={open.texts} title={open.title} today={today} onClose={close} />
        )}
      </div>
      <PatientViews patient={patient} part="estimates" balance={null} />
    </Screen>
  );
}
