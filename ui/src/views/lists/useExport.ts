//! Saves a list as a file for a spreadsheet. The core writes it; here its progress and its end are told.

import { useRef, useState } from "react";
import { call } from "#ui/api/call";
import type { Listed } from "#ui/api/generated";
import type { Live, Wording } from "#ui/app/action";
import { live } from "#ui/app/action";
import { type Progress, runJob } from "#ui/app/job";
import { refusal } from "#ui/app/may";
import { useWorkspace } from "#ui/app/workspace";
import { listWords as words } from "#ui/strings/lists";
import type { Who } from "#ui/views/claims/acts";
import { saveToken } from "#ui/views/print/reprint";

/** What is to be saved: the list, and the names of its columns in their order. */
export type ExportAsk = { readonly of: Listed; readonly columns: readonly string[] };

export type Export = {
  /** The action, for what would be saved now; `null` when there is nothing. */
  readonly action: (ask: ExportAsk | null, wording?: Wording) => Live;
  /** How far it is, while it is being written. */
  readonly work: Progress | null;
  readonly cancel: () => void;
};

export function useExport(who: Who, key?: string): Export {
  const { toasts } = useWorkspace();
  const [work, setWork] = useState<Progress | null>(null);
  const cancel = useRef<() => void>(() => {});
  const run = async ({ of, columns }: ExportAsk): Promise<void> => {
    const token = await saveToken(words.files[of.list]);
    setWork({ says: words.exporting, done: 0, total: 0 });
    try {
      const done = await runJob((job) => call("export_list", { job, token, of, columns: [...columns] }), setWork, (stop) => {
        cancel.current = stop;
      });
      toasts.show(words.exported(done.rows, done.name), "done");
    } finally {
      setWork(null);
    }
  };
  const action = (ask: ExportAsk | null, wording: Wording = {}) =>
    live(
      {
        id: "export_list",
        title: words.export,
        ...(key === undefined ? {} : { key }),
        blocked: (asked: ExportAsk | null) => refusal(who, "export_list") ?? (work === null ? (asked === null ? words.nothingToExport : null) : words.busy),
        run,
      },
      ask,
      wording,
    );
  return { action, work, cancel: () => cancel.current() };
}
