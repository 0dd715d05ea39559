//! Every dollar has one owner: the queues, the owners and the ledger held against each other.

import type { ProofView, QueuesView } from "#ui/api/generated";
import { CountText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { workWords } from "#ui/strings/work";
import { tie } from "#ui/views/work/tie";

const words = workWords.ties;

export function TiesPanel({ queues, proof }: { readonly queues: QueuesView; readonly proof: ProofView }) {
  const { owners, difference, agrees } = tie(queues, proof);
  return (
    <Panel title={words.title} end={<Status tone={agrees ? "ok" : "bad"}>{agrees ? words.agrees : words.broken}</Status>}>
      <dl className="sums num">
        <dt>{words.queues}</dt>
        <dd className="money">
          <MoneyText cents={queues.total_cents} />
        </dd>
        <dt>{words.owners}</dt>
        <dd className="money">
          <MoneyText cents={owners} />
        </dd>
        <dt>{words.ar}</dt>
        <dd className="money">
          <MoneyText cents={proof.ar_cents} />
        </dd>
        <dt className="line">{words.difference}</dt>
        <dd className="money line">
          <MoneyText cents={difference} />
        </dd>
        <dt>{words.adrift}</dt>
        <dd className="money">
          <CountText n={proof.adrift} {...(proof.adrift === 0 ? { className: "zero" } : {})} />
        </dd>
      </dl>
      <p className="hint t12 num">{agrees ? words.proved(proof.postings) : proof.says}</p>
    </Panel>
  );
}
