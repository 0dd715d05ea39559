//! The frame of a form of money: it lies over the foot of the page, so that nothing moves, and the
//! ledger stays in sight above it.

import { type ReactNode, useEffect, useRef } from "react";
import { ActionButton, ActionWord } from "#ui/app/ActionButton";
import { arrive } from "#ui/app/typeahead";
import { useWorkspace } from "#ui/app/workspace";
import { Form } from "#ui/kit/Form";
import { actTitles, moneyWords as words } from "#ui/strings/account";
import type { ActTyping } from "#ui/views/account/useActForm";

export type ActFrameProps = {
  readonly typing: ActTyping;
  /** What it is about: `claim 49192`; empty for the patient. */
  readonly of: string;
  /** A sentence on what it does. */
  readonly says?: string;
  /** The amount as the button says it; empty while nobody can read it. */
  readonly amount?: string;
  /** What it comes to, before the buttons. */
  readonly sum?: ReactNode;
  /** Fields. */
  readonly children: ReactNode;
};

export function ActFrame({ typing, of, says, amount = "", sum, children }: ActFrameProps) {
  const { registry } = useWorkspace();
  const page = useRef<HTMLElement>(null);
  const { kind, go, leave, again, typedBefore, refused, busy } = typing;
  useEffect(() => {
    const first = page.current?.querySelector<HTMLElement>("input, select, textarea");
    if (first !== null && first !== undefined) {
      arrive(first);
    }
  }, []);
  const { title } = actTitles[kind];
  return (
    <section ref={page} className="act-form" aria-label={title}>
      <Form label={title} onSend={() => registry.start(go)} wrong={typing.wrongField} wrongTurn={typing.wrongTurn}>
        <h2 className="heading">
          {words.formOf(title, of)}
          {says === undefined ? null : <span className="hint">{says}</span>}
          {typedBefore ? (
            <span className="end">
              <span className="hint">{words.typedBefore}</span> <ActionWord action={again} />
            </span>
          ) : null}
        </h2>
        <div className="act-body">{children}</div>
        <div className="act-foot">
          <p className="act-sum num" role="status">
            {refused === null ? sum : <span className="bad">{refused}</span>}
          </p>
          <ActionButton action={leave} kind="bare" />
          <ActionButton action={go} kind="primary">
            {busy ? words.working : words.go(kind, amount)}
          </ActionButton>
        </div>
      </Form>
    </section>
  );
}
