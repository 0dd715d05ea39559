//! Work under way on files: how far it is, and Esc to stop it.

import { simple } from "#ui/app/action";
import type { Progress } from "#ui/app/job";
import { useActions } from "#ui/app/useActions";
import { ProgressBar } from "#ui/kit/ProgressBar";
import { importWords } from "#ui/strings/imports";

export type WorkingProps = { readonly title: string; readonly progress: Progress; readonly onCancel: () => void };

export function Working({ title, progress, onCancel }: WorkingProps) {
  const cancel = simple({ id: "cancel_job", title: importWords.cancel, key: "Escape", strip: importWords.cancel, run: onCancel });
  useActions({ name: title, actions: [cancel], level: "part" });
  // The files' sizes in kilobytes say more than bytes do.
  const part = (bytes: number) => Math.ceil(bytes / 1000);
  const big = progress.total > 10_000;
  return (
    <div className="working">
      <ProgressBar
        says={importWords.work(title, progress.says)}
        done={big ? part(progress.done) : 0}
        total={big ? part(progress.total) : 0}
        onCancel={onCancel}
        cancelKey="Escape"
      />
    </div>
  );
}
