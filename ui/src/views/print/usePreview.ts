//! The sheets of the claims to print, as the core made them: the very PDF that will print.

import { useCallback, useEffect, useState } from "react";
import { call, listen } from "#ui/api/call";
import type { FormsPreview } from "#ui/api/generated";
import { toProblem } from "#ui/api/problem";
import { useAnswer } from "#ui/api/useAnswer";
import { apiWords } from "#ui/strings/en";
import { everyClaim } from "#ui/views/claims/filters";

export type Work = { readonly done: number; readonly total: number; readonly says: string };

export type Preview = {
  readonly forms: FormsPreview | null;
  /** What is being done, while it is. */
  readonly work: Work | null;
  /** Why there are no sheets, or `null`. */
  readonly problem: string | null;
  readonly cancel: () => void;
};

type State = Omit<Preview, "cancel">;

const idle: State = { forms: null, work: null, problem: null };

let jobs = 0;

/**
 * The making before this one. The core keeps one preview, the one made last: one that was given up
 * but ended later would take the place of the one that is shown.
 */
let before: Promise<unknown> = Promise.resolve();

/** Makes the sheets anew whenever the claims, the style, or what they are made of changed. */
export function usePreview(ids: readonly string[], draft: boolean, starting: string): Preview {
  const [state, setState] = useState<State>(idle);
  const [job, setJob] = useState<string | null>(null);
  // Offsets and claims are part of the sheets: when one of them changes they are made again.
  const settings = useAnswer("settings", {}, ["settings", "setting"]);
  const claims = useAnswer("claim_totals", everyClaim, ["claim"]);
  const ready = settings.value !== undefined && claims.value !== undefined && !settings.updating && !claims.updating;
  const offset = `${settings.value?.offset_x} ${settings.value?.offset_y}`;
  const key = ids.join(" ");
  useEffect(() => {
    if (key === "") {
      setState(idle);
      return;
    }
    if (!ready) {
      return;
    }
    jobs += 1;
    const mine = `forms-${jobs}`;
    let gone = false;
    setJob(mine);
    setState((shown) => ({ forms: shown.forms, work: { done: 0, total: 0, says: starting }, problem: null }));
    const stop = listen((event) => {
      if (event.kind === "progress" && event.job === mine && !gone) {
        setState((shown) => (shown.work === null ? shown : { ...shown, work: { done: event.done, total: event.total, says: event.says } }));
      }
    });
    const make = async () => {
      await before;
      return gone ? null : await call("preview_forms", { job: mine, ids: key.split(" "), draft });
    };
    before = make().then(
      (forms) => {
        if (!gone) {
          setState({ forms, work: null, problem: null });
        }
      },
      (thrown: unknown) => {
        if (!gone) {
          setState({ forms: null, work: null, problem: toProblem(thrown, apiWords.noAnswer).says });
        }
      },
    );
    return () => {
      gone = true;
      stop();
      call("cancel_job", { job: mine }).catch(() => {});
    };
  }, [key, draft, offset, claims.value, ready, starting]);
  const cancel = useCallback(() => {
    if (job !== null) {
      call("cancel_job", { job }).catch(() => {});
    }
  }, [job]);
  return { ...state, cancel };
}
