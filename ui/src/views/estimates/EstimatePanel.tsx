//! Beside the estimates: the one in focus, its paper, and a bill that passes it.

import type { EstimateView } from "#ui/api/generated";
import { useAnswer } from "#ui/api/useAnswer";
import { dayText } from "#ui/kit/day";
import { dollarsText } from "#ui/kit/money";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { estimateWords as words } from "#ui/strings/estimates";
import { estimateKinds } from "#ui/views/estimates/estimates";
import { PaperOf } from "#ui/views/print/ShownPaper";

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
  const usePage = (page: number) => useAnswer("estimate_page", { id, page, dpi: 100 }, estimateKinds).value;
  return <PaperOf key={id} title={words.paper} alt={words.alt} usePage={usePage} />;
}
