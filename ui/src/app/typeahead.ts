//! Keys that are typed while a screen opens are kept and given to the field that will have the
//! focus, in order: a burst of 40 keys across a screen change is worth what it would be after it.

type Kept = { readonly key: string; readonly code: string; readonly shiftKey: boolean };

/** How long keys are kept for a field that does not come, in ms. */
const patience = 3_000;

let kept: Kept[] = [];
let waiting = false;
let timer = 0;

function keep(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key.length !== 1 && event.key !== "Enter" && event.key !== "Tab" && event.key !== "Backspace")) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.push({ key: event.key, code: event.code, shiftKey: event.shiftKey });
}

/** From now on what is typed belongs to the field that is about to come. */
export function expectField(): void {
  if (!waiting) {
    waiting = true;
    kept = [];
    window.addEventListener("keydown", keep, true);
  }
  window.clearTimeout(timer);
  timer = window.setTimeout(stopWaiting, patience);
}

/** Nothing is expected any more; what was kept is dropped. */
export function stopWaiting(): void {
  waiting = false;
  kept = [];
  window.clearTimeout(timer);
  window.removeEventListener("keydown", keep, true);
}

/** What a line of text becomes under these keys, up to the first that leaves it, and what is left. */
export function typeInto(text: string, keys: readonly string[]): { readonly text: string; readonly rest: number } {
  let typed = text;
  for (const [n, key] of keys.entries()) {
    if (key === "Enter" || key === "Tab") {
      return { text: typed, rest: n };
    }
    typed = key === "Backspace" ? typed.slice(0, -1) : typed + key;
  }
  return { text: typed, rest: keys.length };
}

/** Gives a field the focus and what was typed for it; Enter and Tab go on from there. */
export function arrive(field: HTMLElement): void {
  const keys = waiting ? kept : [];
  if (waiting) {
    stopWaiting();
  }
  field.focus({ preventScroll: true });
  // A form whose field is in sight stays at its top.
  field.scrollIntoView({ block: "nearest" });
  give(field, keys);
}

function give(field: Element, keys: readonly Kept[]): void {
  if (keys.length === 0) {
    return;
  }
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
    for (const key of keys) {
      field.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
    }
    return;
  }
  const { text, rest } = typeInto(field.value, keys.map(({ key }) => key));
  write(field, text);
  const next = keys[rest];
  if (next === undefined) {
    return;
  }
  // React draws the text first, so that whoever hears Enter sees it.
  queueMicrotask(() => {
    const went = field.dispatchEvent(new KeyboardEvent("keydown", { ...next, bubbles: true, cancelable: true }));
    if (went && next.key === "Tab") {
      fieldAfter(field)?.focus();
    }
    const after = keys.slice(rest + 1);
    if (waiting) {
      // That key waits for another field: what comes after it belongs there.
      kept = [...after, ...kept];
    } else {
      give(document.activeElement ?? field, after);
    }
  });
}

/** Sets the text as typing would, so that React hears of it. */
function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
  setter?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The field that Tab would reach. */
export function fieldAfter(field: Element, back = false): HTMLElement | null {
  const form = field.closest("form, main, dialog") ?? document.body;
  const all = [...form.querySelectorAll<HTMLElement>("input, select, textarea, [data-field]")].filter(
    (other) => !other.hasAttribute("disabled") && other.tabIndex >= 0 && other.offsetParent !== null,
  );
  const at = all.findIndex((other) => other === field);
  return all[at + (back ? -1 : 1)] ?? null;
}
