//! Beside the estimates: the one in focus, its paper, and a bill that passes it.

import type { EstimateView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { dayText } from "#ui/kit/day";
import { dollarsText } from "#ui/kit/money";
import { Panel } from "#ui/kit/Panel";
import { Skeleton } from "#ui/kit/Skeleton";
import { Status } from "#ui/kit/Status";
import { estimateWords as words } from "#ui/strings/estimates";
import { paperWords } from "#ui/strings/statements";
import { estimateKinds } from "#ui/views/estimates/estimates";

export function EstimatePanel({ row }: { readonly row: EstimateView | undefined }) {
  if (row === undefined) {
    return (
      <Panel title={words.facts}>
        <p className="dim">{words.choose}</p>
      </Panel>
    );
  }
  return (
    <>
      <Panel title={words.facts} hiddenTitle>
        {row.over_cents === 0 ? null : (
          <p className="wrap">
            <Status tone="bad">{words.overLong(dollarsText(row.over_cents))}</Status>
          </p>
        )}
        <dl className="facts">
          <dt>{words.madeBy}</dt>
          <dd className="cut">{row.made_by}</dd>
          <dt>{words.holds}</dt>
          <dd>{dayText(row.valid_until)}</dd>
          {row.replaces === "" ? null : (
            <>
              <dt>{words.inPlaceOf}</dt>
              <dd>{row.replaces}</dd>
            </>
          )}
        </dl>
      </Panel>
      <EstimatePaper id={row.id} />
    </>
  );
}

function EstimatePaper({ id }: { readonly id: string }) {
  const { value } = useAnswer("estimate_page", { id, page: 0, dpi: 100 }, estimateKinds);
  return (
    <Panel title={words.paper} end={value === undefined || value.pages === 0 ? null : <span className="dim">{paperWords.pages(value.pages)}</span>}>
      {value === undefined ? (
        <Skeleton lines={6} height={40} />
      ) : value.png === "" ? (
        <p className="bad">{value.says}</p>
      ) : (
        <img className="statement-paper private" src={`data:image/png;base64,${value.png}`} alt={words.alt} width={value.width} height={value.height} />
      )}
    </Panel>
  );
}
