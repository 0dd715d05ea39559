//! Beside a posted check: who paid it and who posted it, the claim in focus before and after, and the
//! certificate.

import type { SheetClaimView, SheetLineView, SheetView } from "#ui/api/generated";
import type { Live } from "#ui/app/action";
import { MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { postedWords as words } from "#ui/strings/remits";
import { Certificate } from "#ui/views/remits/Certificate";
import { ClaimPanel } from "#ui/views/remits/ClaimPanel";
import { ReasonPanel } from "#ui/views/remits/ReasonPanel";

export type PostedInspectorProps = {
  readonly view: SheetView;
  readonly claim: SheetClaimView | undefined;
  /** The line in focus; on the claim itself, all of its reasons are told. */
  readonly line: SheetLineView | null;
  readonly certificate: Live;
  readonly openClaim: Live;
};

export function PostedInspector({ view, claim, line, certificate, openClaim }: PostedInspectorProps) {
  const lines = line === null ? (claim?.lines ?? []) : [line];
  return (
    <>
      <Panel title={words.check}>
        <p className="num">{view.posted}</p>
      </Panel>
      <ClaimPanel claim={claim} openClaim={openClaim} />
      <ReasonPanel adjustments={lines.flatMap((one) => one.adjustments)} remarks={lines.flatMap((one) => one.remarks)} />
      {view.provider.length === 0 ? null : (
        <Panel title={words.provider}>
          <ul className="reason-list">
            {view.provider.map((one, n) => (
              <li key={n}>
                <span className="code">{one.code}</span>
                <span>{one.words}</span>
                <MoneyText cents={one.cents} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Certificate view={view} all={certificate} />
    </>
  );
}
