//! The one list of what can be done now. Screens lay their actions on it in layers, the nearest
//! first; keys, palette, key strip, key sheet and menu bar read it.

import type { Live } from "#ui/app/action";
import { isPress, isSafeInText, isStroke, type Pressed, strokeOf } from "#ui/app/keys";
import type { Platform } from "#ui/app/platform";

/** A key that a list or a form handles by itself, told for the strip and the sheet: `↑↓ Move`. */
export type Hint = { readonly keys: readonly string[]; readonly says: string };

/** How near a layer is to the person: a part of a screen, such as a table, is asked before its screen. */
export type Level = "window" | "screen" | "part" | "dialog";

/** The actions of one part of the window. */
export type Layer = {
  /** Its heading in the key sheet. */
  readonly name: string;
  readonly actions: readonly Live[];
  readonly hints: readonly Hint[];
  /** Under a dialog nothing else can be reached. */
  readonly level: Level;
};

/** Where the key was pressed. */
export type Focus = "text" | "button" | "elsewhere";

/** Where the focus is, as far as keys care. */
export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) {
    return "elsewhere";
  }
  const field = target.closest("input, textarea, select, [contenteditable='true'], [role='textbox']");
  if (field !== null) {
    const type = field instanceof HTMLInputElement ? field.type : "text";
    return type === "checkbox" || type === "radio" || type === "button" ? "button" : "text";
  }
  return target.closest("button, a[href], summary, [role='tab'], [role='menuitem']") === null ? "elsewhere" : "button";
}

const levels: readonly Level[] = ["dialog", "part", "screen", "window"];

/** Two layers that look the same need no redraw, even when their closures are new. */
function looksSame(a: Layer, b: Layer): boolean {
  return (
    a.name === b.name &&
    a.level === b.level &&
    a.actions.length === b.actions.length &&
    a.hints.length === b.hints.length &&
    a.hints.every((hint, n) => hint.says === b.hints[n]?.says && hint.keys.join() === b.hints[n]?.keys.join()) &&
    a.actions.every((action, n) => {
      const other = b.actions[n];
      return (
        other !== undefined &&
        action.id === other.id &&
        action.title === other.title &&
        action.key === other.key &&
        action.strip === other.strip &&
        action.menu === other.menu &&
        action.more === other.more &&
        action.blocked === other.blocked
      );
    })
  );
}

/** Two actions of one layer that want the same key; always a mistake. */
export function clashes(layer: Layer): readonly string[] {
  const seen = new Map<string, string>();
  const found: string[] = [];
  for (const { id, key } of layer.actions) {
    const other = key === null ? undefined : seen.get(key);
    if (other !== undefined) {
      found.push(`${other} and ${id} both want ${key}`);
    } else if (key !== null) {
      seen.set(key, id);
    }
  }
  return found;
}

export class Registry {
  private readonly layers = new Map<symbol, Layer>();
  private readonly watchers = new Set<() => void>();
  private shown: readonly Layer[] = [];
  private readonly perform: (action: Live) => void;

  /** `perform` runs an action and tells how it went; a blocked one it explains. */
  constructor(perform: (action: Live) => void) {
    this.perform = perform;
  }

  /** Lays a layer on top, or replaces the one that this token laid before, in its place. */
  lay(token: symbol, layer: Layer): void {
    const before = this.layers.get(token);
    this.layers.set(token, layer);
    // New closures under an unchanged look: readers keep their array, `start` finds the new ones.
    if (before === undefined || !looksSame(before, layer)) {
      this.tell();
    }
  }

  /** Takes a layer away. */
  lift(token: symbol): void {
    if (this.layers.delete(token)) {
      this.tell();
    }
  }

  /**
   * All layers, topmost first, but for those of dialogs: what strip, sheet, palette and menu show
   * does not change because one of them is open. The same array until a layer looks different.
   */
  readonly layersShown = (): readonly Layer[] => this.shown;

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };

  /** The action of this id that can be reached, the topmost if several have it. */
  find(id: string): Live | undefined {
    return this.reachable().find((action) => action.id === id);
  }

  /** Runs an action by its id; false when it cannot be reached now. */
  run(id: string): boolean {
    const action = this.find(id);
    if (action !== undefined) {
      this.perform(action);
    }
    return action !== undefined;
  }

  /** Runs an action that a component holds, as it is by now. */
  readonly start = (action: Live): void => {
    const now = this.all().flatMap((layer) => layer.actions).find((other) => other.id === action.id);
    this.perform(now ?? action);
  };

  /** Runs the topmost action with this key; false when there is none that may act here. */
  press(event: Pressed, focus: Focus, platform: Platform): boolean {
    for (const action of this.reachable()) {
      if (action.key === null) {
        continue;
      }
      const stroke = strokeOf(action.key);
      const allowed = focus === "text" ? isSafeInText(stroke) : focus === "button" ? !isPress(stroke) : true;
      if (allowed && isStroke(stroke, event, platform)) {
        this.perform(action);
        return true;
      }
    }
    return false;
  }

  /** All layers, the nearest first; of one level the latest first. */
  private all(): readonly Layer[] {
    const newest = [...this.layers.values()].reverse();
    return levels.flatMap((level) => newest.filter((layer) => layer.level === level));
  }

  /** What can be done now: under a dialog only the dialog's own, and what works anywhere. */
  private reachable(): readonly Live[] {
    const all = this.all();
    const modal = all.findIndex((layer) => layer.level === "dialog");
    return all.flatMap((layer, n) => (modal < 0 || n <= modal ? layer.actions : layer.actions.filter((action) => action.anywhere)));
  }

  private tell(): void {
    this.shown = this.all().filter((layer) => layer.level !== "dialog");
    for (const changed of [...this.watchers]) {
      changed();
    }
  }
}
