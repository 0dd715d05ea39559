//! Beside the day: how many patients there are, and what was imported last.

import type { SessionView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { type Route, to, writeRoute } from "#ui/app/route";
import { CountText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { depositWords } from "#ui/strings/deposits";
import { formWords } from "#ui/strings/forms";
import { openingWords } from "#ui/strings/opening";
import { accountWorkWords } from "#ui/strings/plans";
import { sheetWords } from "#ui/strings/remits";
import { todayWords as words } from "#ui/strings/today";
import { draftPlace } from "#ui/views/account/routes";
import { depositsRoute } from "#ui/views/books/routes";
import { accountWorkKinds } from "#ui/views/plans/kinds";

/** At most this many imports; the rest is under Import. */
const shown = 6;

export function TodayInspector({ session }: { readonly session: SessionView }) {
  const imports = useAnswer("claim_facets", {}, ["claim", "import"]).value?.imports ?? [];
  const drafts = (useAnswer("drafts", {}, ["draft"]).value?.drafts ?? []).flatMap(({ form, when }) => {
    const place = placeOf(form);
    return place === null ? [] : [{ form, when, ...place }];
  });
  const work = useAnswer("account_work", {}, accountWorkKinds).value;
  const lists = [
    { id: "missed", title: accountWorkWords.missed.title, rows: work?.missed ?? [] },
    { id: "promises", title: accountWorkWords.promises.title, rows: work?.broken ?? [] },
  ];
  return (
    <>
      {drafts.length === 0 ? null : (
        <Panel title={formWords.drafts}>
          <ul className="pairs">
            {drafts.map((one) => (
              <li key={one.form}>
                <a className="link" href={writeRoute(one.route)}>
                  {one.title}
                </a>
                <span className="hint num">{one.when}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {work === undefined || (work.missed.length === 0 && work.broken.length === 0) ? null : (
        <Panel title={accountWorkWords.today}>
          <ul className="pairs">
            {lists.map(({ id, title, rows }) =>
              rows.length === 0 ? null : (
                <li key={id}>
                  <a className="link" href={writeRoute(to("statements", id))}>
                    {title}
                  </a>
                  <CountText n={rows.length} />
                </li>
              ),
            )}
          </ul>
        </Panel>
      )}
      <Panel title={words.patients}>
        <a className="link" href={writeRoute(to("patients"))}>
          {words.people(session.patients)}
        </a>
      </Panel>
      {imports.length === 0 ? null : (
        <Panel title={words.imports}>
          <ul className="pairs">
            {imports.slice(0, shown).map((one) => (
              <li key={one.id}>
                <a className="cut num" href={writeRoute(to("claims", null, { import: one.id }))}>
                  {one.name}
                </a>
                <CountText n={one.count} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

/** Where a half-typed form is gone on with; `null` for one that has no place of its own. */
function placeOf(form: string): { readonly title: string; readonly route: Route } | null {
  const [name = "", kind = "", id = "", of = ""] = form.split(" ");
  if (name === "patient") {
    return { title: formWords.draftOf("patient", false), route: to("patients", kind) };
  }
  if (name === "opening") {
    return { title: openingWords.title, route: to("import", "opening") };
  }
  if (name === "deposit") {
    return { title: depositWords.title, route: depositsRoute(kind === "new" ? "" : kind) };
  }
  if (name === "sheet") {
    return { title: kind === "new" ? sheetWords.newTitle : sheetWords.title, route: to("remits", kind) };
  }
  if (name !== "form") {
    return draftPlace(form);
  }
  const fresh = id === "new";
  const more = { ...(fresh ? {} : { id }), ...(of === "" || !fresh ? {} : { of }) };
  return { title: formWords.draftOf(kind, fresh), route: to("edit", kind, more) };
}
