//! What a check found, in one panel: Fix before Check, each with its box, its reason and the one key
//! that repairs it. The next one to fix is a key away.

import { useId } from "react";
import type { Live } from "#ui/app/action";
import { ActionLine } from "#ui/app/ActionButton";
import { classes } from "#ui/kit/css";
import { Kbd } from "#ui/kit/Kbd";
import { kitWords } from "#ui/strings/en";

export type Finding = {
  readonly id: string;
  /** `fix` blocks sending or printing, `check` asks for a look, `done` was repaired by itself. */
  readonly kind: "fix" | "check" | "done";
  readonly title: string;
  /** The box, or where else: `24, line 3`. */
  readonly box?: string;
  readonly says?: string;
  /** The repair, if one key can make it. */
  readonly repair?: Live;
};

export type FindingsProps = {
  readonly findings: readonly Finding[];
  /** Leads to the field of a finding; without it a finding is only read. */
  readonly onGo?: (finding: Finding) => void;
  /** The key that leads to the next one; it stands in the heading. */
  readonly nextKey?: string | null;
};

export function Findings({ findings, onGo, nextKey = null }: FindingsProps) {
  const fix = findings.filter((finding) => finding.kind === "fix");
  const check = findings.filter((finding) => finding.kind !== "fix");
  const next = [...fix, ...check][0];
  return (
    <div className="findings">
      <Group title={kitWords.findings.fix} findings={fix} onGo={onGo}>
        {nextKey === null || next === undefined || onGo === undefined ? null : (
          <button type="button" className="end word" onClick={() => onGo(next)}>
            {kitWords.findings.shortNext} <Kbd of={nextKey} />
          </button>
        )}
      </Group>
      {check.length === 0 ? null : <Group title={kitWords.findings.check} findings={check} onGo={onGo} />}
    </div>
  );
}

type GroupProps = {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly onGo: ((finding: Finding) => void) | undefined;
  readonly children?: React.ReactNode;
};

function Group({ title, findings, onGo, children }: GroupProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h3>
        <span id={heading}>
          {title} <span className="count">{findings.length}</span>
        </span>
        {children}
      </h3>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id} className={classes("finding", finding.kind)}>
            {onGo === undefined ? (
              <div className="where">
                <Where finding={finding} />
              </div>
            ) : (
              <button type="button" className="where" onClick={() => onGo(finding)}>
                <Where finding={finding} />
              </button>
            )}
            {finding.says === undefined ? null : <p>{finding.says}</p>}
            {finding.repair === undefined ? null : <ActionLine action={finding.repair} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Where({ finding }: { readonly finding: Finding }) {
  return (
    <>
      <span>{finding.title}</span>
      {finding.box === undefined ? null : <span className="box">{finding.box}</span>}
    </>
  );
}
