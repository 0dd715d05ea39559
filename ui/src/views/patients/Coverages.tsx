//! The coverages of a patient in their order, with the days on which they hold. A row opens its form;
//! Alt with the arrows changes which pays first.

import { type KeyboardEvent, useRef } from "react";
import { call } from "#ui/api/call";
import type { CoverageView, FormSaved } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionWord } from "#ui/app/ActionButton";
import { type Action, live, type Live } from "#ui/app/action";
import { refusal } from "#ui/app/may";
import { go, to } from "#ui/app/route";
import { useWorkspace } from "#ui/app/workspace";
import { dayText } from "#ui/kit/day";
import { CodeText, DayText, Personal } from "#ui/kit/MoneyText";
import { formWords } from "#ui/strings/forms";
import { patientWords } from "#ui/strings/patients";

const words = patientWords.coverageColumns;

type Moved = { readonly patient_id: string; readonly ids: readonly string[] };

export type CoveragesProps = {
  /** The patient's id. */
  readonly patient: string;
  readonly coverages: readonly CoverageView[];
  /** Opens the form of a new one. */
  readonly add: Live;
};

export function Coverages({ patient, coverages, add }: CoveragesProps) {
  const { registry } = useWorkspace();
  const who = useAnswer("session", {}).value;
  const body = useRef<HTMLTableSectionElement>(null);
  const reorder = {
    id: "order_coverages",
    title: formWords.reorder,
    blocked: () => refusal(who, "order_coverages"),
    run: ({ patient_id, ids }) => call("order_coverages", { patient_id, ids: [...ids] }),
  } satisfies Action<Moved, FormSaved>;
  const open = (id: string) => go(to("edit", "coverage", { id }));
  const key = (event: KeyboardEvent) => {
    const rows = [...(body.current?.querySelectorAll("tr") ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const here = coverages[at];
    const other = coverages[at + step];
    if (here === undefined) {
      return;
    }
    if (event.key === "Enter") {
      event.preventDefault();
      open(here.id);
    } else if (step !== 0 && other !== undefined) {
      event.preventDefault();
      if (event.altKey) {
        const ids = coverages.map((one) => one.id);
        ids[at] = other.id;
        ids[at + step] = here.id;
        registry.start(live(reorder, { patient_id: patient, ids }));
      }
      rows[at + step]?.focus();
    }
  };
  return (
    <section className="coverages" aria-label={patientWords.coverages} tabIndex={0}>
      <h3 className="heading">
        {patientWords.coverages}
        <span className="end">
          <ActionWord action={add} />
        </span>
      </h3>
      {coverages.length === 0 ? (
        <p>{patientWords.noCoverage}</p>
      ) : (
        <table className="table">
          <colgroup>
            <col style={{ width: 120 }} />
            <col />
            <col />
            <col />
            <col style={{ width: 100 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{words.order}</th>
              <th scope="col">{words.payer}</th>
              <th scope="col">{words.member}</th>
              <th scope="col">{words.insured}</th>
              <th scope="col">{words.used}</th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={key}>
            {coverages.map((coverage, at) => (
              <tr key={coverage.id} tabIndex={at === 0 ? 0 : -1} onDoubleClick={() => open(coverage.id)}>
                <td>{patientWords.orders(coverage.order)}</td>
                <td>
                  {coverage.payer}
                  <span className="second">{[coverage.kind, coverage.plan_name].filter((text) => text !== "").join(", ")}</span>
                </td>
                <td>
                  <CodeText code={coverage.member_id} personal />
                  <span className="second">{coverage.group_number === "" ? "" : patientWords.group(coverage.group_number)}</span>
                </td>
                <td>
                  <Personal>{coverage.insured}</Personal>
                  <span className="second">{coverage.relationship}</span>
                </td>
                <td>
                  <DayText day={coverage.from} />
                  <span className="second date">{coverage.to === "" || coverage.to === coverage.from ? "" : patientWords.usedTo(dayText(coverage.to))}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
