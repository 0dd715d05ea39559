//! Long work: how far it is, in figures, and the way to stop it.

import { Button } from "#ui/kit/Button";
import { kitWords } from "#ui/strings/en";

export type ProgressBarProps = {
  /** What is being done: `Reading claims-2026.edi`. */
  readonly says: string;
  readonly done: number;
  /** 0 while it is not known yet. */
  readonly total: number;
  /** Stops the work; what it did is taken back. */
  readonly onCancel?: () => void;
  readonly cancelKey?: string;
};

export function ProgressBar({ says, done, total, onCancel, cancelKey }: ProgressBarProps) {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div className="progress">
      <div className="says">
        <span>{says}</span>
        {total === 0 ? null : <span className="num">{kitWords.progress.of(done, total)}</span>}
      </div>
      <div
        className="track"
        role="progressbar"
        aria-label={says}
        aria-valuemin={0}
        aria-valuemax={total === 0 ? undefined : total}
        aria-valuenow={total === 0 ? undefined : Math.min(done, total)}
      >
        <i style={{ transform: `scaleX(${share})` }} />
      </div>
      {onCancel === undefined ? null : (
        <Button small onPress={onCancel} shortcut={cancelKey ?? null}>
          {kitWords.cancel}
        </Button>
      )}
    </div>
  );
}
