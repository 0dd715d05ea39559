//! The gallery's claims: a short list and one of a hundred thousand rows.

import { useMemo, useState } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import { simple } from "#ui/app/action";
import { Screen } from "#ui/app/Screen";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { type ClaimRow, many, needsWork, readClaims, sum } from "#ui/gallery/invented";
import type { Column, Sort } from "#ui/kit/column";
import { countText } from "#ui/kit/count";
import { FilterChip } from "#ui/kit/FilterChip";
import { DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { none, type Selection } from "#ui/kit/selection";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows, useRows } from "#ui/kit/useRows";
import { plural } from "#ui/strings/plural";

const tones = { Denied: "bad", Rejected: "bad", Fix: "warn", Sent: "go", Paid: "ok" } satisfies Record<ClaimRow["state"], "bad" | "warn" | "go" | "ok">;

function limitTone(left: number): string {
  return left < 5 ? "bad" : left < 15 ? "warn" : "hint";
}

const columns: readonly Column<ClaimRow>[] = [
  { id: "number", title: "Claim", width: 66, sortable: true, kind: "code", cell: (row) => row.number },
  { id: "patient", title: "Patient", width: { least: 124, grow: 1.2 }, sortable: true, cell: (row) => <Personal>{row.patient}</Personal> },
  { id: "payer", title: "Payer", width: { least: 124, grow: 1 }, sortable: true, quiet: true, cell: (row) => row.payer },
  { id: "service", title: "Service", width: 80, kind: "date", sortable: true, cell: (row) => <DayText day={row.service} /> },
  { id: "charge", title: "Charge", width: 82, kind: "money", quiet: true, sortable: true, cell: (row) => <MoneyText cents={row.charge} /> },
  { id: "balance", title: "Balance", width: 84, kind: "money", sortable: true, cell: (row) => <MoneyText cents={row.balance} /> },
  { id: "state", title: "Status", width: 90, sortable: true, cell: (row) => <Status tone={tones[row.state]}>{row.state}</Status> },
  { id: "step", title: "Next step", width: { least: 140, grow: 1.4 }, cell: (row) => row.step },
  { id: "who", title: "Who", width: 44, quiet: true, cell: (row) => row.who },
  {
    id: "limit",
    title: "Limit",
    width: 128,
    kind: "number",
    sortable: true,
    cell: (row) => (
      <>
        <span className="dim">
          <DayText day={row.limit} />
        </span>{" "}
        <span className={`gallery-left ${limitTone(row.left)}`}>{countText(row.left)} d</span>
      </>
    ),
  },
];

export function ClaimsPage({ long }: { readonly long: boolean }) {
  const { toasts } = useWorkspace();
  const [selected, setSelected] = useState<Selection>(long ? none : new Set(["clm_1", "clm_7", "clm_18"]));
  const [sort, setSort] = useState<Sort | null>({ column: "limit", descending: false });
  const [states, setStates] = useState<readonly string[]>(["Denied", "Fix"]);
  const [payers, setPayers] = useState<readonly string[]>([]);
  const short = useFixedRows(needsWork);
  const paged = useRows<ClaimRow>({
    count: many,
    page: readClaims,
    list: `${sort?.column} ${sort?.descending}`,
    failed: () => toasts.show("The list could not be read. Open it again.", "wrong"),
  });
  const rows = long ? paged : short;
  const chosen = useMemo(() => needsWork.filter((row) => selected.has(row.id)), [selected]);
  const act = (id: string, title: string, key: string, blocked: string | null = null) => ({
    ...simple({ id, title, key, run: () => toasts.show(`${title}: ${plural(selected.size, "claim", "claims")}`, "done", () => {}) }),
    blocked,
  });
  const nothing = selected.size === 0 ? "Select claims first, with Space" : null;
  const resend = act("resend", selected.size === 0 ? "Add 25 and resend" : `Add 25 and resend ${selected.size}`, "R", nothing);
  const rest = [act("assign", "Assign", "A", nothing), act("snooze", "Snooze", "Z", nothing), act("note", "Note", "N", nothing), act("write_off", "Write off", "W", "Your role may not write off. Ask Dana Whitcomb")];
  const top = [act("filter", "Filter", "/"), act("columns", "Columns", "C"), act("print", "Print or export", "Mod+P")];
  const clear = simple({ id: "clear", title: "Clear", key: "Escape", run: () => setSelected(none) });
  useActions({
    name: "Claims",
    actions: [...top, resend, ...rest],
    hints: [
      { keys: ["ArrowUp", "ArrowDown"], says: "Move" },
      { keys: ["Space"], says: "Select" },
      { keys: ["Enter"], says: "Open" },
    ],
  });
  return (
    <Screen title={long ? "All claims" : "Needs work"} sub={`${plural(rows.count, "claim", "claims")}, soonest limit first`} actions={top}>
      <div className="gallery-list">
        <div className="strip">
          <FilterChip
            title="Status"
            values={["Denied", "Rejected", "Fix", "Sent", "Paid"].map((id) => ({ id, title: id, count: 12 }))}
            chosen={states}
            onChange={setStates}
          />
          <FilterChip title="Payer" values={["Northfield PPO", "Cedarline HMO"].map((id) => ({ id, title: id, count: 7 }))} chosen={payers} onChange={setPayers} />
          <span className="end hint">Limit: filing or appeal, whichever comes next</span>
        </div>
        <Table
          label="Claims"
          compact
          autoFocus
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelect={setSelected}
          onOpen={(row) => toasts.show(`Opened ${row.number}`)}
          start={long ? 0 : 7}
          totals={[
            { columns: 4, content: <>{plural(rows.count, "claim", "claims")} <span className="dim">of {countText(many)}</span></> },
            { columns: 1, kind: "money", content: <MoneyText cents={sum(needsWork, "charge")} /> },
            { columns: 1, kind: "money", content: <MoneyText cents={sum(needsWork, "balance")} total /> },
            { columns: 4, content: <span className="dim num">6 within 15 days, 1,441.00</span> },
          ]}
        />
        <div className="strip foot" role="toolbar" aria-label="Selected claims">
          <span className="med num">{countText(selected.size)} selected</span>
          <span className="dim num">
            <MoneyText cents={sum(chosen, "balance")} />
          </span>
          <ActionButton action={resend} kind="primary" />
          {rest.map((action) => (
            <ActionButton key={action.id} action={action} />
          ))}
          <span className="end">
            <ActionButton action={clear} kind="bare" />
          </span>
        </div>
      </div>
    </Screen>
  );
}

