//! The theme is a person's own and kept with the practice; the window's own store has a copy, for the
//! lock screen. Whichever changes, the other follows.

import { useEffect, useRef } from "react";
import { call } from "#ui/api/call";
import { toProblem } from "#ui/api/problem";
import { cache, useAnswer } from "#ui/api/useAnswer";
import { useSetting } from "#ui/app/settings";
import { useWorkspace } from "#ui/app/workspace";
import { apiWords } from "#ui/strings/en";

export function useOwnTheme(): void {
  const { toasts } = useWorkspace();
  const [local, setLocal] = useSetting("theme", "system");
  const settings = useAnswer("settings", {}, ["setting", "practice"]).value;
  /** What both last agreed on. */
  const agreed = useRef<string | null>(null);
  useEffect(() => {
    if (settings === undefined) {
      return;
    }
    if (agreed.current !== settings.theme) {
      agreed.current = settings.theme;
      setLocal(settings.theme);
    } else if (local !== settings.theme) {
      agreed.current = local;
      call("save_settings", { ...settings, theme: local }).then(
        ({ touched }) => cache.invalidate(touched),
        (thrown: unknown) => toasts.show(toProblem(thrown, apiWords.noAnswer).says, "wrong"),
      );
    }
  }, [settings, local, setLocal, toasts]);
}
