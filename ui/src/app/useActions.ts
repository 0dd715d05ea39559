//! Lays a part's actions on the list of what can be done, as long as the part is shown.

import { useLayoutEffect, useState } from "react";
import type { Live } from "#ui/app/action";
import type { Hint, Level } from "#ui/app/registry";
import { useWorkspace } from "#ui/app/workspace";

export type ActionsOf = {
  /** The part's name, the heading in the key sheet: `Claims`, `This claim`. */
  readonly name: string;
  readonly actions: readonly Live[];
  /** Keys that the part handles by itself. */
  readonly hints?: readonly Hint[];
  /** How near to the person; a screen unless said otherwise. */
  readonly level?: Level;
};

const noHints: readonly Hint[] = [];

/** The part may make its actions anew at each drawing; nothing else is drawn again unless they look different. */
export function useActions({ name, actions, hints = noHints, level = "screen" }: ActionsOf): void {
  const { registry } = useWorkspace();
  const [token] = useState(() => Symbol(name));
  useLayoutEffect(() => {
    registry.lay(token, { name, actions, hints, level });
  });
  useLayoutEffect(() => () => registry.lift(token), [registry, token]);
}
