//! A dialog: only for what leaves the building or cannot return. Everything else has Undo.

import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import type { Live } from "#ui/app/action";
import { useActions } from "#ui/app/useActions";
import { classes } from "#ui/kit/css";

export type DialogProps = {
  readonly title: string;
  readonly children: ReactNode;
  /** The ways out, the one that does it last. */
  readonly actions?: ReactNode;
  /** Actions whose keys work in the dialog; nothing beneath does. */
  readonly keys?: readonly Live[];
  /** Esc. */
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly className?: string;
};

const noKeys: readonly Live[] = [];

export function Dialog({ title, children, actions, keys = noKeys, onClose, wide = false, className }: DialogProps) {
  const dialog = useModal(onClose);
  useActions({ name: title, actions: keys, level: "dialog" });
  const heading = useId();
  return (
    <dialog ref={dialog} className={classes("dialog", wide && "wide", className)} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <div className="says">{children}</div>
      {actions === undefined ? null : <div className="acts">{actions}</div>}
    </dialog>
  );
}

/** Opens the element above everything, with the focus inside, and gives the focus back when it goes. */
export function useModal(onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) {
      return;
    }
    const before = document.activeElement;
    const cancel = (event: Event) => {
      event.preventDefault();
      close.current();
    };
    element.addEventListener("cancel", cancel);
    if (!element.open) {
      element.showModal();
    }
    return () => {
      element.removeEventListener("cancel", cancel);
      element.close();
      if (before instanceof HTMLElement && before.isConnected) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  return dialog;
}
