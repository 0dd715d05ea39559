//! Keeps a half-typed form in the practice, so that it comes back after a lock or a restart. Never
//! give it a password.

import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";

export type Texts = Readonly<Record<string, string>>;

/** How long the hands must rest before what was typed is kept, in ms. */
const rest = 300;

const waiting = new Set<() => Promise<void>>();

/** Keeps at once whatever is still waiting to be kept; before a lock. */
export async function keepDrafts(): Promise<void> {
  await Promise.all([...waiting].map((keep) => keep()));
}

function readTexts(text: string | null): Texts | null {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    return typeof kept === "object" && kept !== null ? Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)])) : null;
  } catch {
    return null;
  }
}

export type Draft = {
  readonly texts: Texts;
  /** True once it is known whether something was half typed. */
  readonly ready: boolean;
  readonly set: (name: string, text: string) => void;
  /** The form was sent or left: nothing is kept any more. */
  readonly forget: () => void;
};

/** The texts of the form of this name; `empty` stands until something was typed. Keep the object. */
export function useDraft(form: string, empty: Texts): Draft {
  const [texts, setTexts] = useState(empty);
  const [ready, setReady] = useState(false);
  const typed = useRef<Texts | null>(null);

  useEffect(() => {
    let gone = false;
    call("draft", { form }).then(
      ({ text }) => {
        const kept = readTexts(text);
        if (!gone && kept !== null && typed.current === null) {
          setTexts({ ...empty, ...kept });
        }
        setReady(true);
      },
      () => setReady(true),
    );
    return () => {
      gone = true;
    };
  }, [form, empty]);

  const keep = useCallback(async () => {
    waiting.delete(keep);
    if (typed.current !== null) {
      const text = JSON.stringify(typed.current);
      // A draft that cannot be kept stands in the form all the same.
      await call("save_draft", { form, text }).catch(() => {});
    }
  }, [form]);

  useEffect(() => {
    if (typed.current === null) {
      return;
    }
    waiting.add(keep);
    const timer = window.setTimeout(() => void keep(), rest);
    return () => window.clearTimeout(timer);
  }, [texts, keep]);
  useEffect(
    () => () => {
      if (waiting.has(keep)) {
        void keep();
      }
    },
    [keep],
  );

  const set = useCallback((name: string, text: string) => {
    setTexts((before) => {
      const after = { ...before, [name]: text };
      typed.current = after;
      return after;
    });
  }, []);
  const forget = useCallback(() => {
    typed.current = null;
    waiting.delete(keep);
    setTexts(empty);
    call("save_draft", { form, text: "" }).catch(() => {});
  }, [form, empty, keep]);
  return { texts, ready, set, forget };
}
