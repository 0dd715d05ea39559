//! A button that opens a short list of actions, after the APG menu button pattern.

import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { Live } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { Button, type ButtonKind } from "#ui/kit/Button";
import { Kbd } from "#ui/kit/Kbd";
import { usePop } from "#ui/kit/usePop";

export type MenuProps = {
  /** The button's words. */
  readonly title: string;
  /** Its name, where several stand with the same words. */
  readonly label?: string;
  readonly actions: readonly Live[];
  readonly kind?: ButtonKind;
  readonly shortcut?: string | null;
};

export function Menu({ title, label, actions, kind = "bare", shortcut = null }: MenuProps) {
  const { registry } = useWorkspace();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { open, setOpen, id } = usePop(button, list);
  useLayoutEffect(() => {
    if (open) {
      list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    }
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    } else if (event.key.length === 1 && event.key !== " ") {
      event.preventDefault();
      const typed = event.key.toLowerCase();
      const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      after.find((item) => item.textContent?.toLowerCase().startsWith(typed) === true)?.focus();
    }
  };
  return (
    <>
      <Button ref={button} kind={kind} shortcut={shortcut} popup="menu" expanded={open} onPress={() => setOpen(!open)} {...(label === undefined ? {} : { label })} {...(open ? { controls: id } : {})}>
        {title}
      </Button>
      <div ref={list} id={id} className="pop" popover="manual" role="menu" aria-label={title} onKeyDown={key}>
        {open
          ? actions.map((action) => (
              <button
                key={action.id}
                type="button"
                role="menuitem"
                tabIndex={-1}
                className="item"
                aria-disabled={action.blocked === null ? undefined : true}
                title={action.blocked ?? undefined}
                onClick={() => {
                  close();
                  registry.start(action);
                }}
              >
                {action.title}
                {action.key === null ? null : (
                  <span className="end">
                    <Kbd of={action.key} bare />
                  </span>
                )}
              </button>
            ))
          : null}
      </div>
    </>
  );
}
