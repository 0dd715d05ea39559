//! The columns in which claims are listed.

import type { ClaimRow, ReplacingView } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { CodeText, DayText, MoneyText, Personal } from "#ui/kit/MoneyText";
import { kitWords } from "#ui/strings/en";
import { claimsWords, stateWords } from "#ui/strings/claims";
import { Status, type Tone } from "#ui/kit/Status";

const tones: ReadonlyMap<string, Tone> = new Map([
  ["held", "warn"],
  ["denied", "bad"],
  ["work", "warn"],
  ["send", "go"],
  ["imported", "go"],
  ["payer", "wait"],
  ["printed", "wait"],
  ["patient", "go"],
  ["credit", "warn"],
  ["paid", "ok"],
  ["closed", "ok"],
  ["replaced", "plain"],
]);

export type ClaimStateProps = { readonly state: string; readonly waitsFor?: string; readonly later?: ReplacingView | null };

/** Where a claim stands as a word and a mark, with the payer that it waits for or the claim in its place. */
export function ClaimState({ state, waitsFor = "", later = null }: ClaimStateProps) {
  return <Status tone={tones.get(state) ?? "plain"}>{stateWords(state, waitsFor, later)}</Status>;
}

const words = claimsWords.columns;

const number: Column<ClaimRow> = { id: "number", title: words.number, width: { grow: 0.6, least: 124 }, kind: "code", sortable: true, cell: (row) => row.number };
const patient: Column<ClaimRow> = { id: "patient", title: words.patient, width: { grow: 1, least: 150 }, sortable: true, cell: (row) => <Personal>{row.patient === "" ? kitWords.missing : row.patient}</Personal> };
const payer: Column<ClaimRow> = { id: "payer", title: words.payer, width: { grow: 1, least: 150 }, quiet: true, sortable: true, cell: (row) => (row.payer === "" ? kitWords.missing : row.payer) };
const service: Column<ClaimRow> = { id: "service", title: words.service, width: 88, kind: "date", sortable: true, cell: (row) => <DayText day={row.service_on} /> };
const charge: Column<ClaimRow> = { id: "charge", title: words.charge, width: 124, kind: "money", sortable: true, cell: (row) => <MoneyText cents={row.charge_cents} /> };
/** The payer is named where it is another one than the row's. */
const state: Column<ClaimRow> = {
  id: "state",
  title: words.state,
  width: { grow: 1.4, least: 150 },
  sortable: true,
  cell: (row) => <ClaimState state={row.state} waitsFor={row.waits_for === row.payer ? "" : row.waits_for} later={row.replaced_by} />,
};

/** What the core looks up only when it is shown. */
const more: readonly Column<ClaimRow>[] = [
  { id: "account", title: words.account, width: 100, kind: "code", quiet: true, cell: ({ more: it }) => (it === null ? null : <CodeText code={it.account} personal />) },
  { id: "born", title: words.born, width: 104, kind: "date", cell: ({ more: it }) => (it === null ? null : <DayText day={it.born_on} long personal />) },
  { id: "member", title: words.member, width: { grow: 0.7, least: 120 }, kind: "code", quiet: true, cell: ({ more: it }) => (it === null ? null : <CodeText code={it.member_id} personal />) },
  { id: "rendering", title: words.rendering, width: { grow: 1, least: 140 }, quiet: true, cell: ({ more: it }) => it?.rendering },
  { id: "hold", title: words.hold, width: { grow: 1, least: 140 }, quiet: true, cell: ({ more: it }) => it?.hold },
  { id: "imported", title: words.imported, width: 108, kind: "date", quiet: true, cell: ({ more: it }) => (it === null ? null : <DayText day={it.imported_on} />) },
  { id: "printed", title: words.printed, width: 100, kind: "date", quiet: true, cell: ({ more: it }) => (it === null ? null : <DayText day={it.printed_on} />) },
];

/** Of many patients, as at first. */
export const claimColumns: readonly Column<ClaimRow>[] = [number, patient, payer, service, charge, state];

/** All that can be shown. */
export const allClaimColumns: readonly Column<ClaimRow>[] = [...claimColumns, ...more];

/** True when a column is shown whose values the core looks up only when it is asked to. */
export function needsMore(columns: readonly Column<ClaimRow>[]): boolean {
  return columns.some((column) => more.includes(column));
}

/** Of one patient. */
export const patientClaimColumns: readonly Column<ClaimRow>[] = [service, number, payer, charge, state].map((column) => ({ ...column, sortable: false }));
