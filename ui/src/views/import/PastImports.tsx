//! What was imported before, the newest first: each row leads to the import, walked like every list.

import { useLayoutEffect, useRef, useState } from "react";
import { writeRoute } from "#ui/app/route";
import { classes } from "#ui/kit/css";
import { CountText } from "#ui/kit/MoneyText";
import { lineOf, linksOf, walkLinks } from "#ui/kit/walkLinks";
import { importWords as words } from "#ui/strings/imports";
import { importRoute, type PastRow, usePastImports } from "#ui/views/import/past";

/** `from` is the row that takes the focus; `null` takes it from nobody. */
export function PastImports({ from }: { readonly from: PastRow | null }) {
  const { imports, late } = usePastImports();
  const table = useRef<HTMLTableElement>(null);
  const [here, setHere] = useState<PastRow>(from ?? { id: "", at: 0 });
  const found = imports.findIndex((one) => one.id === here.id);
  const at = found < 0 ? Math.min(here.at, imports.length - 1) : found;
  const held = useRef(false);
  const waits = useRef(from !== null);
  useLayoutEffect(() => {
    const ready = waits.current && (0 <= found || here.id === "" || !late);
    // A row that had the focus and was taken back leaves it to the one that stands there now.
    const lost = held.current && document.activeElement === document.body;
    if ((ready || lost) && 0 <= at) {
      waits.current = false;
      linksOf(table.current)[at]?.focus();
    }
  }, [imports, late, found, at, here.id]);
  if (imports.length === 0) {
    return null;
  }
  return (
    <section
      className="past link-rows"
      aria-label={words.before}
      onKeyDown={(event) => walkLinks(event, table.current)}
      onFocus={(event) => {
        held.current = true;
        const n = imports.findIndex((one) => one.id === lineOf(event.target));
        if (0 <= n) {
          setHere({ id: imports[n]?.id ?? "", at: n });
        }
      }}
      onBlur={(event) => {
        held.current = event.relatedTarget === null && !event.target.isConnected;
      }}
    >
      <h2 className="heading">{words.before}</h2>
      <table ref={table} className="table compact">
        <thead>
          <tr>
            <th scope="col">{words.columns.file}</th>
            <th scope="col">{words.columns.when}</th>
            <th scope="col">{words.columns.by}</th>
            <th scope="col">{words.columns.findings}</th>
            <th scope="col" className="num">
              {words.columns.claims}
            </th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one, n) => (
            <tr key={one.id} className={classes(n === at && "here")}>
              <th scope="row">
                <a className="num" data-line={one.id} href={writeRoute(importRoute(one.id))} tabIndex={n === at ? 0 : -1}>
                  {one.file}
                </a>
              </th>
              <td>{one.when}</td>
              <td>{one.by}</td>
              <td>{one.fix + one.check === 0 ? words.none : words.found(one.fix, one.check)}</td>
              <td className="num">
                <CountText n={one.claims} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
