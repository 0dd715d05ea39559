//! Beside the proof: whose dollars all that is owed is, and how much was added up.

import type { ProofView } from "#ui/api/generated";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { proofWords as words } from "#ui/strings/books";

export function ProofInspector({ proof }: { readonly proof: ProofView }) {
  return (
    <>
      <Panel title={words.owners} end={<span className={proof.agrees ? "light" : "light bad"} aria-hidden="true" />}>
        <dl className="sums num">
          {proof.owners.map((one) => (
            <div key={`${one.owner} ${one.title}`} className="pair">
              <dt className="cut">{one.title}</dt>
              <dd className="money">
                <MoneyText cents={one.cents} />
              </dd>
            </div>
          ))}
          <dt className="line">{words.total}</dt>
          <dd className="money line">
            <MoneyText cents={proof.ar_cents} total className="semi" />
          </dd>
          <dt>{words.adrift}</dt>
          <dd className={proof.adrift === 0 ? "count zero" : "count bad"}>
            <CountText n={proof.adrift} />
          </dd>
        </dl>
      </Panel>
      <Panel title={words.size}>
        <dl className="sums num">
          <dt>{words.postings}</dt>
          <dd className="count">
            <CountText n={proof.postings} />
          </dd>
          {proof.entries === 0 ? null : (
            <>
              <dt>{words.entries}</dt>
              <dd className="count">
                <CountText n={proof.entries} />
              </dd>
            </>
          )}
        </dl>
        <p className="dim t12 proof-how">{proof.whole ? words.whole : words.quick}</p>
      </Panel>
    </>
  );
}
