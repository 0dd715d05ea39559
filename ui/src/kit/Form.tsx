//! A form: Enter goes to the next field as Tab does, Shift+Enter back; from the last one, or with the
//! action's own key, it is sent. A field that the core refused gets the focus.

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { fieldAfter } from "#ui/app/typeahead";
import { classes } from "#ui/kit/css";

export type FormProps = {
  readonly label: string;
  readonly children: ReactNode;
  /** Enter on the last field, or its submit button. */
  readonly onSend?: () => void;
  /** The `name` of the field that is wrong; the caret goes there each time `wrongTurn` grows. */
  readonly wrong?: string | null;
  readonly wrongTurn?: number;
  readonly className?: string;
};

export function Form({ label, children, onSend, wrong = null, wrongTurn = 0, className }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (wrong !== null) {
      focusField(form.current, wrong);
    }
  }, [wrong, wrongTurn]);
  const key = (event: KeyboardEvent) => {
    const { target } = event;
    const inField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !inField) {
      return;
    }
    event.preventDefault();
    const next = fieldAfter(target, event.shiftKey);
    if (next !== null && form.current?.contains(next) === true) {
      next.focus();
      selectAll(next);
    } else if (!event.shiftKey) {
      onSend?.();
    }
  };
  return (
    <form
      ref={form}
      aria-label={label}
      className={classes(className)}
      noValidate
      onKeyDown={key}
      onSubmit={(event) => {
        event.preventDefault();
        onSend?.();
      }}
    >
      {children}
    </form>
  );
}

/** Puts the caret into the field of this name and selects what stands there. */
export function focusField(within: Element | null, name: string): void {
  const field = within?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  field?.focus();
  selectAll(field);
}

function selectAll(field: Element | null | undefined): void {
  if (field instanceof HTMLInputElement && field.type !== "checkbox") {
    field.select();
  }
}
