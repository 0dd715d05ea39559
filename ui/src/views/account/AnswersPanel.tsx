//! What payers answered to a claim, the newest first; each leads to its remittance.

import { ActionWord } from "#ui/app/ActionButton";
import { writeRoute } from "#ui/app/route";
import { DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { standingWords as words } from "#ui/strings/account";
import { remittanceRoute } from "#ui/views/account/entryActions";
import type { ClaimMoney } from "#ui/views/account/useClaimMoney";

export function AnswersPanel({ money }: { readonly money: ClaimMoney }) {
  const { standing, remittance } = money;
  if (standing === undefined || standing.answers.length === 0) {
    return null;
  }
  return (
    <Panel title={words.answers} end={<ActionWord action={remittance}>{words.remittanceShort}</ActionWord>}>
      <ul className="acts-list">
        {standing.answers.map((answer) => (
          <li key={`${answer.remittance_id} ${answer.part}`}>
            <DayText day={answer.on} />
            <a className="cut link" title={answer.title} href={writeRoute(remittanceRoute(answer.remittance_id, answer.part))}>
              {answer.title}
            </a>
            <MoneyText cents={answer.paid_cents} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
