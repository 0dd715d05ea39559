//! The entries of a claim in the ledger, the newest first; an answer of a payer leads to its remittance.

import type { LedgerRow } from "#ui/api/generated";
import { writeRoute } from "#ui/app/route";
import { DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { standingWords as words } from "#ui/strings/account";
import { remittanceRoute } from "#ui/views/account/entryActions";
import { isShift, pairOf } from "#ui/views/account/ledger";
import { entryTitle } from "#ui/views/account/ledgerColumns";
import type { ClaimMoney } from "#ui/views/account/useClaimMoney";

/** About so many; the account has all. */
const most = 14;

export function EntriesPanel({ money }: { readonly money: ClaimMoney }) {
  const { entries } = money;
  return (
    <Panel title={words.entries}>
      {entries === undefined ? null : entries.length === 0 ? (
        <p className="dim">{words.noEntries}</p>
      ) : (
        <ul className="acts-list">
          {entries.filter((row) => !isShift(row.entries)).slice(0, most).map((row) => (
            <li key={row.id} className={pairOf(row) === "" ? undefined : "dim"}>
              <DayText day={row.on} />
              <Title row={row} />
              {row.cents === 0 ? <span /> : <MoneyText cents={row.cents} />}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Title({ row }: { readonly row: LedgerRow }) {
  return row.source === "remittance" ? (
    <a className="cut link" title={row.title} href={writeRoute(remittanceRoute(row.source_id, row.part))}>
      {row.title}
    </a>
  ) : (
    <span className="cut" title={entryTitle(row)}>
      {entryTitle(row)}
    </span>
  );
}
