//! A button. One that cannot be pressed now says why, and is never dead: pressing it tells the reason.

import { type MouseEvent, type ReactNode, type Ref, useContext, useId } from "react";
import { ariaKey } from "#ui/app/keys";
import { PlatformContext } from "#ui/app/platform";
import { classes } from "#ui/kit/css";
import { Kbd } from "#ui/kit/Kbd";

export type ButtonKind = "primary" | "outline" | "bare";

export type ButtonProps = {
  /** What it does, a verb first; may hold figures. */
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** `primary` once on a screen at most. */
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  /** Its key, shown beside the words. */
  readonly shortcut?: string | null;
  /** Why it cannot be done now, or `null`. */
  readonly blocked?: string | null;
  /** Hears a press while blocked; without it the press does nothing but its reason is read. */
  readonly onBlocked?: (reason: string) => void;
  /** Its name when it shows only a sign. */
  readonly label?: string;
  readonly type?: "button" | "submit";
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly popup?: "menu" | "dialog" | "listbox";
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

export function Button(props: ButtonProps) {
  const { children, onPress, kind = "outline", small = false, shortcut = null, blocked = null, onBlocked, label, type = "button" } = props;
  const platform = useContext(PlatformContext);
  const reason = useId();
  const press = (event: MouseEvent) => {
    if (blocked === null) {
      if (type === "button") {
        onPress();
      }
      return;
    }
    event.preventDefault();
    onBlocked?.(blocked);
  };
  return (
    <button
      ref={props.ref}
      type={type}
      className={classes("btn", kind !== "outline" && kind, small && "small", props.className)}
      onClick={press}
      aria-disabled={blocked === null ? undefined : true}
      aria-describedby={blocked === null ? undefined : reason}
      title={blocked ?? undefined}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-haspopup={props.popup}
      aria-keyshortcuts={shortcut === null ? undefined : ariaKey(shortcut, platform)}
    >
      {children}
      {shortcut === null ? null : <Kbd of={shortcut} />}
      {blocked === null ? null : (
        <span id={reason} className="sr">
          {blocked}
        </span>
      )}
    </button>
  );
}
