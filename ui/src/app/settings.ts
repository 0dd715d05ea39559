//! What this person's window looks like: theme, density, widths, what the palette was used for last.
//! Never anything of a patient. Where it is kept is somebody else's matter.

import { createContext, useCallback, useContext, useSyncExternalStore } from "react";

export type Settings = {
  /** The text kept under a name, or `null`. */
  readonly read: (name: string) => string | null;
  readonly write: (name: string, text: string) => void;
  readonly watch: (changed: () => void) => () => void;
};

/** Settings that start as `kept` and tell `save` of every change. */
export function makeSettings(kept: ReadonlyMap<string, string>, save: (name: string, text: string) => void): Settings {
  const values = new Map(kept);
  const watchers = new Set<() => void>();
  return {
    read: (name) => values.get(name) ?? null,
    write: (name, text) => {
      if (values.get(name) !== text) {
        values.set(name, text);
        save(name, text);
        for (const changed of [...watchers]) {
          changed();
        }
      }
    },
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

const prefix = "look.";

/** Settings in the web view's own store, there before any practice is open: the lock screen has a theme too. */
export function localSettings(store: Storage): Settings {
  const kept = new Map<string, string>();
  for (let n = 0; n < store.length; n += 1) {
    const key = store.key(n) ?? "";
    if (key.startsWith(prefix)) {
      kept.set(key.slice(prefix.length), store.getItem(key) ?? "");
    }
  }
  return makeSettings(kept, (name, text) => store.setItem(prefix + name, text));
}

export const SettingsContext = createContext<Settings>(makeSettings(new Map(), () => {}));

/** One setting and the way to change it. */
export function useSetting(name: string, otherwise: string): readonly [string, (text: string) => void] {
  const settings = useContext(SettingsContext);
  const value = useSyncExternalStore(settings.watch, () => settings.read(name) ?? otherwise);
  const write = useCallback((text: string) => settings.write(name, text), [settings, name]);
  return [value, write];
}

/** A setting that is a number between two bounds. */
export function useNumberSetting(name: string, otherwise: number, least: number, most: number): readonly [number, (n: number) => void] {
  const [text, write] = useSetting(name, String(otherwise));
  const number = Number(text);
  const value = Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : otherwise;
  const writeNumber = useCallback((n: number) => write(String(Math.round(n))), [write]);
  return [value, writeNumber];
}
