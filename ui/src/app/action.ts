//! What a person can do, said once. Buttons, the palette, the key strip, the key sheet and the
//! window's menu all read it from here.

import type { Changed } from "#ui/api/generated";

/** The menus of the window's menu bar. */
export type MenuName = "file" | "edit" | "view" | "go" | "claim" | "help";

/** What a run may come to: a finished change, or nothing to tell. */
export type Outcome<Value> = Promise<Changed<Value>> | Promise<void> | void;

/** Something a person can do with an `Ask`. */
export type Action<Ask = void, Value = unknown> = {
  /** Names it for the menu bar, for recency and for tests: `hold_claims`. */
  readonly id: string;
  /** A verb and what it acts on, in sentence case. */
  readonly title: string;
  /** Its key, such as `Mod+Enter`; shown wherever the action is. */
  readonly key?: string;
  /** Its short word in the key strip; only what matters on this screen has one. */
  readonly strip?: string;
  /** The menu it stands in, if any. */
  readonly menu?: MenuName;
  /** Works under a dialog too: locking, hiding. */
  readonly anywhere?: boolean;
  /** Why it cannot be done now, in words; `null` when it can. */
  readonly blocked: (ask: Ask | null) => string | null;
  /** Does it. What is thrown becomes a notice; what is changed becomes a toast with Undo. */
  readonly run: (ask: Ask) => Outcome<Value>;
  /** False for undo and redo themselves: their toast offers none. */
  readonly offersUndo?: boolean;
  /** The toast's sentence after a change: `Held 3 claims`. Without one the core's title of the step is shown. */
  readonly done?: (value: Value, ask: Ask) => string;
};

/** What a finished run tells: the change, the sentence for it, and whether the toast offers Undo. */
export type Finished = { readonly changed: Changed<unknown>; readonly says: string | null; readonly offersUndo: boolean };

/** An action with what it acts on: ready to be shown, and to be run. */
export type Live = {
  readonly id: string;
  readonly title: string;
  readonly key: string | null;
  readonly strip: string | null;
  readonly menu: MenuName | null;
  readonly anywhere: boolean;
  /** A second, quieter text in the palette: `12 claims, 2,859.10`. */
  readonly more: string | null;
  /** Other words under which the palette finds it. */
  readonly also?: string;
  readonly blocked: string | null;
  readonly run: () => Promise<Finished | null>;
};

/** What differs from the action's own words on this screen. */
export type Wording = { readonly title?: string; readonly strip?: string; readonly more?: string };

/** Gives an action what it acts on; `null` when there is nothing yet, which its `blocked` explains. */
export function live<Ask, Value>(action: Action<Ask, Value>, ask: Ask | null, wording: Wording = {}): Live {
  return {
    id: action.id,
    title: wording.title ?? action.title,
    key: action.key ?? null,
    strip: wording.strip ?? action.strip ?? null,
    menu: action.menu ?? null,
    anywhere: action.anywhere ?? false,
    more: wording.more ?? null,
    blocked: action.blocked(ask),
    run: async () => {
      if (ask === null) {
        return null;
      }
      const changed = await action.run(ask);
      return changed === undefined ? null : { changed, says: action.done?.(changed.value, ask) ?? null, offersUndo: action.offersUndo ?? true };
    },
  };
}

/** For an action that acts on nothing in particular and can always be done. */
export function simple(spec: Omit<Action, "blocked" | "run"> & { readonly run: () => void | Promise<void> }, wording: Wording = {}): Live {
  return {
    id: spec.id,
    title: wording.title ?? spec.title,
    key: spec.key ?? null,
    strip: wording.strip ?? spec.strip ?? null,
    menu: spec.menu ?? null,
    anywhere: spec.anywhere ?? false,
    more: wording.more ?? null,
    blocked: null,
    run: async () => {
      await spec.run();
      return null;
    },
  };
}
