//! The columns of a run.

import type { Column } from "#ui/kit/column";
import { classes } from "#ui/kit/css";
import { dayText } from "#ui/kit/day";
import { CountText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { dollarsText } from "#ui/kit/money";
import { Status } from "#ui/kit/Status";
import { estimateWords } from "#ui/strings/estimates";
import { runWords } from "#ui/strings/statements";
import { centsOf, isPending, type RunLine } from "#ui/views/statements/runRows";

const words = runWords.columns;

function Name({ line }: { readonly line: RunLine }) {
  if (line.kind === "half") {
    return <span className="dim t12">{line.goes ? runWords.goes : runWords.stays}</span>;
  }
  if (line.kind === "group") {
    return (
      <span className="run-group">
        <span className={classes("twist", line.open && "open")} aria-hidden="true" />
        {line.group.title}
      </span>
    );
  }
  return (
    <span className="run-account">
      <Personal>{line.row.name}</Personal>
    </span>
  );
}

function Why({ line }: { readonly line: RunLine }) {
  if (line.kind !== "account") {
    return null;
  }
  const { row } = line;
  if (0 < row.over_cents) {
    return <Status tone="bad">{estimateWords.overRow(dollarsText(row.over_cents))}</Status>;
  }
  return row.visits === 0 ? runWords.noVisits : runWords.visits(row.visits, dayText(row.service_on));
}

/** `left` are the accounts that were left out by hand. */
export const runColumns = (left: ReadonlySet<string>): readonly Column<RunLine>[] => [
  { id: "name", title: words.name, width: { grow: 1.5, least: 190 }, cell: (line) => <Name line={line} /> },
  { id: "why", title: words.why, width: { grow: 1, least: 150 }, quiet: true, cell: (line) => (line.kind === "account" && left.has(line.row.account) ? <Status tone="wait">{runWords.left}</Status> : <Why line={line} />) },
  { id: "last", title: words.last, width: 84, kind: "date", quiet: true, cell: (line) => (line.kind === "account" && line.row.last_on !== "" ? <DayText day={line.row.last_on} /> : null) },
  { id: "count", title: words.count, width: 64, kind: "number", cell: (line) => (line.kind === "account" ? null : <CountText n={line.kind === "half" ? line.count : line.group.count} />) },
  {
    id: "due",
    title: words.due,
    width: 96,
    kind: "money",
    cell: (line) => (
      <MoneyText className={classes(isPending(line) && "dim")} cents={line.kind === "half" ? line.cents : line.kind === "group" ? (isPending(line) ? line.group.pending_cents : line.group.cents) : centsOf(line.row)} />
    ),
  },
];
