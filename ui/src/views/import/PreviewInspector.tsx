//! Beside a preview: how much of each kind comes, what is wrong with the files, what claims cannot tell.

import { useMemo } from "react";
import type { FilePreview, FindingView, ImportPreview } from "#ui/api/generated";
import { type Finding, Findings } from "#ui/kit/Findings";
import { CountText, DayText, MoneyText } from "#ui/kit/MoneyText";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { importWords as words } from "#ui/strings/imports";
import { KindTable } from "#ui/views/import/KindTable";

export function PreviewInspector({ preview }: { readonly preview: ImportPreview }) {
  return (
    <>
      <Panel title={words.what}>
        <KindTable kinds={preview.kinds} />
        <dl className="facts num">
          <dt>{words.lines}</dt>
          <dd className="money">
            <CountText n={preview.lines} />
          </dd>
          <dt>{words.charge}</dt>
          <dd className="money">
            <MoneyText cents={preview.charge_cents} total />
          </dd>
          <dt>{words.service}</dt>
          <dd className="money">
            <DayText day={preview.first_service_on} />
            {preview.last_service_on === preview.first_service_on ? null : (
              <>
                {words.until}
                <DayText day={preview.last_service_on} />
              </>
            )}
          </dd>
        </dl>
      </Panel>
      <AllFindings files={preview.files} />
      {preview.cannot_tell.length === 0 ? null : (
        <Panel title={words.cannotTell}>
          <ul className="cannot">
            {preview.cannot_tell.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

/** At most this many are drawn; the rest are counted. */
const shown = 300;

/** Where in the file, as a clearinghouse counts: `segment 12, byte 480, loop 2010BA, NM109`. */
function whereText(finding: FindingView): string {
  return [
    finding.segment === 0 ? words.whole : words.where(finding.segment, finding.byte),
    ...(finding.loop === "" ? [] : [words.loop(finding.loop)]),
    ...(finding.element === "" ? [] : [finding.element]),
  ].join(", ");
}

/** What is wrong is the first sentence; what to do is the rest, and where it is. */
function findingsOf(file: FilePreview, at: number): readonly Finding[] {
  return file.findings.map((finding, n) => {
    const [first = finding.text, rest = ""] = finding.text.split(/(?<=[.!?]) (.*)/s, 2);
    return { id: `${at}.${n}`, kind: finding.severity === "fix" ? "fix" : "check", title: first, says: words.inFile(rest, file.name, whereText(finding)) };
  });
}

function AllFindings({ files }: { readonly files: readonly FilePreview[] }) {
  const all = useMemo(() => files.flatMap(findingsOf), [files]);
  const more = files.reduce((sum, file) => sum + file.more_findings, 0) + Math.max(0, all.length - shown);
  return (
    <Panel title={words.findings}>
      {all.length === 0 ? <Status tone="ok">{words.noFindings}</Status> : <Findings findings={all.slice(0, shown)} />}
      {more === 0 ? null : <p className="hint">{words.moreFindings(more)}</p>}
    </Panel>
  );
}
