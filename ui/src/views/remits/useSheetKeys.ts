//! The keys of a sheet's cells: Enter goes to the next amount and accepts what is expected, Shift+Enter
//! goes back, arrows walk, Escape puts back what stood there.

import { type KeyboardEvent, useCallback, useRef } from "react";
import { expectField } from "#ui/app/typeahead";
import { centsText } from "#ui/kit/money";
import { afterEnter, cellBeside, placeOf } from "#ui/views/remits/cells";
import { viewOf } from "#ui/views/remits/findings";
import { textAt, withCell } from "#ui/views/remits/sheetTexts";
import type { Caret } from "#ui/views/remits/useCaret";
import type { Sheet } from "#ui/views/remits/useSheet";

export type SheetKeys = {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Goes on from a cell as Enter does. */
  readonly lead: (name: string) => void;
  /** A cell got the focus. */
  readonly entered: (name: string) => void;
  /** Resolves when no expected amount is waited for any more. */
  readonly accepted: () => Promise<void>;
};

/** What a cell would accept; `null` when nothing is expected there. */
function expectedAt(sheet: Sheet, name: string): number | null {
  const place = placeOf(name);
  if (place.kind !== "line") {
    return null;
  }
  const line = viewOf(sheet.known(), sheet.now(), place.claim)?.lines[place.line];
  return place.field === "allowed" ? (line?.expected_cents ?? null) : place.field === "paid" ? (line?.expected_paid_cents ?? null) : null;
}

export function useSheetKeys(sheet: Sheet, caret: Caret): SheetKeys {
  const waiting = useRef<Promise<void>>(Promise.resolve());
  const before = useRef({ name: "", text: "" });
  const { go, names } = caret;

  const lead = useCallback(
    (name: string) => {
      const next = afterEnter(name, sheet.now()) ?? cellBeside(names(), name, "right");
      if (next !== null) {
        go(next);
      }
    },
    [sheet, go, names],
  );
  const accept = (name: string) => {
    const cents = expectedAt(sheet, name);
    if (cents !== null) {
      sheet.change((now) => (textAt(now, name) === "" ? withCell(now, name, centsText(cents).replace("\u2212", "-")) : now));
    }
    lead(name);
  };
  const enter = (name: string) => {
    const place = placeOf(name);
    const takes = place.kind === "line" && (place.field === "allowed" || place.field === "paid") && textAt(sheet.now(), name).trim() === "";
    if (!takes) {
      lead(name);
    } else if (sheet.busy()) {
      // What is expected may still change with what was typed last; what is typed meanwhile is for the next cell.
      expectField();
      waiting.current = sheet.settled().then(() => accept(name));
    } else {
      accept(name);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    const field = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target : null;
    if (field === null || event.defaultPrevented || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { name } = field;
    const move = (way: "left" | "right" | "up" | "down") => {
      const next = cellBeside(names(), name, way);
      event.preventDefault();
      if (next !== null) {
        go(next);
      }
    };
    switch (event.key) {
      case "Enter":
        if (event.shiftKey) {
          move("left");
        } else {
          event.preventDefault();
          enter(name);
        }
        return;
      case "ArrowUp":
      case "ArrowDown":
        if (field instanceof HTMLInputElement) {
          move(event.key === "ArrowUp" ? "up" : "down");
        }
        return;
      case "ArrowLeft":
        if (field instanceof HTMLInputElement && field.selectionStart === 0 && !event.shiftKey) {
          move("left");
        }
        return;
      case "ArrowRight":
        if (field instanceof HTMLInputElement && field.selectionEnd === field.value.length && !event.shiftKey) {
          move("right");
        }
        return;
      case "F2":
        if (field instanceof HTMLInputElement) {
          event.preventDefault();
          field.setSelectionRange(field.value.length, field.value.length);
        }
        return;
      case "Escape":
        if (before.current.name === name && textAt(sheet.now(), name) !== before.current.text) {
          event.preventDefault();
          sheet.change((now) => withCell(now, name, before.current.text));
        }
        return;
    }
  };
  return {
    onKeyDown,
    lead,
    entered: (name) => {
      before.current = { name, text: textAt(sheet.now(), name) };
    },
    accepted: useCallback(() => waiting.current, []),
  };
}
