//! A key as it stands on this system's keyboard.

import { useContext } from "react";
import { keyText } from "#ui/app/keys";
import { PlatformContext } from "#ui/app/platform";

export type KbdProps = {
  /** Such as `Mod+K`. */
  readonly of: string;
  /** Without its border, as inside a button or a line of text. */
  readonly bare?: boolean;
  /** Read out too; else only seen, because the control tells its key by `aria-keyshortcuts`. */
  readonly spoken?: boolean;
};

export function Kbd({ of, bare = false, spoken = false }: KbdProps) {
  const platform = useContext(PlatformContext);
  const text = keyText(of, platform);
  return (
    <kbd className={`${bare ? "bare" : ""}${text.length > 3 ? " wide" : ""}`} aria-hidden={spoken ? undefined : true}>
      {text}
    </kbd>
  );
}
