//! Actions as buttons: their words, their key and their reason come from the action.

import type { ReactNode } from "react";
import type { Live } from "#ui/app/action";
import { useWorkspace } from "#ui/app/workspace";
import { Button, type ButtonKind } from "#ui/kit/Button";
import { Kbd } from "#ui/kit/Kbd";

export type ActionButtonProps = {
  readonly action: Live;
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  /** In place of the title, where it needs figures: `Hold 3`. */
  readonly children?: ReactNode;
  readonly className?: string;
};

export function ActionButton({ action, kind = "outline", small = false, children, className }: ActionButtonProps) {
  const { registry } = useWorkspace();
  const press = () => registry.start(action);
  return (
    <Button
      kind={kind}
      small={small}
      shortcut={action.key}
      blocked={action.blocked}
      onPress={press}
      onBlocked={press}
      {...(className === undefined ? {} : { className })}
    >
      {children ?? action.title}
    </Button>
  );
}

/** An action as a word and its key, at the right of a heading: `Note N`. */
export function ActionWord({ action, children }: { readonly action: Live; readonly children?: ReactNode }) {
  const { registry } = useWorkspace();
  return (
    <button
      type="button"
      className="word"
      onClick={() => registry.start(action)}
      aria-disabled={action.blocked === null ? undefined : true}
      title={action.blocked ?? undefined}
    >
      {children ?? action.title}
      {action.key === null ? null : <Kbd of={action.key} />}
    </button>
  );
}

/** An action as a line of text after its key, as a finding offers its repair. */
export function ActionLine({ action }: { readonly action: Live }) {
  const { registry } = useWorkspace();
  return (
    <button type="button" className="act" onClick={() => registry.start(action)} title={action.blocked ?? undefined}>
      {action.key === null ? null : <Kbd of={action.key} />}
      {action.title}
    </button>
  );
}
