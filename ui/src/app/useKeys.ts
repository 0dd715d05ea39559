//! Listens to the keyboard for the whole window and runs the actions that the keys belong to.

import { useContext, useEffect } from "react";
import { PlatformContext } from "#ui/app/platform";
import { focusOf } from "#ui/app/registry";
import { useWorkspace } from "#ui/app/workspace";

/** Once, at the window. Whoever handles a key nearer to the focus says so by `preventDefault`. */
export function useKeys(): void {
  const { registry } = useWorkspace();
  const platform = useContext(PlatformContext);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing && registry.press(event, focusOf(event.target), platform)) {
        event.preventDefault();
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [registry, platform]);
}
