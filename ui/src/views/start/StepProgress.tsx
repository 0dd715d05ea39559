//! How far an undo of a whole list is; stopped, all of it stays as it was.

import { stepWork } from "#ui/app/undo";
import { ProgressBar } from "#ui/kit/ProgressBar";

export function StepProgress() {
  const work = stepWork.use();
  return work === null ? null : (
    <div className="stack" role="status">
      <ProgressBar {...work} onCancel={stepWork.stop} />
    </div>
  );
}
