//! What went wrong, where it went wrong: what happened, what is safe, what to do, and a number to
//! quote. The rest of the screen keeps working.

import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "#ui/kit/Button";
import { kitWords } from "#ui/strings/en";

export type ProblemBannerProps = {
  /** What happened. */
  readonly what: string;
  /** What is safe, and what to do. */
  readonly next?: string;
  /** The number to quote. */
  readonly incident?: string;
  /** The ways on, as buttons. */
  readonly children?: ReactNode;
};

export function ProblemBanner({ what, next, incident, children }: ProblemBannerProps) {
  const [copied, setCopied] = useState(false);
  const copy = (number: string) => {
    navigator.clipboard.writeText(number).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <div className="problem" role="alert">
      <span className="mark" aria-hidden="true" />
      <div className="words">
        <p className="what">{what}</p>
        {next === undefined ? null : <p>{next}</p>}
        {children === undefined && incident === undefined ? null : (
          <div className="acts">
            {children}
            {incident === undefined ? null : (
              <>
                <Button small onPress={() => copy(incident)}>
                  {copied ? kitWords.problem.copied : kitWords.problem.copy}
                </Button>
                <span className="incident num">{kitWords.problem.incident(incident)}</span>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
