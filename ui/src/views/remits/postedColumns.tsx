//! A posted check as a table: each claim with its sums, and its lines beneath.

import type { SheetLineView, SheetView } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { postedWords as words } from "#ui/strings/remits";

/** A row: a claim, or one of its lines. */
export type PostedRow = {
  readonly key: string;
  /** The claim's part. */
  readonly claim: number;
  readonly patient: string;
  readonly number: string;
  readonly service_on: string;
  readonly out: boolean;
  readonly line: SheetLineView | null;
  readonly charge: number;
  readonly allowed: number | null;
  readonly paid: number | null;
  readonly off: number;
  readonly owed: number;
  readonly work: number;
};

/** The sum of a line's adjustments that do one thing. */
function byEffect(line: SheetLineView, effect: string): number {
  return line.adjustments.filter((one) => one.effect === effect).reduce((sum, one) => sum + one.cents, 0);
}

export function postedRows(view: SheetView): readonly PostedRow[] {
  return view.claims.flatMap((claim) => {
    const of = { claim: claim.part, patient: claim.patient, number: claim.number, service_on: claim.service_on, out: claim.left_out };
    const head: PostedRow = {
      ...of,
      key: `${claim.part}`,
      line: null,
      charge: claim.charge_cents,
      allowed: null,
      paid: claim.paid_cents,
      off: claim.off_cents,
      owed: claim.patient_cents,
      work: claim.work_cents,
    };
    const lines = claim.lines.map(
      (line, n): PostedRow => ({
        ...of,
        key: `${claim.part}.${n}`,
        line,
        charge: line.charge_cents,
        allowed: line.allowed_cents,
        paid: line.paid_cents,
        off: byEffect(line, "write_off"),
        owed: byEffect(line, "patient"),
        work: byEffect(line, "work"),
      }),
    );
    return [head, ...lines];
  });
}

function What({ row }: { readonly row: PostedRow }) {
  return row.line === null ? (
    <span className="posted-claim">
      <CodeText code={row.number} />
      <span className="med cut">
        <Personal>{row.patient}</Personal>
      </span>
      {row.out ? <Status tone="warn">{words.out}</Status> : null}
    </span>
  ) : (
    <span className="posted-line">
      <DayText day={row.line.service_on} /> <CodeText code={[row.line.code, ...row.line.modifiers].join(" ")} />
    </span>
  );
}

export const postedColumns: readonly Column<PostedRow>[] = [
  { id: "line", title: words.columns.line, width: { grow: 1, least: 232 }, cell: (row) => <What row={row} /> },
  { id: "charge", title: words.columns.charge, width: 76, kind: "money", cell: (row) => <MoneyText cents={row.charge} /> },
  { id: "allowed", title: words.columns.allowed, width: 72, kind: "money", cell: (row) => (row.line === null ? null : <MoneyText cents={row.allowed} />) },
  { id: "paid", title: words.columns.paid, width: 76, kind: "money", cell: (row) => <MoneyText cents={row.paid} /> },
  { id: "off", title: words.columns.off, width: 76, kind: "money", cell: (row) => <MoneyText cents={row.off} /> },
  { id: "patient", title: words.columns.patient, width: 72, kind: "money", cell: (row) => <MoneyText cents={row.owed} /> },
  { id: "work", title: words.columns.work, width: 76, kind: "money", cell: (row) => <MoneyText cents={row.work} /> },
];
