//! Keeps what is being typed with the core while it is typed, so that a lock, a crash or a wrong key
//! loses nothing.

import { useEffect, useRef } from "react";
import { call } from "#ui/api/call";
import { toProblem } from "#ui/api/problem";
import { useWorkspace } from "#ui/app/workspace";
import { apiWords } from "#ui/strings/en";

/** How long after the last key a draft is kept, in ms. */
const pause = 300;

export type DraftKeeper = {
  /** Keeps a text soon. */
  readonly keep: (text: string) => void;
  /** Keeps a text now; the empty text forgets the draft. */
  readonly keepNow: (text: string) => Promise<void>;
  /** What is waiting is not kept any more, since it was saved. */
  readonly drop: () => void;
};

export function useDraft(form: string): DraftKeeper {
  const { toasts } = useWorkspace();
  const waiting = useRef<{ readonly text: string; readonly timer: number } | null>(null);
  const send = useRef((_: string): Promise<void> => Promise.resolve());
  send.current = async (text) => {
    try {
      await call("save_draft", { form, text });
    } catch (thrown) {
      const problem = toProblem(thrown, apiWords.noAnswer);
      // Locked while typing: the last kept text is there after unlock.
      if (problem.code !== "locked") {
        toasts.show(problem.says, "wrong");
      }
    }
  };
  const take = (): string | null => {
    const text = waiting.current?.text ?? null;
    window.clearTimeout(waiting.current?.timer);
    waiting.current = null;
    return text;
  };
  useEffect(
    () => () => {
      const text = take();
      if (text !== null) {
        void send.current(text);
      }
    },
    [form],
  );
  return {
    keep: (text) => {
      take();
      waiting.current = {
        text,
        timer: window.setTimeout(() => {
          take();
          void send.current(text);
        }, pause),
      };
    },
    keepNow: (text) => {
      take();
      return send.current(text);
    },
    drop: () => void take(),
  };
}
