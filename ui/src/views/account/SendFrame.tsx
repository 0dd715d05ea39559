//! The frame of a form of an account that is sent at once: over the foot of the page, fields, and the
//! way out beside the button.

import { type ReactNode, useEffect, useRef } from "react";
import { ActionButton } from "#ui/app/ActionButton";
import { type Live, simple } from "#ui/app/action";
import { arrive } from "#ui/app/typeahead";
import { useActions } from "#ui/app/useActions";
import { useWorkspace } from "#ui/app/workspace";
import { Form } from "#ui/kit/Form";
import type { Send } from "#ui/views/settings/useSend";

export type SendFrameProps = {
  readonly title: string;
  /** A sentence on what it does. */
  readonly says?: string;
  readonly sending: Send;
  readonly busyTitle: string;
  /** What leaving is called. */
  readonly leaveTitle: string;
  readonly onLeave: () => void;
  /** What it comes to, before the buttons. */
  readonly sum?: ReactNode;
  /** Other actions that work while it is open. */
  readonly more?: readonly Live[];
  /** Rows of fields. */
  readonly children: ReactNode;
};

export function SendFrame({ title, says, sending, busyTitle, leaveTitle, onLeave, sum, more = [], children }: SendFrameProps) {
  const { registry } = useWorkspace();
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const first = page.current?.querySelector<HTMLElement>("input, select, textarea");
    if (first !== null && first !== undefined) {
      arrive(first);
    }
  }, []);
  const leave = simple({ id: "leave_form", title: leaveTitle, key: "Escape", run: onLeave });
  useActions({ name: title, actions: [sending.action, leave, ...more], level: "part" });
  return (
    <section ref={page} className="act-form" aria-label={title}>
      <Form label={title} onSend={() => registry.start(sending.action)} wrong={sending.wrongField} wrongTurn={sending.turn}>
        <h2 className="heading">
          {title}
          {says === undefined ? null : <span className="hint">{says}</span>}
        </h2>
        <div className="act-body">{children}</div>
        <div className="act-foot">
          <p className="act-sum num" role="status">
            {sum}
          </p>
          <ActionButton action={leave} kind="bare" />
          <ActionButton action={sending.action} kind="primary">
            {sending.busy ? busyTitle : sending.action.title}
          </ActionButton>
        </div>
      </Form>
    </section>
  );
}
