//! The notices at the lower left. They leave by themselves after 8 s, but not under the pointer or
//! the focus, and not when something went wrong.

import { useEffect, useState, useSyncExternalStore } from "react";
import { type Toast, toastTime } from "#ui/app/toasts";
import { useWorkspace } from "#ui/app/workspace";
import { Button } from "#ui/kit/Button";
import { classes } from "#ui/kit/css";
import { kitWords } from "#ui/strings/en";

export function ToastList() {
  const { toasts } = useWorkspace();
  const shown = useSyncExternalStore(toasts.watch, toasts.shown);
  return (
    <div className="toasts" role="status" aria-label={kitWords.notices}>
      {shown.map((toast) => (
        <ToastBox key={toast.id} toast={toast} onClose={() => toasts.close(toast.id)} />
      ))}
    </div>
  );
}

function ToastBox({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.kind === "wrong") {
      return;
    }
    const timer = window.setTimeout(onClose, toastTime);
    return () => window.clearTimeout(timer);
    // The closing itself never changes what it closes.
  }, [held, toast.id, toast.kind]);
  const { undo } = toast;
  return (
    <div
      className={classes("toast", toast.kind === "wrong" && "wrong")}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.says}</span>
      {undo === null ? null : (
        <Button
          kind="bare"
          small
          className="quiet"
          shortcut="Mod+Z"
          onPress={() => {
            onClose();
            undo();
          }}
        >
          {kitWords.undo}
        </Button>
      )}
      {toast.kind === "wrong" ? (
        <Button kind="bare" small onPress={onClose}>
          {kitWords.close}
        </Button>
      ) : null}
    </div>
  );
}
