//! Keeps a half-typed form in the practice, so that it comes back after a lock or a restart. Never
//! give it a password.

import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "#ui/api/call";
import { cache } from "#ui/api/useAnswer";

export type Texts = Readonly<Record<string, string>>;

/** Sends the texts of one form to the core: at once, and while one is on its way only the latest after it. */
class Keeper {
  private waiting: Texts | null = null;
  private sending: Promise<void> | null = null;
  private listed = false;
  private readonly form: string;

  constructor(form: string) {
    this.form = form;
  }

  /** Keeps these texts; resolves when nothing is on its way any more. */
  keep(texts: Texts): Promise<void> {
    this.waiting = texts;
    this.sending ??= this.send();
    return this.sending;
  }

  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void> {
    return this.sending ?? Promise.resolve();
  }

  /** Forgets what waits, and the form. */
  async forget(): Promise<void> {
    this.waiting = null;
    await this.settled();
    await call("save_draft", { form: this.form, text: "" }).catch(() => {});
    this.listed = true;
    this.list(false);
  }

  /** Whoever lists the half-typed forms reads them again when one comes or goes. */
  private list(there: boolean): void {
    if (this.listed !== there) {
      this.listed = there;
      cache.invalidate(["draft"]);
    }
  }

  private async send(): Promise<void> {
    while (this.waiting !== null) {
      const text = JSON.stringify(this.waiting);
      this.waiting = null;
      // A draft that cannot be kept stands in the form all the same.
      await call("save_draft", { form: this.form, text }).catch(() => {});
    }
    this.list(true);
    this.sending = null;
  }
}

/** The name of the field in which the caret stood, for each form that is half typed. */
const carets = new Map<string, string>();

/** Remembers where the caret stands in a form, for as long as the window is open. */
export function keepCaret(form: string, field: string): void {
  carets.set(form, field);
}

/** Where the caret stood when the form was left, if it was. */
export function caretOf(form: string): string | null {
  return carets.get(form) ?? null;
}

const keepers = new Map<string, Keeper>();

function keeperOf(form: string): Keeper {
  const known = keepers.get(form) ?? new Keeper(form);
  keepers.set(form, known);
  return known;
}

/** Waits until whatever was typed is kept; before a lock. */
export async function keepDrafts(): Promise<void> {
  await Promise.all([...keepers.values()].map((keeper) => keeper.settled()));
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
  /** Sets several at once. */
  readonly fill: (texts: Texts) => void;
  /** The form was sent or left: nothing is kept any more. */
  readonly forget: () => Promise<void>;
};

/** The texts of the form of this name; `empty` stands until something was typed. Keep the object. */
export function useDraft(form: string, empty: Texts): Draft {
  const [texts, setTexts] = useState(empty);
  const [ready, setReady] = useState(false);
  // What was typed, also before React draws it: a lock must not wait for a drawing.
  const typed = useRef<Texts | null>(null);

  useEffect(() => {
    let gone = false;
    call("draft", { form }).then(
      ({ text }) => {
        const kept = readTexts(text);
        if (!gone && kept !== null && typed.current === null) {
          const found = { ...empty, ...kept };
          typed.current = found;
          setTexts(found);
        }
        setReady(true);
      },
      () => setReady(true),
    );
    return () => {
      gone = true;
    };
  }, [form, empty]);

  const fill = useCallback(
    (more: Texts) => {
      const after = { ...(typed.current ?? empty), ...more };
      typed.current = after;
      setTexts(after);
      void keeperOf(form).keep(after);
    },
    [form, empty],
  );
  const set = useCallback((name: string, text: string) => fill({ [name]: text }), [fill]);
  const forget = useCallback(() => {
    typed.current = null;
    setTexts(empty);
    carets.delete(form);
    return keeperOf(form).forget();
  }, [form, empty]);
  return { texts, ready, set, fill, forget };
}
