//! Saves a setting as soon as it is chosen, with Undo. What the core refuses stands at its field.

import { useState } from "react";
import { call } from "#ui/api/call";
import type { SettingsView } from "#ui/api/generated";
import { Problem, toProblem } from "#ui/api/problem";
import { live } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { apiWords } from "#ui/strings/en";
import { settingsWords } from "#ui/strings/settings";

export type Save = {
  readonly save: (changes: Partial<SettingsView>) => void;
  /** What is wrong with a field, or `null`. */
  readonly wrong: (field: keyof SettingsView) => string | null;
};

export function useSave(settings: SettingsView): Save {
  const { registry } = useWorkspace();
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = (changes: Partial<SettingsView>) => {
    setProblem(null);
    const run = async (ask: SettingsView) => {
      try {
        return await call("save_settings", ask);
      } catch (thrown) {
        const found = toProblem(thrown, apiWords.noAnswer);
        setProblem(found);
        // Said at the field already: no notice besides.
        throw found.field === null ? found : new Problem("cancelled", found.says);
      }
    };
    registry.start(live({ id: "save_settings", title: settingsWords.title, blocked: () => null, run, done: () => settingsWords.saved }, { ...settings, ...changes }));
  };
  return { save, wrong: (field) => (problem?.field === field ? problem.says : null) };
}
