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
  const wrong = preview.files.filter((file) => file.findings.length !== 0);
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
      {wrong.length === 0 ? (
        <Panel title={words.findings}>
          <Status tone="ok">{words.noFindings}</Status>
        </Panel>
      ) : (
        wrong.map((file, n) => <FileFindings key={n} file={file} />)
      )}
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

/** Where in the file, as a clearinghouse counts: `Segment 12, byte 480, loop 2010BA, NM109`. */
function whereText(finding: FindingView): string {
  const parts = [
    finding.segment === 0 ? words.whole : words.where(finding.segment, finding.byte),
    ...(finding.loop === "" ? [] : [words.loop(finding.loop)]),
    ...(finding.element === "" ? [] : [finding.element]),
  ];
  return `${parts.join(", ")}.`;
}

function FileFindings({ file }: { readonly file: FilePreview }) {
  const findings = useMemo<readonly Finding[]>(
    () =>
      file.findings.map((finding, n) => {
        // What is wrong is the first sentence; what to do is the rest.
        const [first = finding.text, rest = ""] = finding.text.split(/(?<=[.!?]) (.*)/s, 2);
        return {
          id: `${n}`,
          kind: finding.severity === "fix" ? "fix" : "check",
          title: first,
          says: [rest, whereText(finding)].filter((part) => part !== "").join(" "),
        };
      }),
    [file],
  );
  return (
    <Panel title={file.name} className="of-file">
      <Findings findings={findings} />
      {file.more_findings === 0 ? null : <p className="hint">{words.moreFindings(file.more_findings)}</p>}
    </Panel>
  );
}
