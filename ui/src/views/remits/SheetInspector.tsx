//! Beside a sheet: what the claim under the caret was and will be, what the line was expected to bring,
//! its reasons in words, and what is to fix.

import type { SheetLineView, SheetView } from "#ui/api/generated";
import type { Live } from "#ui/app/action";
import { Findings } from "#ui/kit/Findings";
import { MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { besideWords as words, sheetWords } from "#ui/strings/remits";
import { Certificate } from "#ui/views/remits/Certificate";
import { ClaimPanel } from "#ui/views/remits/ClaimPanel";
import type { Found } from "#ui/views/remits/findings";
import { ReasonPanel } from "#ui/views/remits/ReasonPanel";

export type SheetInspectorProps = {
  readonly view: SheetView;
  readonly judged: SheetView;
  readonly problem: string | null;
  readonly found: readonly Found[];
  /** The claim under the caret, by its part; 0 when there is none. */
  readonly part: number;
  /** The line under it, from 0. */
  readonly line: number | null;
  readonly onGo: (cell: string) => void;
  readonly certificate: Live;
  readonly openClaim: Live;
};

export function SheetInspector({ view, judged, problem, found, part, line, onGo, certificate, openClaim }: SheetInspectorProps) {
  const claim = part === 0 ? undefined : view.claims.find((one) => one.part === part);
  const at = line === null ? undefined : claim?.lines[line];
  return (
    <>
      {problem === null ? null : <ProblemBanner what={problem} />}
      <ClaimPanel claim={claim} openClaim={openClaim} />
      <Expected line={at} />
      <ReasonPanel adjustments={at?.adjustments ?? []} remarks={at?.remarks ?? []} />
      <Panel title={words.findings} hiddenTitle={found.length !== 0}>
        {found.length === 0 ? <p className="dim">{sheetWords.fine}</p> : <Findings findings={found} onGo={({ id }) => onGo(found.find((one) => one.id === id)?.cell ?? "amount")} nextKey="F4" />}
      </Panel>
      <Certificate view={judged} all={certificate} brief />
    </>
  );
}

/** What the line was expected to bring. It keeps its height, whatever is known. */
function Expected({ line }: { readonly line: SheetLineView | undefined }) {
  const unknown = line !== undefined && line.expected_cents === null && line.expected_paid_cents === null;
  return (
    <Panel title={words.line} end={<span className="hint">{sheetWords.fromWhere(line?.expected_from ?? "")}</span>}>
      {unknown ? (
        <p className="dim expect-none">{words.unknown}</p>
      ) : (
        <dl className="sums remit-side-sums">
          <dt>{words.allowed}</dt>
          <dd>
            <MoneyText cents={line?.expected_cents ?? null} />
          </dd>
          <dt>{words.paid}</dt>
          <dd>
            <MoneyText cents={line?.expected_paid_cents ?? null} />
          </dd>
          {line === undefined || line.earlier_cents === 0 ? null : (
            <>
              <dt>{words.earlier}</dt>
              <dd>
                <MoneyText cents={line.earlier_cents} />
              </dd>
            </>
          )}
        </dl>
      )}
    </Panel>
  );
}
