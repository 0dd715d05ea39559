//! What people did by hand to a patient's money, the newest first; what was taken back says so.

import type { ActView } from "#ui/api/generated";
import { DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { accountWords } from "#ui/strings/account";
import { actSentences, isPastAct } from "#ui/views/account/actState";

const words = accountWords.acts;
/** About so many; all of them stand in the ledger. */
const most = 8;

export function ActsPanel({ acts }: { readonly acts: readonly ActView[] | undefined }) {
  return (
    <Panel title={words.title} end={acts === undefined || acts.length <= most ? undefined : <span className="hint num">{words.all(acts.length)}</span>}>
      {acts === undefined ? null : acts.length === 0 ? (
        <p className="dim">{words.none}</p>
      ) : (
        <ul className="acts-list">
          {acts.slice(0, most).map((act) => (
            <li key={act.id} className={isPastAct(act) ? "dim" : undefined}>
              <DayText day={act.on} />
              <span title={[act.title, act.text].filter((text) => text !== "").join(", ")}>
                {act.title}
              </span>
              {act.cents === 0 ? <span /> : <MoneyText cents={act.cents} />}
              {actSentences(act).map(({ tone, says }) => (
                <span key={says} className="state t12">
                  {tone === "plain" ? says : <Status tone={tone}>{says}</Status>}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
