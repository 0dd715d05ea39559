//! Keys: how an action names one (`Mod+Shift+P`, `F4`, `?`), whether an event is it, and how it is
//! written on each system. `Mod` is Command on a Mac and Ctrl elsewhere.

import type { Platform } from "#ui/app/platform";

/** A key, taken apart. `name` is `K`, `F4`, `Enter`, `ArrowDown`, `?`, … */
export type Stroke = {
  readonly mod: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly name: string;
};

/** What is read of a keyboard event. */
export type Pressed = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
};

const modifiers = new Set(["Mod", "Ctrl", "Alt", "Shift"]);

/** Takes a key's text apart. The text is ours, so an unknown modifier is a mistake of ours. */
export function strokeOf(key: string): Stroke {
  const at = key === "+" ? -1 : key.lastIndexOf("+", key.length - 2);
  const name = key.slice(at + 1);
  const held = new Set(at < 0 ? [] : key.slice(0, at).split("+"));
  for (const modifier of held) {
    if (!modifiers.has(modifier)) {
      throw new RangeError(`no modifier is called ${modifier}`);
    }
  }
  return {
    mod: held.has("Mod"),
    ctrl: held.has("Ctrl"),
    alt: held.has("Alt"),
    shift: held.has("Shift"),
    name: name.length === 1 ? name.toUpperCase() : name,
  };
}

/** A printable sign whose place, and so whose Shift, differs between keyboards: `?`, `/`, `,`. */
function isSign(name: string): boolean {
  return name.length === 1 && !/[A-Z0-9]/.test(name);
}

/** What the pressed key may be called: by its sign, and by its place where Alt or Shift hid it. */
function namesOf(event: Pressed): readonly string[] {
  const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const place = /^(?:Key([A-Z])|Digit(\d)|Numpad(\d))$/.exec(event.code);
  const byPlace = place?.[1] ?? place?.[2] ?? place?.[3];
  if (key === "=") {
    // Larger is + everywhere, and on most keyboards that is = with Shift.
    return [key, "+"];
  }
  return isSign(key) && byPlace !== undefined ? [key, byPlace] : [key];
}

/** Whether the event is this key. */
export function isStroke(stroke: Stroke, event: Pressed, platform: Platform): boolean {
  const mac = platform === "mac";
  const ctrl = stroke.ctrl || (stroke.mod && !mac);
  const meta = stroke.mod && mac;
  return (
    event.ctrlKey === ctrl &&
    event.metaKey === meta &&
    event.altKey === stroke.alt &&
    (isSign(stroke.name) || event.shiftKey === stroke.shift) &&
    namesOf(event).includes(stroke.name)
  );
}

/** True for a key that a field of text takes for itself: undo, copy, select all, … */
function isEditing(stroke: Stroke): boolean {
  return stroke.mod && !stroke.alt && stroke.name.length === 1 && "AZYXCV".includes(stroke.name);
}

/** True for a key that neither writes nor edits, so that it may act while somebody types. */
export function isSafeInText(stroke: Stroke): boolean {
  if (isEditing(stroke)) {
    return false;
  }
  return stroke.mod || stroke.ctrl || stroke.alt || /^F\d{1,2}$/.test(stroke.name) || stroke.name === "Escape";
}

/** True for a key that a focused button takes for itself. */
export function isPress(stroke: Stroke): boolean {
  return !stroke.mod && !stroke.ctrl && !stroke.alt && (stroke.name === "Enter" || stroke.name === "Space");
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  PageUp: "Page Up",
  PageDown: "Page Down",
};
const macSigns: Readonly<Record<string, string>> = { Enter: "↵", Backspace: "⌫", Delete: "⌦" };

/** The key as people of this system write it: `⇧⌘P`, `Ctrl+Shift+P`. Apple's order is ⌃⌥⇧⌘. */
export function keyText(key: string, platform: Platform): string {
  const stroke = strokeOf(key);
  if (platform === "mac") {
    const held = `${stroke.ctrl ? "⌃" : ""}${stroke.alt ? "⌥" : ""}${stroke.shift ? "⇧" : ""}${stroke.mod ? "⌘" : ""}`;
    return held + (macSigns[stroke.name] ?? signs[stroke.name] ?? stroke.name);
  }
  const held = [...(stroke.mod || stroke.ctrl ? ["Ctrl"] : []), ...(stroke.alt ? ["Alt"] : []), ...(stroke.shift ? ["Shift"] : [])];
  return [...held, signs[stroke.name] ?? stroke.name].join("+");
}

/** The key as `aria-keyshortcuts` wants it. */
export function ariaKey(key: string, platform: Platform): string {
  const stroke = strokeOf(key);
  const held = [
    ...(stroke.ctrl || (stroke.mod && platform !== "mac") ? ["Control"] : []),
    ...(stroke.alt ? ["Alt"] : []),
    ...(stroke.shift ? ["Shift"] : []),
    ...(stroke.mod && platform === "mac" ? ["Meta"] : []),
  ];
  return [...held, stroke.name].join("+");
}
