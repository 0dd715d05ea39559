//! Box 24: the service lines, with their sum, which is box 28.

import { type FocusEvent, useMemo } from "react";
import type { LineView } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { dayText } from "#ui/kit/day";
import { DayText, MoneyText } from "#ui/kit/MoneyText";
import type { Selection } from "#ui/kit/selection";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { claimWords } from "#ui/strings/claims";

const words = claimWords.columns;

const plain: readonly Column<LineView>[] = [
  { id: "n", title: words.n, width: 40, kind: "number", quiet: true, cell: (line) => line.n },
  {
    id: "days",
    title: words.days,
    box: "A",
    width: { grow: 1, least: 84 },
    kind: "date",
    cell: (line) => (line.to === line.from || line.to === "" ? <DayText day={line.from} /> : claimWords.through(dayText(line.from), dayText(line.to))),
  },
  { id: "pos", title: words.pos, box: "B", width: 54, kind: "code", cell: (line) => line.pos },
  { id: "code", title: words.code, box: "D", width: 66, kind: "code", cell: (line) => line.code },
  { id: "modifiers", title: words.modifiers, width: { grow: 1, least: 64 }, kind: "code", cell: (line) => line.modifiers.join(" ") },
  { id: "pointers", title: words.pointers, box: "E", width: 56, kind: "code", cell: (line) => line.pointers },
  { id: "charge", title: words.charge, box: "F", width: 88, kind: "money", cell: (line) => <MoneyText cents={line.charge_cents} /> },
  { id: "units", title: words.units, box: "G", width: 68, kind: "number", cell: (line) => (line.unit === "minutes" ? claimWords.minutes(line.units) : line.units) },
];

/** Who rendered, when the line says so, and what the shaded line above it holds. */
const more: Column<LineView> = {
  id: "more",
  title: words.more,
  width: { grow: 3, least: 150 },
  quiet: true,
  cell: (line) => (
    <>
      {line.rendering} <span className="code">{line.supplemental}</span>
    </>
  ),
};

const columnsWithMore: readonly Column<LineView>[] = [...plain, more];

export type LinesTableProps = {
  readonly lines: readonly LineView[];
  readonly marked: ReadonlySet<number>;
  readonly onMark: (lines: ReadonlySet<number>) => void;
};

export function LinesTable({ lines, marked, onMark }: LinesTableProps) {
  const rows = useFixedRows(lines);
  const columns = lines.some((line) => line.rendering !== "" || line.supplemental !== "") ? columnsWithMore : plain;
  const selected: Selection = useMemo(() => new Set([...marked].map(String)), [marked]);
  const focus = (event: FocusEvent) => {
    const at = event.target instanceof HTMLElement ? Number(event.target.dataset["row"] ?? "-1") : -1;
    const line = lines[at];
    if (line !== undefined && !marked.has(line.n)) {
      onMark(new Set([line.n]));
    }
  };
  return (
    <div className="claim-lines" onFocus={focus}>
      <Table
        label={claimWords.linesLabel}
        compact
        columns={columns}
        rows={rows}
        keyOf={(line) => String(line.n)}
        selected={selected}
        onSelect={(chosen) => onMark(new Set([...chosen].map(Number)))}
        totals={[
          {
            columns: 6,
            content: (
              <span className="num">
                {claimWords.lines(lines.length)} <span className="dim">{claimWords.totalCharge}</span>
              </span>
            ),
          },
          { columns: 1, kind: "money", content: <MoneyText cents={lines.reduce((sum, line) => sum + line.charge_cents, 0)} total /> },
          { columns: columns.length - 7, content: null },
        ]}
      />
    </div>
  );
}
