//! What is copied goes to the clipboard through the core, which marks it as nobody's history and takes
//! it away again. The web view's own way would do neither.

import { call } from "#ui/api/call";

/** Puts a text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  await call("copy_text", { text });
}

/** What is chosen on the page or in a field; nothing of a password that is hidden. */
export function chosenText(): string {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    const { selectionStart: from, selectionEnd: end } = field;
    return field.type === "password" || from === null || end === null ? "" : field.value.slice(from, end);
  }
  return window.getSelection()?.toString() ?? "";
}

/** Sends every copy and cut of the page this way. `failed` hears what the clipboard did not take. */
export function watchCopies(failed: (thrown: unknown) => void): void {
  const copy = (event: ClipboardEvent) => {
    event.preventDefault();
    const text = chosenText();
    if (text === "") {
      return;
    }
    copyText(text).catch(failed);
    if (event.type === "cut") {
      // As typed, so that the field's own undo brings it back.
      document.execCommand("delete");
    }
  };
  document.addEventListener("copy", copy);
  document.addEventListener("cut", copy);
}
