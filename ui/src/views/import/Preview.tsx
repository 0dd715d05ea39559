//! What the files would bring: each file, then every person and organization that they name.

import { type ReactNode, useMemo } from "react";
import type { ImportPreview, PartyPreview } from "#ui/api/generated";
import type { Column } from "#ui/kit/column";
import { CountText, Personal } from "#ui/kit/MoneyText";
import { Status } from "#ui/kit/Status";
import { Table } from "#ui/kit/Table";
import { useFixedRows } from "#ui/kit/useRows";
import { importWords as words } from "#ui/strings/imports";
import { FilesTable } from "#ui/views/import/FilesTable";

export type PreviewProps = {
  readonly preview: ImportPreview;
  /** Why there is nothing to import. */
  readonly problem: string | null;
  /** The work under way, at the foot. */
  readonly children: ReactNode;
};

/** Kinds that are organizations or clinicians: nothing of them is hidden. */
const open = new Set(["payer", "billing", "rendering", "referring", "facility"]);

type Party = PartyPreview & { readonly n: number };

const hidden = (party: Party, text: string) => (open.has(party.kind) ? text : <Personal>{text}</Personal>);

/** Without the places of what a claim did not say. */
function detailText(detail: string): string {
  return detail.split(", ").filter((part) => part.trim() !== "").join(", ");
}

const columns: readonly Column<Party>[] = [
  { id: "kind", title: words.columns.kind, width: 110, quiet: true, cell: (row) => words.kind(row.kind) },
  { id: "name", title: words.columns.name, width: { least: 180, grow: 1.2 }, cell: (row) => hidden(row, row.name === "" ? words.nameless : row.name) },
  { id: "detail", title: words.columns.detail, width: { least: 160, grow: 1 }, quiet: true, cell: (row) => hidden(row, detailText(row.detail)) },
  { id: "claims", title: words.columns.claims, width: 72, kind: "number", quiet: true, cell: (row) => <CountText n={row.claims} /> },
  {
    id: "state",
    title: words.columns.state,
    width: 124,
    cell: (row) => <Status tone={row.created ? "go" : "wait"}>{row.created ? words.fresh : words.known}</Status>,
  },
];

export function Preview({ preview, problem, children }: PreviewProps) {
  const parties = useMemo(() => preview.parties.map((party, n) => ({ ...party, n })), [preview]);
  const rows = useFixedRows<Party>(parties);
  return (
    <div className="preview">
      {problem === null ? <span /> : <p className="note">{problem}</p>}
      <div className="scroll files" tabIndex={0} role="region" aria-label={words.files}>
        <FilesTable files={preview.files} />
      </div>
      <h2 className="heading strip">
        {words.parties}
        <span className="end hint">{words.partiesMore(parties.length)}</span>
      </h2>
      <Table label={words.parties} compact autoFocus columns={columns} rows={rows} keyOf={(row) => String(row.n)} />
      {children === null ? null : <div className="strip foot">{children}</div>}
    </div>
  );
}
