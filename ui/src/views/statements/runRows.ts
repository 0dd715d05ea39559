//! The rows of a run as the table lists them: what goes out and what stays here, each by its groups,
//! whose accounts show when the group is open.

import type { RunGroup, RunRow, StatementRun } from "#ui/api/generated";

export type RunLine =
  | { readonly kind: "half"; readonly key: string; readonly goes: boolean; readonly count: number; readonly cents: number }
  | { readonly kind: "group"; readonly key: string; readonly group: RunGroup; readonly open: boolean }
  | { readonly kind: "account"; readonly key: string; readonly row: RunRow };

/** The group of accounts of which nothing is a patient's yet. */
const pending = "payer_pending";

/** Names a group, also while it is closed. */
export function groupKey(group: RunGroup): string {
  return `${group.goes ? "goes" : "stays"} ${group.code}`;
}

/** The lines of a run with some groups open. */
export function runLines(run: StatementRun, open: ReadonlySet<string>): readonly RunLine[] {
  return [true, false].flatMap((goes): readonly RunLine[] => {
    const groups = run.groups.filter((group) => group.goes === goes);
    if (groups.length === 0) {
      return [];
    }
    const sum = (of: (group: RunGroup) => number) => groups.reduce((all, group) => all + of(group), 0);
    return [
      { kind: "half", key: goes ? "goes" : "stays", goes, count: sum((group) => group.count), cents: sum((group) => group.cents) },
      ...groups.flatMap((group): readonly RunLine[] => {
        const key = groupKey(group);
        const line: RunLine = { kind: "group", key, group, open: open.has(key) };
        const rows = run.rows.filter((row) => row.goes === goes && row.code === group.code);
        return open.has(key) ? [line, ...rows.map((row): RunLine => ({ kind: "account", key: row.account, row }))] : [line];
      }),
    ];
  });
}

/** What an account is listed with: what its statement asks for, its balance, or what payers have to answer for. */
export function centsOf(row: RunRow): number {
  return row.goes ? row.due_cents : row.code === pending ? row.pending_cents : row.balance_cents;
}

/** Whether the money of a line is a payer's, none of it a patient's. */
export function isPending(line: RunLine): boolean {
  return (line.kind === "group" && line.group.code === pending) || (line.kind === "account" && line.row.code === pending);
}
