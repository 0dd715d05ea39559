//! What was typed to find a patient in the list: in memory only, forgotten by a lock.

import { useSyncExternalStore } from "react";
import { listen } from "#ui/api/call";

let kept = { text: "", row: 0 };
const watchers = new Set<() => void>();
let hearing = false;

/** What was typed and the row on which the focus stood when a chart was opened. */
export type PatientSearch = { readonly text: string; readonly row: number };

export function setPatientSearch(search: PatientSearch): void {
  kept = search;
  for (const changed of [...watchers]) {
    changed();
  }
}

function watch(changed: () => void): () => void {
  if (!hearing) {
    hearing = true;
    listen((event) => {
      if (event.kind === "locked") {
        setPatientSearch({ text: "", row: 0 });
      }
    });
  }
  watchers.add(changed);
  return () => watchers.delete(changed);
}

export function usePatientSearch(): PatientSearch {
  return useSyncExternalStore(watch, () => kept);
}
