//! What was found in the files of an import: as they are read, and ever after.

import { useMemo } from "react";
import type { FilePreview, FindingView } from "#ui/api/generated";
import { simple } from "#ui/app/action";
import { go, to } from "#ui/app/route";
import { type Finding, Findings } from "#ui/kit/Findings";
import { Panel } from "#ui/kit/Panel";
import { Status } from "#ui/kit/Status";
import { importWords as words } from "#ui/strings/imports";

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

/** Findings about what a claim says of people and payers, not about a place in the file. */
const ofPeople: ReadonlySet<string> = new Set(["says-otherwise", "alike"]);

const opening = (id: string, claim: string) => simple({ id: `open_claim_${id}`, title: words.openClaim, run: () => go(to("claims", claim)) });

/** What is wrong is the first sentence; what to do is the rest, and where it is. */
function findingsOf(file: FilePreview, at: number): readonly Finding[] {
  return file.findings.map((finding, n) => {
    const [first = finding.text, rest = ""] = finding.text.split(/(?<=[.!?]) (.*)/s, 2);
    const id = `${at}.${n}`;
    const said: Finding = { id, kind: finding.severity === "fix" ? "fix" : "check", title: first };
    if (ofPeople.has(finding.code)) {
      return { ...said, says: rest, ...(finding.claim_id === "" ? {} : { repair: opening(id, finding.claim_id) }) };
    }
    return { ...said, says: words.inFile(rest, file.name, whereText(finding)) };
  });
}

export function AllFindings({ files }: { readonly files: readonly FilePreview[] }) {
  const all = useMemo(() => files.flatMap(findingsOf), [files]);
  const more = files.reduce((sum, file) => sum + file.more_findings, 0) + Math.max(0, all.length - shown);
  return (
    <Panel title={words.findings}>
      {all.length === 0 ? <Status tone="ok">{words.noFindings}</Status> : <Findings findings={all.slice(0, shown)} />}
      {more === 0 ? null : <p className="hint">{words.moreFindings(more)}</p>}
    </Panel>
  );
}
