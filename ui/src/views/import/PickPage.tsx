//! The beginning of an import: where files are dropped, and what was imported before.

import type { ReactNode } from "react";
import { useAnswer } from "#ui/api/useAnswer";
import { ActionButton } from "#ui/app/ActionButton";
import type { Live } from "#ui/app/action";
import { writeRoute, to } from "#ui/app/route";
import { CountText } from "#ui/kit/MoneyText";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { importWords as words } from "#ui/strings/imports";

export type PickPageProps = {
  /** Why the last files could not be read. */
  readonly problem: string | null;
  /** Why this role may not import. */
  readonly refused: string | null;
  readonly pick: Live;
  readonly folder: Live;
  /** The work under way, in place of the buttons. */
  readonly children: ReactNode;
};

export function PickPage({ problem, refused, pick, folder, children }: PickPageProps) {
  const imports = useAnswer("imports", {}, ["claim", "import"]).value?.rows ?? [];
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={words.filter}>
      {problem === null ? null : <ProblemBanner what={problem} />}
      <div className="drop">
        <svg width="72" height="56" viewBox="0 0 72 56" fill="none" stroke="currentColor" strokeWidth="1.25" aria-hidden="true">
          <path d="M16.6 12.6h28.8v38.8H16.6zM22 22h18M22 29h18M22 36h10" />
          <path d="M24.6 12.6v-8h31v38.8h-10" opacity=".5" />
        </svg>
        <p className="t15 med">{refused ?? words.drop}</p>
        {refused === null ? <p className="dim">{words.dropSays}</p> : null}
        {children === null ? (
          <div className="acts">
            <ActionButton action={pick} kind="primary" />
            <ActionButton action={folder} />
          </div>
        ) : (
          <div className="under-way">{children}</div>
        )}
      </div>
      {imports.length === 0 ? null : (
        <section className="past" aria-label={words.before}>
          <h2 className="heading">{words.before}</h2>
          <table className="table compact">
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
              {imports.slice(0, 50).map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a className="num" href={writeRoute(to("import", one.id))}>
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
      )}
    </div>
  );
}
