//! Beside the day: how many patients there are, and what was imported last.

import type { SessionView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { to, writeRoute } from "#ui/app/route";
import { CountText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { todayWords as words } from "#ui/strings/today";

/** At most this many imports; the rest is under Import. */
const shown = 6;

export function TodayInspector({ session }: { readonly session: SessionView }) {
  const imports = useAnswer("claim_facets", {}, ["claim", "import"]).value?.imports ?? [];
  return (
    <>
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
