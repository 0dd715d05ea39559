//! What every part of the window reaches for: the list of what can be done, and the notices. It is
//! made once, when the window starts.

import { createContext, useContext, useSyncExternalStore } from "react";
import type { Changed } from "#ui/api/generated";
import { makePerform } from "#ui/app/perform";
import { type Layer, Registry } from "#ui/app/registry";
import { Toasts } from "#ui/app/toasts";

export type Workspace = { readonly registry: Registry; readonly toasts: Toasts };

export type Core = {
  /** Makes stale what a change touched. */
  readonly invalidate: (touched: readonly string[]) => void;
  /** Takes the last step back. */
  readonly undo: () => Promise<Changed<unknown>>;
};

export function makeWorkspace(core: Core): Workspace {
  const toasts = new Toasts();
  const perform = makePerform({ toasts, ...core });
  return { toasts, registry: new Registry((action) => void perform(action)) };
}

export const WorkspaceContext = createContext<Workspace>(
  makeWorkspace({ invalidate: () => {}, undo: () => Promise.reject(new RangeError("no workspace is open")) }),
);

export function useWorkspace(): Workspace {
  return useContext(WorkspaceContext);
}

/** The layers of what can be done, topmost first. For leaves only: strip, sheet, palette, menu. */
export function useLayers(): readonly Layer[] {
  const { registry } = useWorkspace();
  return useSyncExternalStore(registry.watch, registry.layersShown);
}
